import type { Person } from '../protocol/chat-user.js';
import type { ChatMessage } from '../protocol/message.js';

interface Sources {
  /** The settled messages; another array after every change. */
  readonly messages: readonly ChatMessage[];
}

/** The people of a room: those who were seen in it. */
export class People {
  readonly #sources: () => Sources;
  #messages: readonly ChatMessage[] | undefined;
  #seen: ReadonlyMap<string, Person> = new Map();

  constructor(sources: () => Sources) {
    this.#sources = sources;
  }

  /** The name of today of a user: that of their newest message. */
  readonly nameOf = (id: string): string | undefined => this.seen.get(id)?.name;

  /** The authors of the messages by id, the one of the newest message first. */
  get seen(): ReadonlyMap<string, Person> {
    const { messages } = this.#sources();
    if (messages === this.#messages) return this.#seen;
    const seen = new Map<string, Person>();
    for (const { author } of [...messages].reverse()) {
      const { id, name, avatarUrl } = author;
      if (id !== undefined && name && !seen.has(id)) seen.set(id, { id, name, avatarUrl });
    }
    this.#messages = messages;
    this.#seen = seen;
    return seen;
  }
}
