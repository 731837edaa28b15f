import type { ReactiveController, ReactiveElement } from 'lit';
import type { Strings } from '../../localization/strings.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { MessageAction } from '../message-action.js';
import type { ListItem } from '../message-items.js';
import { MessageActionEvent } from '../message-list-events.js';
import { withActions, type Actions } from '../actions-module.js';
import { LongPress } from './long-press.js';

type Menu = InstanceType<Actions['MessageMenu']>;

/** A menu that can be opened only later stays closed, in ms. */
const MAX_WAIT_MS = 5_000;

interface ActionsHost extends ReactiveElement {
  readonly strings: Strings;
  readonly quickReactions: readonly string[];
  readonly userId: string | undefined;
  /** Whether nothing can be done here, as in a closed overlay. */
  readonly idle: boolean;
  readonly actionsOf: (message: ChatMessage) => readonly MessageAction[];
  readonly messages: readonly ChatMessage[];
  readonly pending: readonly ChatMessage[];
  /** Gives a message a row and the focus. */
  readonly goTo: (id: string) => void;
}

/**
 * What visitors can do with the messages of a list: a toolbar at the message under the pointer or with the focus, a menu,
 * and the keys that lead from message to message. One message is a stop of the Tab key at a time.
 */
export class MessageActionsController implements ReactiveController {
  readonly #host: ActionsHost;
  readonly #log: () => HTMLElement | null;
  readonly #itemOf: (row: Element) => ListItem | undefined;
  /** Undefined until its module is loaded. */
  #menu: Menu | undefined;
  /** Whether a menu is opened once its module is loaded. */
  #isOpening = false;
  #isPreloaded = false;
  #rows: HTMLElement | undefined;
  /** The message that the Tab key leads to. */
  #stop: HTMLElement | undefined;
  /** Whether the visitor has been there: otherwise it is the newest one. */
  #isChosen = false;

  /** @param log the element around the rows; null before the first render */
  constructor(
    host: ActionsHost,
    log: () => HTMLElement | null,
    itemOf: (row: Element) => ListItem | undefined,
  ) {
    this.#host = host;
    this.#log = log;
    this.#itemOf = itemOf;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#listen();
    const rows = this.#rows?.querySelectorAll<HTMLElement>('.message') ?? [];
    this.#isChosen &&= this.#stop?.isConnected === true;
    this.#stopAt(this.#isChosen ? this.#stop : rows[rows.length - 1]);
    const row = this.#menu?.parentElement;
    if (this.#host.idle) this.#menu?.remove();
    else if (row) this.#fill(row);
    this.#preload();
  }

  /** Opens the menu of a message. */
  open(row: HTMLElement | undefined, as?: 'menu' | 'sheet'): void {
    if (!row || this.#host.idle) return;
    const start = performance.now();
    this.#isOpening = true;
    withActions((actions) => {
      this.#isOpening = false;
      // The visitor may be doing something else when it is loaded at last.
      if (!actions || !row.isConnected || performance.now() - start > MAX_WAIT_MS) return;
      this.#show(row);
      void this.#menu?.open(as);
    });
  }

  #listen(): void {
    const rows = this.#log();
    if (!rows || this.#rows) return;
    this.#rows = rows;
    rows.addEventListener('pointerover', (event) => {
      const row = rowOf(event);
      if (row && event.pointerType !== 'touch' && event.buttons === 0) this.#attach(row);
    });
    rows.addEventListener('pointerleave', () => this.#detach());
    rows.addEventListener('focusin', (event) => {
      const row = rowOf(event);
      if (!row) return;
      this.#isChosen = true;
      this.#stopAt(row);
      this.#attach(row);
    });
    rows.addEventListener('focusout', ({ relatedTarget }) => {
      if (!rows.contains(relatedTarget as Node | null) && !rows.matches(':hover')) this.#detach();
    });
    rows.addEventListener('keydown', (event) => this.#keydown(event));
    rows.addEventListener('contextmenu', (event) => {
      // The key that has opened the menu opens the browser's, too.
      if (this.#isOpening || this.#menu?.opened) event.preventDefault();
    });
    new LongPress(rows, (target) => this.open(rowAt(target), 'sheet'));
  }

  #keydown(event: KeyboardEvent): void {
    const { key, target } = event;
    const row = target as HTMLElement;
    if (!row.matches('.message') || event.isComposing) return;
    const opens = key === 'Enter' || key === 'ContextMenu' || (key === 'F10' && event.shiftKey);
    if (opens) this.open(row);
    else if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    else if (key === 'Home') this.#goTo(this.#all[0]);
    else if (key === 'End') this.#goTo(this.#all.at(-1));
    else if (key === 'ArrowUp' || key === 'ArrowDown') neighbour(row, key)?.focus();
    else return;
    event.preventDefault();
  }

  get #all(): readonly ChatMessage[] {
    return [...this.#host.messages, ...this.#host.pending];
  }

  #goTo(message: ChatMessage | undefined): void {
    if (message) this.#host.goTo(message.id);
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

  #attach(row: HTMLElement): void {
    let isLate = false;
    withActions((actions) => {
      // The visitor may have gone elsewhere while it was loaded.
      if (actions && (!isLate || row.matches(':hover, :focus-within'))) this.#show(row);
    });
    isLate = true;
  }

  #show(row: HTMLElement): void {
    const menu = (this.#menu ??= this.#make());
    if (menu.opened || this.#host.idle) return;
    this.#fill(row);
    if (menu.actions.length === 0) return menu.remove();
    if (menu.parentElement !== row) row.append(menu);
    void menu.place(row);
  }

  /** The message with the focus keeps its toolbar. */
  #detach(): void {
    if (this.#menu?.opened) return;
    const focused = this.#rows?.querySelector<HTMLElement>('.message:focus-within');
    if (focused) this.#attach(focused);
    else this.#menu?.remove();
  }

  /** Loads the menu when the browser has time after the first view. */
  #preload(): void {
    if (this.#isPreloaded || this.#host.idle || !this.#rows?.checkVisibility()) return;
    this.#isPreloaded = true;
    const load = (): void => withActions(() => undefined);
    // Safari has no `requestIdleCallback`.
    if ('requestIdleCallback' in window) requestIdleCallback(load);
    else setTimeout(load);
  }

  #make(): Menu {
    const menu = document.createElement('momento-chat-message-menu');
    menu.setAttribute('exportparts', 'toolbar, menu, menu-item');
    menu.react = ({ id }, emoji) =>
      this.#host.dispatchEvent(new MessageActionEvent('react', id, emoji));
    return menu;
  }

  #fill(row: Element): void {
    const menu = this.#menu;
    if (!menu) return;
    const item = this.#itemOf(row);
    const message = item?.kind === 'message' ? item.message : undefined;
    const { strings, quickReactions, userId: ownId, actionsOf } = this.#host;
    const actions = message ? actionsOf(message) : [];
    Object.assign(menu, { message, strings, quickReactions, ownId, actions });
  }
}

function rowOf(event: Event): HTMLElement | undefined {
  return rowAt(event.target);
}

function rowAt(target: EventTarget | null): HTMLElement | undefined {
  return (target as Element | null)?.closest<HTMLElement>('.message') ?? undefined;
}

/** The message above or below; dividers are passed over. */
function neighbour(row: Element, key: 'ArrowUp' | 'ArrowDown'): HTMLElement | undefined {
  let next: Element | null = row;
  do next = key === 'ArrowUp' ? next.previousElementSibling : next.nextElementSibling;
  while (next && !next.matches('.message'));
  return (next as HTMLElement | null) ?? undefined;
}

/** What a message says, as its name: its author, text, reactions and time. */
function nameOf(row: Element): string {
  const parts = [...row.children].filter(
    (part) => part.ariaHidden !== 'true' && !part.localName.endsWith('menu'),
  );
  return parts.map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()).join(', ');
}
