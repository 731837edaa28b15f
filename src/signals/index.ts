import type { html as Html, TemplateResult } from 'lit';
import { systemClock } from '../platform/clock.js';
import { RoomActivity, type ActivityRoom, type SignalName } from './room-activity.js';
import type { Person } from '../protocol/chat-user.js';
import { DEFAULT_BUDGET } from './pace.js';
import { activityStyles } from './styles.js';
import { activityStrings } from './words.js';

export type { ActivityStrings } from './words.js';

/*
 * `momento-chat-signals.js`, which the chat loads where its page switches signals on. The names that the two use of each
 * other must stay as they are: no minifier may shorten them.
 */

/** The chat, as far as signals need it. */
export interface ActivityHost {
  /** The chat's own, so that this module does not bring another copy of Lit. */
  readonly html: typeof Html;
  readonly room: ActivityRoom;
  /** Signals by name, separated by spaces; others are ignored. */
  readonly signals: string;
  /** Operations a second; undefined: 2. */
  readonly budget: number | undefined;
  readonly mode: string;
  readonly root: DocumentOrShadowRoot;
  /** Whether the conversation is open. */
  isOpen(): boolean;
  visitor(): { readonly id: string | undefined; readonly name: string };
  /** Called after each change of what there is to show. */
  changed(): void;
}

/** Who has seen a message: the text under it, and the names. */
export interface SeenMark {
  readonly text: string;
  readonly title: string;
}

/** The activity in a room, to be shown and told. */
export interface ConnectedActivity {
  readonly typing: readonly Person[];
  readonly here: readonly Person[];
  readersOf(messageId: string): readonly Person[];
  /** The visitor has changed the text. */
  typed(isEmpty: boolean): void;
  /** The visitor has had this message in view, and all before it. */
  saw(messageId: string): void;
  receiveMessage(author: { readonly id: string | undefined; readonly name: string }): void;
  /** The line about those who write; it stays there, empty, so that nothing moves. */
  typingLine(): TemplateResult | undefined;
  /** The line about those who are here; undefined if nobody is known to be. */
  presenceLine(): TemplateResult | undefined;
  /** Undefined where nobody is known to have seen the message. */
  seenMark(messageId: string): SeenMark | undefined;
  /** The conversation was opened or closed. */
  check(): void;
  /** Sets the texts, from those of the chat. */
  speak(strings: object): void;
  dispose(): void;
}

const SIGNALS: readonly SignalName[] = ['typing', 'read', 'presence'];
/** So many are named; the others are counted. */
const MAX_TYPING_NAMES = 2;
const MAX_PRESENT_NAMES = 3;
const MAX_SEEN_NAMES = 10;

/** Begins to tell the room what the visitor does, and to show what others do. */
export function connectActivity(host: ActivityHost): ConnectedActivity {
  const { html, room, budget = DEFAULT_BUDGET, mode, root } = host;
  const names = host.signals.split(/\s+/);
  const signals = new Set(SIGNALS.filter((name) => names.includes(name)));
  let spoken: object = {};
  let words = activityStrings(spoken);
  const isLooking = (): boolean => document.visibilityState === 'visible' && host.isOpen();
  const activity = new RoomActivity({
    room,
    clock: systemClock,
    signals,
    budget,
    isModerated: mode === 'moderated',
    isLooking,
    visitor: () => host.visitor(),
    onChange: () => host.changed(),
  });
  const check = (): void => activity.check();
  document.addEventListener('visibilitychange', check);
  adopt(root);
  check();

  /** An answer that is being written. Screen readers get the whole one, as a message. */
  const growing = (name: string, draft: string): TemplateResult =>
    html`<div class="draft" part="draft" aria-hidden="true">
      <div class="draft-author">${name}</div>
      <div class="draft-text"><span>${draft}</span></div>
    </div>`;

  return {
    get typing() {
      return activity.typing;
    },
    get here() {
      return activity.here;
    },
    readersOf: (messageId) => activity.readersOf(messageId),
    typed: (isEmpty) => activity.typed(isEmpty),
    saw: (messageId) => activity.saw(messageId),
    receiveMessage: (author) => activity.receiveMessage(author),
    typingLine() {
      if (!signals.has('typing')) return undefined;
      const people = activity.typing;
      const isEmpty = people.length === 0;
      const text = isEmpty ? '' : words.typing(...named(people, MAX_TYPING_NAMES));
      return html`${activity.drafts.map(({ author, text: draft }) => growing(author.name, draft))}
        <div class="typing ${isEmpty ? '' : 'busy'}" part="typing">
          <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
          ><span class="activity-text" role="status">${text}</span>
        </div>`;
    },
    presenceLine() {
      const people = activity.here;
      if (people.length === 0) return undefined;
      const text = words.present(...named(people, MAX_PRESENT_NAMES));
      return html`<div class="presence" part="presence">${text}</div>`;
    },
    seenMark(messageId) {
      const readers = activity.readersOf(messageId);
      if (readers.length === 0) return undefined;
      const isGroup = readers.length > 1 || activity.peopleCount > 1;
      const [first, others] = named(readers, MAX_SEEN_NAMES);
      const title = [...first, ...(others > 0 ? [`+${String(others)}`] : [])].join(', ');
      return { text: isGroup ? words.seenBy(readers.length) : words.seen, title };
    },
    speak(strings) {
      if (strings === spoken) return;
      spoken = strings;
      words = activityStrings(strings);
    },
    check,
    dispose() {
      document.removeEventListener('visibilitychange', check);
      activity.dispose();
    },
  };
}

/** Some names, each apart from the text around it whatever its direction, and how many people are not named. */
function named(
  people: readonly Person[],
  most: number,
): [names: readonly string[], others: number] {
  const known = people.filter(({ name }) => name !== '').slice(0, most);
  return [known.map(({ name }) => `\u2068${name}\u2069`), people.length - known.length];
}

let sheet: CSSStyleSheet | undefined;

/** Style elements would be blocked by a strict content security policy. */
function adopt(root: DocumentOrShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(activityStyles);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
