import type { TemplateResult } from 'lit';
import type { EmojiHost } from '../emoji-host.js';
import { adopt } from './adopt.js';
import { AnswerCompletion } from './answer-completion.js';
import { avatarStyles, html } from './borrowed.js';
import type { CompletionSource } from './completion-source.js';
import { completionStyles } from './completion.styles.js';
import { EmojiCompletion } from './emoji-completion.js';
import { PeopleCompletion, type PeopleCompletionConfig } from './people-completion.js';
import type { Query } from './query.js';

export interface CompletionConfig extends PeopleCompletionConfig {
  /** The field to write in; null while there is none. */
  readonly field: () => HTMLTextAreaElement | null;
}

/**
 * The list that opens above a field for what the visitor begins to write: people for an `@`, emoji for a `:`, answers for a `/`. The field keeps
 * the focus: it passes on its keys, and names the active entry by `aria-activedescendant`.
 */
export class CompletionList {
  readonly #host: EmojiHost;
  readonly #field: () => HTMLTextAreaElement | null;
  readonly #emoji: EmojiCompletion;
  readonly #sources: readonly CompletionSource[];
  #source: CompletionSource | undefined;
  #query: Query | undefined;
  /** Where the query begins whose list was closed, or of which something was chosen. */
  #settledAt: number | undefined;
  #items: readonly unknown[] = [];
  #active = 0;
  /** Changes with the items: screen readers say no more of an active entry whose id stays. */
  #serial = 0;
  #asking: AbortController | undefined;
  /** Whether the last change of the text was one of a word that an input method composes. */
  #isComposing = false;

  constructor(host: EmojiHost, config: CompletionConfig) {
    this.#host = host;
    this.#field = config.field;
    this.#emoji = new EmojiCompletion(host);
    this.#sources = [
      new PeopleCompletion(host, config),
      this.#emoji,
      new AnswerCompletion(host),
    ] as readonly CompletionSource[];
  }

  /** The id of the active entry; undefined while the list is closed. */
  get activeId(): string | undefined {
    return this.#items.length > 0 ? this.#idOf(this.#active) : undefined;
  }

  render(): TemplateResult | undefined {
    const source = this.#source;
    if (!source || !this.activeId) return undefined;
    adopt(this.#host, avatarStyles, completionStyles);
    const [list, entry] = source.parts;
    return html`<div
      class="choices ${list}"
      part=${list}
      id="choices"
      role="listbox"
      aria-label=${source.label}
    >
      ${this.#items.map((item, index) => {
        const id = this.#idOf(index);
        const isActive = id === this.activeId;
        return html`<div
          class="choice ${entry}"
          part="${entry} ${isActive ? 'active' : ''}"
          id=${id}
          role="option"
          aria-selected=${isActive ? 'true' : 'false'}
          @click=${() => this.#choose(item)}
        >
          ${source.entry(item)}
        </div>`;
      })}
    </div>`;
  }

  /** For every change of the caret's place: opens nothing, since the visitor may only be passing by. */
  follow(event: Event): void {
    // No event of the text comes after the end of a composition.
    const hasComposed = this.#isComposing && !(event as KeyboardEvent).isComposing;
    if (hasComposed) this.#isComposing = false;
    if (this.#query || hasComposed) this.#update();
  }

  /** For every change of the text by the visitor. @param event may be an earlier one, where the list comes later */
  update(event: InputEvent): void {
    this.#isComposing = event.isComposing;
    const field = this.#field();
    if (field) this.#emoji.replaceAt(field, event);
    this.#update();
  }

  /** Closes it until the text changes. */
  close(): void {
    this.#query = undefined;
    this.#ask();
  }

  /** @returns whether the key was for the list */
  press(event: KeyboardEvent): boolean {
    const { key } = event;
    const { length } = this.#items;
    if (length === 0) return false;
    if (key === 'Enter' || key === 'Tab') this.#choose(this.#items[this.#active]);
    else if (key === 'Escape') this.#settle();
    else if (key === 'ArrowDown') this.#active = (this.#active + 1) % length;
    else if (key === 'ArrowUp') this.#active = (this.#active + length - 1) % length;
    else return false;
    this.#host.requestUpdate();
    event.preventDefault();
    // Escape would also close the chat, or the page's dialog around it.
    event.stopPropagation();
    return true;
  }

  /** Call it when the list is rendered. */
  place(): void {
    const field = this.#field();
    const list = field && this.#host.renderRoot.querySelector<HTMLElement>('.choices');
    if (!list) return;
    // What reaches over the chat's edge is cut off.
    const frame = this.#host.parentElement ?? (this.#host.getRootNode() as ShadowRoot).host;
    const top = Math.max(frame.getBoundingClientRect().top, visualViewport?.offsetTop ?? 0);
    list.style.setProperty('--_above', `${field.getBoundingClientRect().top - top}px`);
    list.querySelectorAll<HTMLElement>('.choice').forEach((entry, index) => {
      this.#source?.decorate?.(entry, this.#items[index]);
      if (entry.id === this.activeId) reveal(list, entry);
    });
  }

  #update(): void {
    const field = this.#field();
    const isCaret = field?.selectionStart === field?.selectionEnd;
    const [source, query] = (field && isCaret ? this.#find(field) : undefined) ?? [];
    if (query?.start !== this.#settledAt) this.#settledAt = undefined;
    const wanted = this.#settledAt === undefined ? query : undefined;
    const before = this.#query;
    const isSame = wanted?.start === before?.start && wanted?.text === before?.text;
    if (isSame && (!wanted || source === this.#source)) return;
    this.#source = source ?? this.#source;
    this.#query = wanted;
    this.#ask();
  }

  /** What the visitor is looking for, and the source that has it: the one whose query begins last. Names may have spaces. */
  #find({ value, selectionEnd }: HTMLTextAreaElement): [CompletionSource, Query] | undefined {
    let found: [CompletionSource, Query] | undefined;
    for (const source of this.#sources) {
      const isAsked = source.duringComposition || !this.#isComposing;
      const query = isAsked ? source.queryAt(value, selectionEnd) : undefined;
      if (query && query.start >= (found?.[1].start ?? 0)) found = [source, query];
    }
    return found;
  }

  #idOf(index: number): string {
    return `choice-${this.#serial}-${index}`;
  }

  #choose(item: unknown): void {
    const start = this.#query?.start ?? 0;
    const source = this.#source;
    this.#settle();
    source?.choose(item, start);
  }

  #settle(): void {
    this.#settledAt = this.#query?.start;
    this.close();
  }

  #ask(): void {
    this.#asking?.abort();
    const query = this.#query;
    this.#active = 0;
    if (!query) return this.#show([]);
    const { signal } = (this.#asking = new AbortController());
    let isShown = false;
    const show = (items: readonly unknown[]): void => {
      isShown = true;
      if (!signal.aborted) this.#show(items);
    };
    this.#source?.find(query.text, show, signal);
    // What was offered for another query does not stay until there is more.
    if (!isShown) this.#show([]);
  }

  #show(items: readonly unknown[]): void {
    if (this.#items.length + items.length === 0) return;
    this.#items = items;
    this.#serial += 1;
    this.#host.requestUpdate();
  }
}

/** Scrolls a list only, and not the page. */
function reveal(list: HTMLElement, { offsetTop, offsetHeight }: HTMLElement): void {
  const least = offsetTop + offsetHeight - list.clientHeight;
  list.scrollTop = Math.min(offsetTop, Math.max(list.scrollTop, least));
}
