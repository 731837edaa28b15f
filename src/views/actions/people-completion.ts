import type { TemplateResult } from 'lit';
import type { Person } from '../../protocol/chat-user.js';
import type { EmojiHost } from '../emoji-host.js';
import type { PeopleSource } from '../people-source.js';
import { avatarHue, html, picture } from './borrowed.js';
import type { CompletionSource } from './completion-source.js';
import { matches, peopleQueryAt } from './query.js';
import { actionWords } from './words.js';

/** More are found by typing on. */
const MAX_SHOWN = 8;

export interface PeopleCompletionConfig {
  readonly people: () => PeopleSource | undefined;
  /** Writes a person's name in place of the text from `start` to the caret. */
  readonly choose: (person: Person, start: number) => void;
}

/** The people to mention, for an `@` that begins a word. */
export class PeopleCompletion implements CompletionSource<Person> {
  readonly parts = ['people', 'person'] as const;
  readonly duringComposition = true;
  readonly queryAt = peopleQueryAt;
  readonly choose: (person: Person, start: number) => void;
  readonly #host: EmojiHost;
  readonly #people: () => PeopleSource | undefined;

  constructor(host: EmojiHost, { people, choose }: PeopleCompletionConfig) {
    this.#host = host;
    this.#people = people;
    this.choose = choose;
  }

  get label(): string {
    return actionWords(this.#host.strings).people;
  }

  /** Looks among those whom the chat knows, and asks the host for others. */
  find(text: string, show: (people: readonly Person[]) => void, signal: AbortSignal): void {
    const source = this.#people();
    const known: Person[] = [];
    for (const person of source?.known() ?? []) {
      if (matches(person.name, text)) known.push(person);
      if (known.length === MAX_SHOWN) break;
    }
    show(known);
    if (known.length === MAX_SHOWN) return;
    void source?.find(text, signal).then((found) => {
      const others = found.filter(({ id }) => !known.some((person) => person.id === id));
      if (others.length > 0) show([...known, ...others].slice(0, MAX_SHOWN));
    });
  }

  entry({ name, avatarUrl }: Person): TemplateResult {
    return html`${picture(name, avatarUrl)}<bdi>${name}</bdi>`;
  }

  decorate(entry: HTMLElement, { id }: Person): void {
    entry.style.setProperty('--_hue', String(avatarHue(id)));
  }
}
