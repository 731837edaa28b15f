import type { TemplateResult } from 'lit';
import { activeElement, hasFocus } from '../../dom/active-element.js';
import { NativeEvent } from '../../dom/natives.js';
import { systemClock } from '../../platform/clock.js';
import type { Strings } from '../../localization/strings.js';
import { html, LitElement, plainText, query, sharedStyles } from '../actions/borrowed.js';
import { define } from '../define.js';
import type { MessageList } from '../message-list.js';
import { ConversationSearch, MAX_QUERY } from './conversation-search.js';
import { endIcon, newerIcon, olderIcon, searchIcon } from './icons.js';
import { Marks } from './marks.js';
import type { SearchHost } from './search-host.js';
import { searchBarStyles } from './search-bar.styles.js';
import { progressOf, Spoken } from './progress.js';
import { momentFormatter, searchStrings, type SearchStrings } from './words.js';

/** The bar of a search, and the search in the list below it. */
export class SearchBar extends LitElement {
  static override styles = [sharedStyles, searchBarStyles];

  @query('input', true) private input!: HTMLInputElement | null; // null before the first render

  readonly #host: SearchHost;
  readonly #list: MessageList;
  readonly #marks = new Marks();
  readonly #spoken = new Spoken();
  readonly #search: ConversationSearch;
  #listening: AbortController | undefined;
  #focusBefore: HTMLElement | undefined;
  #row: HTMLElement | undefined;
  #formatMoment = momentFormatter('');
  #language: string | undefined;

  constructor(host: SearchHost, list: MessageList) {
    super();
    this.part = 'search';
    this.setAttribute('exportparts', 'search-input');
    this.#host = host;
    this.#list = list;
    this.#search = new ConversationSearch({
      list,
      clock: systemClock,
      textOf: (message) => plainText(message, list),
      more: () => list.dispatchEvent(new NativeEvent('earlier')),
      // The focus stays in the field.
      show: ({ id }) => list.goTo(id, undefined, () => this.#mark()),
      onUpdate: () => this.#update(),
    });
  }

  /** Opens it above the list, or takes up another text. @param withFocus false leaves the focus where it is */
  open(text: string, withFocus: boolean): void {
    const isNew = !this.isConnected;
    if (isNew) this.#enter();
    void this.updateComplete.then(() => {
      const { input } = this;
      if (!input || !this.isConnected) return;
      if (text || isNew) {
        input.value = text.slice(0, MAX_QUERY);
        this.#search.search(text);
      }
      if (withFocus) {
        input.focus();
        input.select();
      }
    });
  }

  /** Ends the search; the list stays where it is. */
  end(): void {
    if (!this.#listening) return;
    const hadFocus = hasFocus(this);
    this.#listening.abort();
    this.#listening = undefined;
    this.#list.follower = undefined;
    this.#search.leave();
    this.#mark();
    this.remove();
    this.#setButton(false);
    if (!hadFocus) return;
    const before = this.#focusBefore;
    before?.focus({ preventScroll: true });
    if (!before || !hasFocus(before)) this.#list.focus({ preventScroll: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Not while the chat is moved within the page.
    queueMicrotask(() => {
      if (!this.isConnected) this.end();
    });
  }

  override render(): TemplateResult {
    const words = this.#words;
    const search = this.#search;
    const { total, place, state } = search;
    const progress = progressOf(search, words, this.#moment());
    const isNewest = place <= 1;
    // All that is known of, and nothing more to fetch.
    const isOldest = place === total && (search.hasAll || state === 'fetching' || !search.query);
    const isDone = state !== 'fetching' && search.query !== '';
    const none = isDone ? words.searchNone : '';
    const count = total > 0 ? words.searchCount(place, total) : none;
    return html`<div class="line" role="search">
        <div class="field">
          ${searchIcon}<input
            type="search"
            dir="auto"
            part="search-input"
            enterkeyhint="search"
            autocomplete="off"
            spellcheck="false"
            maxlength=${MAX_QUERY}
            aria-label=${words.search}
            placeholder=${words.search}
            @input=${this.#typed}
            @compositionend=${this.#typed}
            @keydown=${this.#press}
          /><span class="count" dir="auto" aria-hidden="true">${count}</span>
        </div>
        ${this.#step(words.searchOlder, isOldest, olderIcon, () => search.older())}
        ${this.#step(words.searchNewer, isNewest, newerIcon, () => search.newer())}
        <button
          class="end"
          aria-label=${words.searchClose}
          title=${words.searchClose}
          @click=${() => this.end()}
        >
          ${endIcon}
        </button>
      </div>
      ${
        progress &&
        html`<div class="progress">
          <span class=${state} dir="auto" aria-hidden="true">${progress.text}</span>
          ${
            progress.action &&
            html`<button class="text-button" @click=${this.#act}>${progress.action}</button>`
          }
        </div>`
      }
      <div class="visually-hidden" role="status">${this.#hitLine(words, count)}</div>
      <div class="visually-hidden" role="status">
        ${this.#spoken.next(search, progress?.text)}
      </div>`;
  }

  #step(label: string, disabled: boolean, icon: TemplateResult, go: () => void): TemplateResult {
    // Not `disabled`: the focus would be lost at the last one.
    return html`<button
      class="step"
      aria-label=${label}
      title=${label}
      aria-disabled=${disabled ? 'true' : 'false'}
      @click=${go}
    >
      ${icon}
    </button>`;
  }

  /** For screen readers, whose focus stays in the field: which message is shown, and what it says. */
  #hitLine(words: Words, count: string): string {
    const { current } = this.#search;
    if (!current) return count;
    const author = current.author.name || words.unknownAuthor;
    return `${count}. ${author}: ${plainText(current, this.#list, MAX_SPOKEN)}`;
  }

  get #words(): Words {
    return searchStrings(this.#list.strings);
  }

  /** The time of the oldest message that was searched; empty if it is not known. */
  #moment(): string {
    const { since } = this.#search;
    const language = this.#list.language ?? '';
    if (language !== this.#language) this.#formatMoment = momentFormatter(language);
    this.#language = language;
    // Apart from the text around it, whatever the direction of that.
    return since === undefined ? '' : `\u2068${this.#formatMoment(since)}\u2069`;
  }

  #enter(): void {
    const list = this.#list;
    const host = this.#host;
    const { room, renderRoot: root } = host;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#focusBefore = activeElement();
    this.#setButton(true);
    root.querySelector('momento-chat-status-banner')?.after(this);
    list.follower = () => {
      if (list.idle || host.room !== room) this.end();
      else this.#search.update();
    };
    host.addEventListener('momento-chat-close', () => this.end(), { signal });
    for (const target of [this, list]) {
      target.addEventListener('keydown', (event) => this.#endOnEscape(event), { signal });
    }
    // Before the chat gets it.
    const pace = (event: Event): void => {
      if (event.target === list && !this.#search.mayAsk()) event.stopPropagation();
    };
    root.addEventListener('earlier', pace, { signal, capture: true });
  }

  /** The bar takes the place of the button that opens it. */
  #setButton(hidden: boolean): void {
    const button = this.#host.renderRoot.querySelector<HTMLElement>('.search-button');
    if (button) button.hidden = hidden;
  }

  #update(): void {
    this.requestUpdate();
    this.#mark();
  }

  /** Marks what matches in the rows that are there. */
  #mark(): void {
    const { current, query } = this.#search;
    this.#marks.update(this.#list.renderRoot, query);
    const row = current && this.#list.rowOf(current.id);
    if (row === this.#row) return;
    delete this.#row?.dataset.hit;
    this.#row?.removeAttribute('aria-current');
    this.#row = row;
    if (!row) return;
    row.dataset.hit = '';
    row.ariaCurrent = 'true';
  }

  readonly #typed = (event: Event): void => {
    // An input method is writing a word.
    if ((event as InputEvent).isComposing) return;
    this.#search.search(this.input?.value ?? '');
  };

  readonly #press = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'ArrowUp' || (key === 'Enter' && !shiftKey)) this.#search.older();
    else if (key === 'ArrowDown' || key === 'Enter') this.#search.newer();
    else return;
    event.preventDefault();
  };

  readonly #act = (): void => {
    if (this.#search.state === 'fetching') this.#search.stop();
    else this.#search.further();
    // The button may be gone.
    this.input?.focus();
  };

  #endOnEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
    // It would also close the chat.
    event.preventDefault();
    event.stopPropagation();
    this.end();
  }
}

/** A message is read to screen readers so far, in UTF-16 code units. */
const MAX_SPOKEN = 200;

type Words = SearchStrings & Strings;

/** WebKit says so by the key code where the word has just ended. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

define('momento-chat-search-bar', SearchBar);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-search-bar': SearchBar;
  }
}
