import type { ReactiveElement, TemplateResult } from 'lit';
import type { Strings } from '../../localization/strings.js';
import type { Person } from '../../protocol/chat-user.js';
import type { PeopleSource } from '../people-source.js';
import { adopt } from './adopt.js';
import { avatarHue, avatarStyles } from './borrowed.js';
import { mentionStyles } from './mentions.styles.js';
import { matches, queryAt, type Query } from './query.js';
import { suggestions } from './suggestions.js';
import { actionWords } from './words.js';

/** More are found by typing on. */
const MAX_SHOWN = 8;

export interface MentionListConfig {
  /** The field to write in; null while there is none. */
  readonly field: () => HTMLTextAreaElement | null;
  readonly people: () => PeopleSource | undefined;
  /** Writes a person's name in place of the text from `start` to the caret. */
  readonly choose: (person: Person, start: number) => void;
}

/**
 * The list of people that opens above a field for an `@` that begins a word. The field keeps the focus: it passes on its
 * keys, and names the active person by `aria-activedescendant`.
 */
export class MentionList {
  readonly #host: ReactiveElement;
  readonly #config: MentionListConfig;
  #query: Query | undefined;
  /** Where the `@` is whose list was closed, or that names someone already. */
  #settledAt: number | undefined;
  #people: readonly Person[] = [];
  #active = 0;
  /** Changes with the people: screen readers say no more of an active person whose id stays. */
  #serial = 0;
  #asking: AbortController | undefined;

  constructor(host: ReactiveElement, config: MentionListConfig) {
    this.#host = host;
    this.#config = config;
  }

  /** The id of the active person's element; undefined while the list is closed. */
  get activeId(): string | undefined {
    return this.#people.length > 0 ? this.#idOf(this.#active) : undefined;
  }

  render(strings: Strings): TemplateResult | undefined {
    if (!this.activeId) return undefined;
    adopt(this.#host, avatarStyles, mentionStyles);
    return suggestions(this.#people, {
      label: actionWords(this.#host, strings).people,
      activeId: this.activeId,
      idOf: (index) => this.#idOf(index),
      onChoose: (person) => this.#choose(person),
    });
  }

  /** For every change of the caret's place: opens nothing, since the visitor may only be passing a name. */
  follow(): void {
    if (this.#query) this.update();
  }

  /** For every change of the text by the visitor. */
  update(): void {
    const field = this.#config.field();
    const isCaret = field?.selectionStart === field?.selectionEnd;
    const query = field && isCaret ? queryAt(field.value, field.selectionEnd) : undefined;
    if (query?.start !== this.#settledAt) this.#settledAt = undefined;
    const wanted = this.#settledAt === undefined ? query : undefined;
    const before = this.#query;
    if (wanted?.start === before?.start && wanted?.text === before?.text) return;
    this.#query = wanted;
    this.#ask();
  }

  /** Closes it until the text changes. */
  close(): void {
    this.#query = undefined;
    this.#ask();
  }

  /** @returns whether the key was for the list */
  press(event: KeyboardEvent): boolean {
    const { key } = event;
    const { length } = this.#people;
    const person = this.#people[this.#active];
    if (!person) return false;
    if (key === 'Enter' || key === 'Tab') this.#choose(person);
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
    const field = this.#config.field();
    const list = field && this.#host.renderRoot.querySelector<HTMLElement>('.people');
    if (!list) return;
    // What reaches over the chat's edge is cut off.
    const frame = this.#host.parentElement ?? (this.#host.getRootNode() as ShadowRoot).host;
    const top = Math.max(frame.getBoundingClientRect().top, visualViewport?.offsetTop ?? 0);
    list.style.setProperty('--_above', `${field.getBoundingClientRect().top - top}px`);
    list.querySelectorAll<HTMLElement>('.person').forEach((option, index) => {
      // Set on the style object: a strict content security policy forbids style attributes.
      const hue = avatarHue(this.#people[index]?.id ?? '');
      option.style.setProperty('--_hue', String(hue));
      if (option.id === this.activeId) reveal(list, option);
    });
  }

  #idOf(index: number): string {
    return `person-${this.#serial}-${index}`;
  }

  #choose(person: Person): void {
    const start = this.#query?.start ?? 0;
    this.#settle();
    this.#config.choose(person, start);
  }

  #settle(): void {
    this.#settledAt = this.#query?.start;
    this.close();
  }

  /** Looks among those whom the chat knows, and asks the host for others. */
  #ask(): void {
    this.#asking?.abort();
    const query = this.#query;
    const source = this.#config.people();
    const known: Person[] = [];
    this.#active = 0;
    if (query) {
      for (const person of source?.known() ?? []) {
        if (matches(person.name, query.text)) known.push(person);
        if (known.length === MAX_SHOWN) break;
      }
    }
    this.#show(known);
    if (!query || known.length === MAX_SHOWN) return;
    const { signal } = (this.#asking = new AbortController());
    void source?.find(query.text, signal).then((found) => {
      if (signal.aborted) return;
      const others = found.filter(({ id }) => !known.some((person) => person.id === id));
      if (others.length > 0) this.#show([...known, ...others].slice(0, MAX_SHOWN));
    });
  }

  #show(people: readonly Person[]): void {
    if (this.#people.length + people.length === 0) return;
    this.#people = people;
    this.#serial += 1;
    this.#host.requestUpdate();
  }
}

/** Scrolls a list only, and not the page. */
function reveal(list: HTMLElement, { offsetTop, offsetHeight }: HTMLElement): void {
  const least = offsetTop + offsetHeight - list.clientHeight;
  list.scrollTop = Math.min(offsetTop, Math.max(list.scrollTop, least));
}
