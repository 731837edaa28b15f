import type { ReactiveController, ReactiveElement } from 'lit';
import type { ActionsHost } from '../actions/row-actions.js';
import { withActions, type Actions } from '../actions-module.js';
import type { ListItem } from '../message-items.js';
import { MessageActionEvent } from '../message-list-events.js';

/** What begins an action, or ends one, before the module of actions is there. */
const TYPES = [
  ...['pointerover', 'pointerdown', 'pointerup', 'pointercancel'],
  ...['focusin', 'keydown', 'contextmenu', 'click'],
];
/** The keys of a message. */
const KEYS = /^(?:Enter|ContextMenu|F10|Home|End|Arrow(?:Up|Down))$/;
/** An action that could begin only later does not begin, in ms: the visitor does something else by then. */
const MAX_WAIT_MS = 5_000;

type Host = ReactiveElement & ActionsHost;

/**
 * Makes one message at a time a stop of the Tab key, and loads what visitors can do with the messages: after the first view,
 * when the browser has time, or for the first action, which waits for it.
 */
export class MessageActionsController implements ReactiveController {
  readonly #host: Host;
  readonly #log: () => HTMLElement | null;
  readonly #itemOf: (row: Element) => ListItem | undefined;
  #actions: InstanceType<Actions['RowActions']> | undefined;
  #isPreloaded = false;
  #rows: HTMLElement | undefined;
  /** The touch that goes on, or the key that waits, while the module is loaded. */
  #begun: Event | undefined;
  /** The message that the Tab key leads to. */
  #stop: HTMLElement | undefined;
  /** Whether the visitor has been there: otherwise it is the newest one. */
  #isChosen = false;

  /** @param log the element around the rows; null before the first render */
  constructor(
    host: Host,
    log: () => HTMLElement | null,
    itemOf: (row: Element) => ListItem | undefined,
  ) {
    this.#host = host;
    this.#log = log;
    this.#itemOf = itemOf;
    host.addController(this);
  }

  hostUpdated(): void {
    const rows = this.#log();
    if (!rows) return;
    if (!this.#rows) this.#listen(rows);
    const all = rows.querySelectorAll<HTMLElement>('.message');
    this.#isChosen &&= this.#stop?.isConnected === true;
    this.#stopAt(this.#isChosen ? this.#stop : all[all.length - 1]);
    this.#actions?.update();
    this.#preload(rows);
  }

  /** Opens the menu of a message. */
  open(row: HTMLElement | undefined): void {
    const rows = this.#rows;
    if (!row || !rows) return;
    withActions((actions) => actions && row.isConnected && this.#connect(actions, rows).open(row));
  }

  #listen(rows: HTMLElement): void {
    this.#rows = rows;
    for (const type of TYPES) rows.addEventListener(type, (event) => this.#early(event, rows));
    rows.addEventListener('focusin', ({ target }) => {
      const row = (target as Element).closest<HTMLElement>('.message');
      if (!row) return;
      this.#isChosen = true;
      this.#stopAt(row);
    });
  }

  /** Passes an event on when the module is there. From then on, that listens itself. */
  #early(event: Event, rows: HTMLElement): void {
    if (this.#actions || this.#host.idle) return;
    const { type, timeStamp } = event;
    const target = event.target as Element;
    const isKey = type === 'keydown' && target.matches('.message') && KEYS.test(keyOf(event));
    const isTouch = type === 'pointerdown' && (event as PointerEvent).pointerType === 'touch';
    if (isKey || isTouch) this.#begun = event;
    else if (type.startsWith('pointer') && type !== 'pointerover') this.#begun = undefined;
    else if (type === 'contextmenu' && this.#begun) event.preventDefault();
    if (!isKey && !isTouch && !/^(?:pointerover|focusin|click)$/.test(type)) return;
    withActions((actions) => {
      const isBegun = this.#begun === event;
      if (isBegun) this.#begun = undefined;
      // One key may have moved the focus that the next one moves on.
      const at = isKey ? rows.querySelector('.message:focus') : target;
      const isStill = isTouch ? isBegun : at?.matches(':hover, :focus-within');
      if (!actions || !at || !isStill || performance.now() - timeStamp > MAX_WAIT_MS) return;
      this.#connect(actions, rows).handle(event, at);
    });
    // Later is too late.
    if (isKey && !this.#actions) event.preventDefault();
  }

  /** Loads what can be done when the browser has time after the first view. */
  #preload(rows: HTMLElement): void {
    if (this.#isPreloaded || this.#host.idle || !rows.checkVisibility()) return;
    this.#isPreloaded = true;
    const load = (): void => withActions((actions) => actions && this.#connect(actions, rows));
    // Safari has no `requestIdleCallback`.
    if ('requestIdleCallback' in window) requestIdleCallback(load);
    else setTimeout(load);
  }

  #connect({ RowActions }: Actions, rows: HTMLElement): InstanceType<Actions['RowActions']> {
    this.#actions ??= new RowActions({
      host: this.#host,
      rows,
      messageIn: (row) => {
        const item = this.#itemOf(row);
        return item?.kind === 'message' ? item.message : undefined;
      },
      react: ({ id }, emoji) =>
        this.#host.dispatchEvent(new MessageActionEvent('react', id, emoji)),
    });
    return this.#actions;
  }

  /** Makes a message the one that the Tab key leads to. Its name is its content. */
  #stopAt(row: HTMLElement | undefined): void {
    if (this.#stop && this.#stop !== row) {
      this.#stop.tabIndex = -1;
      this.#stop.ariaLabel = null;
    }
    this.#stop = row;
    if (!row) return;
    row.tabIndex = this.#host.idle ? -1 : 0;
    row.ariaLabel = nameOf(row);
  }
}

function keyOf(event: Event): string {
  return (event as KeyboardEvent).key;
}

/** What a message says, as its name: its author, text, reactions and time. */
function nameOf(row: Element): string {
  const parts = [...row.children].filter(
    (part) => part.ariaHidden !== 'true' && !part.localName.endsWith('menu'),
  );
  return parts.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(', ');
}
