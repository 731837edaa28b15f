import { isMessage, parseItem, serializeItem, type Outgoing } from '../../../src/protocol/item.js';
import { relationsLimit, type ChatMode } from '../../../src/protocol/room-rules.js';
import type { LiveItem } from '../../../src/transport/transport.js';

export interface Reader {
  deliver(item: LiveItem): void;
}

type Fields = Readonly<Record<string, unknown>>;

/** One room of a service: two lists and a topic; in a moderated room with a server that checks who changes what. */
export class FakeService {
  readonly mode: ChatMode;
  readonly limit: number;
  messages: readonly string[] = [];
  relations: readonly string[] = [];
  readonly readers = new Set<Reader>();
  /** What the server of a moderated room has taken, by id. */
  readonly #taken = new Map<string, string>();
  readonly #failed = new Set<string>();
  #sequence = 0;

  constructor(mode: ChatMode, limit: number) {
    this.mode = mode;
    this.limit = limit;
  }

  /** @param spare elements that the list may hold beyond its messages */
  push(items: readonly Outgoing[], spare = 0): void {
    const texts = items.map(serializeItem);
    if (items.some((item) => 'event' in item)) this.#pushRelations(texts);
    else this.#pushMessages(texts, spare);
  }

  /** A browser publishes an item. */
  publish(item: Outgoing, userId: string): void {
    const text = serializeItem(item);
    if (this.mode === 'direct') this.#deliver(text, userId);
    else this.#moderate(JSON.parse(text) as Fields, userId);
  }

  remove(list: 'messages' | 'relations', text: string): void {
    this[list] = this[list].filter((other) => other !== text);
  }

  #pushMessages(texts: readonly string[], spare = 0): void {
    this.messages = [...this.messages, ...texts].slice(-(this.limit + spare));
  }

  #pushRelations(texts: readonly string[]): void {
    this.relations = [...this.relations, ...texts].slice(-relationsLimit(this.limit));
  }

  #deliver(text: string, publisherId?: string): void {
    this.#sequence += 1;
    const item = { text, publisherId, sequence: this.#sequence };
    for (const reader of [...this.readers]) reader.deliver(item);
  }

  #moderate(fields: Fields, userId: string): void {
    const id = String(fields.id);
    const isRemoval = fields.type === 'removal';
    const key = isRemoval ? `removal of ${id}` : id;
    const text = this.#taken.get(key) ?? JSON.stringify({ ...fields, userId });
    if (this.#taken.has(key)) {
      // Its sender has missed the answer.
      if (!this.#taken.has(`removal of ${id}`) || isRemoval) this.#deliver(text);
      return;
    }
    const target = String(isRemoval ? id : fields.target);
    const element = this.messages.find((message) => idOf(message) === target);
    const author = element && (JSON.parse(element) as Fields).userId;
    if ((isRemoval || fields.type === 'edit') && author !== userId) return this.#reject(id, userId);
    if (isRemoval && this.#failsAt(id)) return this.#pushRelations([text]);
    this.#taken.set(key, text);
    if (fields.type === undefined) this.#pushMessages([text]);
    else this.#pushRelations([text]);
    if (isRemoval && element !== undefined) this.remove('messages', element);
    this.#deliver(text);
  }

  /** Half of the removals fail once: they are stored, and their messages are still in the list. */
  #failsAt(id: string): boolean {
    const fails = id.charCodeAt(id.length - 1) % 2 === 0 && !this.#failed.has(id);
    if (fails) this.#failed.add(id);
    return fails;
  }

  #reject(id: string, userId: string): void {
    this.#deliver(JSON.stringify({ type: 'rejection', id, userId, code: 'rejected' }));
  }
}

function idOf(text: string): string | undefined {
  const item = parseItem(text);
  return isMessage(item) ? item.message.id : undefined;
}
