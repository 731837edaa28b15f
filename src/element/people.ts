import type { Person } from '../protocol/chat-user.js';
import { isContinued } from '../protocol/continued.js';
import { isId } from '../protocol/ids.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import { cleanName } from '../protocol/names.js';
import { ownFields } from '../protocol/own-fields.js';
import { parseWebUrl } from '../protocol/web-origin.js';
import type { PeopleSource } from '../views/people-source.js';
import { onceLogged } from './guarded.js';

/**
 * The people who can be mentioned besides those who were seen in the room: a list, or a function that finds them by what the
 * visitor has typed after the `@`. The signal aborts when the visitor has typed on.
 */
export type PeopleHook =
  | readonly Person[]
  | ((
      query: string,
      options: { signal: AbortSignal },
    ) => readonly Person[] | Promise<readonly Person[]>);

export interface PeopleConfig {
  readonly state: () => {
    /** The settled messages; another array after every change. */
    readonly messages: readonly ChatMessage[];
    readonly ownId: string | undefined;
  };
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
}

/** Further people of one answer are not read; of several answers, the newest are kept. */
const MAX_PEOPLE = 1_000;

/** The people of a room: those who were seen in it, and those whom the host names. */
export class People implements PeopleSource {
  readonly #config: PeopleConfig;
  #messages: readonly ChatMessage[] = [];
  readonly #authors = new Map<string, MessageAuthor>();
  /** Those whom the host has named, by id. */
  readonly #named = new Map<string, Person>();
  #hook: PeopleHook | undefined;
  #log: (error: unknown) => void = () => undefined;
  #nameOf!: (id: string) => string | undefined;

  constructor(config: PeopleConfig) {
    this.#config = config;
    this.use(undefined, '');
  }

  /**
   * The name of today of a user: that of their newest message, or else the one that the host gives. It is another function
   * where the host has set other people.
   */
  get nameOf(): (id: string) => string | undefined {
    return this.#nameOf;
  }

  /**
   * Replaces what the host has set.
   *
   * @param name its name in the console
   */
  use(hook: PeopleHook | undefined, name: string): void {
    this.#hook = hook;
    this.#log = onceLogged(name);
    this.#named.clear();
    try {
      if (hook && typeof hook !== 'function') this.#take(hook);
    } catch (error) {
      this.#log(error);
    }
    this.#nameOf = (id) => this.#seen.get(id)?.name ?? this.#named.get(id)?.name;
  }

  *known(): Iterable<Person> {
    const { state, avatarOf } = this.#config;
    const { ownId } = state();
    const seen = this.#seen;
    for (const [id, author] of [...seen].reverse()) {
      // The host is asked for the pictures of those only who are shown.
      const person = {
        id,
        name: author.name,
        get avatarUrl() {
          return avatarOf(author);
        },
      };
      if (id !== ownId) yield person;
    }
    for (const [id, person] of this.#named) if (id !== ownId && !seen.has(id)) yield person;
  }

  async find(query: string, signal: AbortSignal): Promise<readonly Person[]> {
    const hook = this.#hook;
    if (typeof hook !== 'function') return [];
    try {
      const people = this.#take(await hook(query, { signal }));
      return people.filter(({ id }) => id !== this.#config.state().ownId);
    } catch (error) {
      if (!signal.aborted) this.#log(error);
      return [];
    }
  }

  /** The authors of the messages by id, that of the newest message last. */
  get #seen(): ReadonlyMap<string, MessageAuthor> {
    const { messages } = this.#config.state();
    const before = this.#messages;
    if (messages === before) return this.#authors;
    // A long room is not read again for each message that comes.
    const start = isContinued(before, messages) ? before.length : 0;
    if (start === 0) this.#authors.clear();
    for (let index = start; index < messages.length; index += 1) {
      const author = messages[index]?.author;
      if (author?.id === undefined || !author.name) continue;
      // Behind those whose newest message is older.
      this.#authors.delete(author.id);
      this.#authors.set(author.id, author);
    }
    this.#messages = messages;
    return this.#authors;
  }

  /** Reads what the host has returned, which may be anything. @throws what its getters throw */
  #take(value: unknown): readonly Person[] {
    const people = (value as readonly unknown[]).slice(0, MAX_PEOPLE).flatMap(readPerson);
    for (const person of people) {
      this.#named.delete(person.id);
      this.#named.set(person.id, person);
    }
    for (const id of this.#named.keys()) {
      if (this.#named.size <= MAX_PEOPLE) break;
      this.#named.delete(id);
    }
    return people;
  }
}

function readPerson(value: unknown): readonly Person[] {
  const { id, name, avatarUrl } = ownFields(value);
  const shown = cleanName(name);
  return isId(id) && shown ? [{ id, name: shown, avatarUrl: parseWebUrl(avatarUrl) }] : [];
}
