import type { ChatMessage } from '../../protocol/message.js';
import type { MessageAction } from '../message-action.js';
import { emojiLabels } from '../emoji/words.js';
import type { EmojiHost } from '../emoji-host.js';
import { copyCode } from './copy-code.js';
import { pickEmoji } from './emoji-button.js';
import { LongPress } from './long-press.js';
import { actionWords, type ActionWords } from './words.js';
import { ReactionAnnouncer, type ReactedList } from './reaction-announcer.js';
// It registers the element.
import './message-menu.js';

/** The list, as far as the actions on its messages need it. */
export interface ActionsHost extends ReactedList {
  readonly quickReactions: readonly string[];
  /** Whether nothing can be done here, as in a closed overlay. */
  readonly idle: boolean;
  readonly actionsOf: (message: ChatMessage, words: ActionWords) => readonly MessageAction[];
  readonly pending: readonly ChatMessage[];
  /** Gives a message a row and the focus. */
  readonly goTo: (id: string) => void;
}

export interface RowActionsConfig {
  readonly host: ActionsHost;
  /** The element around the rows. */
  readonly rows: HTMLElement;
  /** The message in a row; undefined for other rows. */
  readonly messageIn: (row: Element) => ChatMessage | undefined;
  readonly react: (message: ChatMessage, emoji: string) => void;
}

const TYPES = [
  ...['pointerover', 'pointerleave', 'focusin', 'focusout', 'keydown', 'contextmenu', 'click'],
];

/**
 * What visitors can do with the messages of a list: a toolbar at the message under the pointer or with the focus, a menu,
 * and the keys that lead from message to message.
 */
export class RowActions {
  readonly #config: RowActionsConfig;
  readonly #menu = document.createElement('momento-chat-message-menu');
  readonly #press: LongPress;
  readonly #announcer: ReactionAnnouncer | undefined;

  constructor(config: RowActionsConfig) {
    const { host, rows, react } = config;
    this.#config = config;
    const log = host.shadowRoot?.querySelector<HTMLElement>('[role=log]');
    if (log) this.#announcer = new ReactionAnnouncer(host, log);
    this.#menu.setAttribute('exportparts', 'toolbar, menu, menu-item');
    this.#menu.react = react;
    this.#menu.pick = (message) => this.#pick(message);
    // Its button beside the text is one of this module.
    this.#composer?.requestUpdate();
    for (const type of TYPES) {
      rows.addEventListener(type, (event) => this.handle(event, event.target as Element));
    }
    this.#press = new LongPress(rows, (target) => this.open(rowAt(target), 'sheet'));
  }

  /** Call it after each update of the list. */
  update(): void {
    this.#announcer?.update();
    const row = this.#menu.parentElement;
    if (this.#config.host.idle) this.#menu.remove();
    else if (row) this.#fill(row);
  }

  /** Opens the menu of a message. */
  open(row: HTMLElement | undefined, as?: 'menu' | 'sheet'): void {
    if (!row || this.#config.host.idle) return;
    this.#attach(row);
    void this.#menu.open(as);
  }

  /** @param target where the event has happened, which it may have forgotten by now */
  handle(event: Event, target: Element): void {
    const row = rowAt(target);
    switch (event.type) {
      case 'pointerover': {
        const { pointerType, buttons } = event as PointerEvent;
        if (row && pointerType !== 'touch' && buttons === 0) this.#attach(row);
        return;
      }
      case 'pointerdown':
        return this.#press.begin(event as PointerEvent, target);
      case 'pointerleave':
        return this.#detach();
      case 'focusin':
        if (row) this.#attach(row);
        return;
      case 'focusout': {
        const { rows } = this.#config;
        const { relatedTarget } = event as FocusEvent;
        if (!rows.contains(relatedTarget as Node | null) && !rows.matches(':hover')) this.#detach();
        return;
      }
      case 'keydown':
        if (row === target) this.#keydown(event as KeyboardEvent, row);
        return;
      case 'click': {
        const { host } = this.#config;
        return void copyCode(target, actionWords(host.strings));
      }
      default:
        // The key that has opened the menu opens the browser's, too.
        if (this.#menu.opened) event.preventDefault();
    }
  }

  #keydown(event: KeyboardEvent, row: HTMLElement): void {
    const { key } = event;
    if (event.isComposing) return;
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
    return [...this.#config.host.messages, ...this.#config.host.pending];
  }

  #goTo(message: ChatMessage | undefined): void {
    if (message) this.#config.host.goTo(message.id);
  }

  /** The composer of the chat, which has the emoji; undefined where there is none. */
  get #composer(): EmojiHost | undefined {
    const root = this.#config.host.getRootNode();
    const isInside = root instanceof ShadowRoot;
    return (isInside && root.querySelector('momento-chat-composer')) || undefined;
  }

  /** Lets the visitor react to a message with any emoji. */
  #pick(message: ChatMessage): void {
    const row = this.#menu.parentElement;
    const composer = this.#composer;
    if (!row || !composer) return;
    pickEmoji(composer, {
      anchor: row.querySelector('.bubble') ?? row,
      possible: () => row.isConnected && composer.emoji !== undefined,
      pick: (emoji) => this.#config.react(message, emoji),
      ended: (withFocus) => {
        if (withFocus) row.focus({ preventScroll: true });
      },
    });
  }

  #attach(row: HTMLElement): void {
    if (this.#menu.opened || this.#config.host.idle) return;
    this.#fill(row);
    if (this.#menu.actions.length === 0) return this.#menu.remove();
    if (this.#menu.parentElement !== row) row.append(this.#menu);
    void this.#menu.place(row);
  }

  /** The message with the focus keeps its toolbar. */
  #detach(): void {
    if (this.#menu.opened) return;
    const focused = this.#config.rows.querySelector<HTMLElement>('.message:focus-within');
    if (focused) this.#attach(focused);
    else this.#menu.remove();
  }

  #fill(row: Element): void {
    const message = this.#config.messageIn(row);
    const { host } = this.#config;
    const { quickReactions, userId: ownId } = host;
    const strings = actionWords(host.strings);
    const actions = message ? host.actionsOf(message, strings) : [];
    const composer = this.#composer;
    const anyEmoji = composer?.emoji ? emojiLabels(strings).emojiReaction : undefined;
    Object.assign(this.#menu, { message, strings, quickReactions, ownId, actions, anyEmoji });
  }
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
