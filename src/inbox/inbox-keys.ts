export type KeyCommand =
  | 'next'
  | 'previous'
  | 'open'
  | 'reply'
  | 'close'
  | 'search'
  | 'assign'
  | 'snooze'
  | 'note'
  | 'keys'
  | 'back';

/** The keys of the inbox, by `KeyboardEvent.key`. */
const COMMANDS: ReadonlyMap<string, KeyCommand> = new Map([
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['r', 'reply'],
  ['e', 'close'],
  ['/', 'search'],
  ['a', 'assign'],
  ['s', 'snooze'],
  ['n', 'note'],
  ['?', 'keys'],
  ['Escape', 'back'],
]);

/** Controls that Enter presses. */
const PRESSED = 'button, a, summary, [role=menuitem], [role=option]';

/**
 * What a key means for the inbox; undefined where it is for something else: a text that is being written, a menu, a dialog, or
 * the browser.
 */
export function commandOf(event: KeyboardEvent): KeyCommand | undefined {
  const { key, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return undefined;
  const command = COMMANDS.get(key);
  if (!command) return undefined;
  const path = event.composedPath();
  const target = path[0] as Partial<Element>;
  const isIn = (selector: string): boolean =>
    path.some((node) => (node as Partial<Element>).matches?.(selector) === true);
  if (isIn('dialog, [popover], [role=menu], [role=dialog]')) return undefined;
  if (command === 'back') return command;
  const isField =
    target.matches?.('input, textarea, select') === true ||
    (target as Partial<HTMLElement>).isContentEditable === true;
  if (isField) return undefined;
  // The message with the focus in the open conversation has a menu, which Enter opens.
  if (command === 'open' && (isIn(PRESSED) || isIn('momento-chat'))) return undefined;
  return command;
}
