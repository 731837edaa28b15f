import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ScrollController } from '../controllers/scroll-controller.js';
import { en } from '../localization/en.js';
import { closestLanguage, timeFormatter } from '../localization/language.js';
import type { Strings } from '../localization/strings.js';
import type { ChatMessage, PendingMessage } from '../message.js';
import { define } from './define.js';
import { renderItem, type MessageItemContext } from './message-item.js';
import { isSameItem, toItems, type ListItem } from './message-items.js';
import { messageListStyles } from './message-list.styles.js';
import { Rows } from './rows.js';
import { sharedStyles } from './shared.styles.js';

/** The visitor wants something done with one of their failed messages: `retry` or `discard`. */
export class MessageActionEvent extends Event {
  constructor(
    type: 'retry' | 'discard',
    readonly messageId: string,
  ) {
    super(type);
  }
}

/**
 * The conversation: settled messages, then the visitor's own that are on their way.
 *
 * @fires retry - a {@link MessageActionEvent}
 * @fires discard - a {@link MessageActionEvent}
 */
export class MessageList extends LitElement {
  static override styles = [sharedStyles, messageListStyles];

  @property({ attribute: false }) messages: readonly ChatMessage[] = [];
  @property({ attribute: false }) pending: readonly PendingMessage[] = [];
  /** Ids of messages before which others may be missing. */
  @property({ attribute: false }) gaps: ReadonlySet<string> = new Set();
  /** Tells the visitor's own messages apart. */
  @property({ attribute: false }) userId: string | undefined;
  /** Whether the history is still unknown. */
  @property({ type: Boolean, attribute: false }) loading = false;
  /** Whether the history is known: only then is an empty list an empty room. */
  @property({ type: Boolean, attribute: false }) loaded = true;
  @property({ attribute: false }) strings: Strings = en;

  @query('.scroller') private scroller!: HTMLElement | null; // null before the first render
  @query('.log') private log!: HTMLElement | null; // likewise

  readonly #scroll = new ScrollController(this, () => this.scroller);
  #language: string | undefined;
  #items: readonly ListItem[] = [];
  #renderAll = false;
  #arriving = false;
  #context: MessageItemContext | undefined;
  readonly #rows = new Rows<ListItem>((item, element) => {
    if (this.#context) renderItem(item, element, this.#context);
  }, isSameItem);

  override willUpdate(changed: PropertyValues<this>): void {
    const language = closestLanguage(this);
    if (language !== this.#language || changed.has('strings')) {
      this.#language = language;
      this.#context = {
        strings: this.strings,
        formatTime: timeFormatter(language),
        onRetry: this.#act('retry'),
        onDiscard: this.#act('discard'),
      };
      this.#renderAll = true;
    }
    // What the history brings is not news: it is in place before screen readers listen.
    if (changed.get('loaded') === false) {
      this.#arriving = true;
      requestAnimationFrame(() => {
        this.#arriving = false;
        this.requestUpdate();
      });
    }
    this.#items = toItems(this.messages, this.pending, this.gaps, this.userId);
    const before = changed.get('pending');
    if (before && this.pending.length > before.length) this.#scroll.goToEnd();
  }

  override render(): TemplateResult {
    return html`<div
      class="scroller"
      part="list"
      role="log"
      tabindex="0"
      aria-label=${this.strings.conversation}
      aria-busy=${this.loading || this.#arriving ? 'true' : 'false'}
      @scroll=${this.#scroll.onScroll}
    >
      ${this.#note(this.#items.length === 0)}
      <div class="log"></div>
    </div>`;
  }

  override update(changed: PropertyValues<this>): void {
    super.update(changed);
    // Before the controllers' turn, which scroll by what is there then.
    if (this.log) this.#rows.update(this.log, this.#items, this.#renderAll);
    this.#renderAll = false;
  }

  #note(empty: boolean): TemplateResult | typeof nothing {
    if (!empty) return nothing;
    if (this.loaded) return html`<p class="note" part="empty">${this.strings.empty}</p>`;
    if (!this.loading) return nothing;
    return html`<div class="skeleton" part="loading">
      <span></span><span></span><span></span>
      <p class="visually-hidden">${this.strings.loading}</p>
    </div>`;
  }

  #act(type: 'retry' | 'discard'): (id: string) => void {
    return (id) => this.dispatchEvent(new MessageActionEvent(type, id));
  }
}

define('momento-chat-message-list', MessageList);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-message-list': MessageList;
  }
}
