import { TopicSubscribe } from '@gomomento/sdk';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { inboxOf, relationsKey } from '../../src/protocol/room-rules.js';
import type { Clients } from './engine-node-clients.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A fifth of the widget's own time, to save time. */
const RETRY_MS = 4_000;

export interface TalkingRoomOptions {
  readonly engine: LocalMomento;
  readonly cache: string;
  readonly name: string;
  /** Hears the room. */
  readonly reader: Clients;
  /** The people in it, by their ids: each has a token that says who they are. */
  readonly people: ReadonlyMap<string, Clients>;
}

/** What each person in a room does, over the wire. All of it is repeated until there is an answer, as browsers do. */
export class TalkingRoom {
  readonly name: string;
  /** All that its topic has brought. */
  readonly heard: Fields[] = [];
  readonly #options: TalkingRoomOptions;
  readonly #waiting = new Set<() => void>();
  /** What is waited for, since when, by `performance.now()`. */
  readonly #waits = new Set<{ readonly what: string; readonly since: number }>();
  /** How often each item was sent, by its id. */
  readonly #copies = new Map<string, number>();
  #order = Date.now();

  private constructor(options: TalkingRoomOptions) {
    this.#options = options;
    this.name = options.name;
  }

  static async open(options: TalkingRoomOptions): Promise<TalkingRoom> {
    const { reader, cache, name } = options;
    const room = new TalkingRoom(options);
    const subscription = await reader.topics.subscribe(cache, name, {
      onItem: (item) => room.#hear(JSON.parse(item.valueString()) as Fields),
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
    return room;
  }

  /** Resolves with the message, or its rejection. */
  write(userId: string, id: string, message: string): Promise<Fields> {
    const item = { id, username: userId, message, ...this.#stamp() };
    const isAnswer = ({ type, ...heard }: Fields): boolean =>
      (type === undefined || type === 'rejection') &&
      heard['id'] === id &&
      heard['userId'] === userId;
    return this.#send(userId, item, isAnswer);
  }

  /** Whether it was sent again: a copy may still be on its way when the first one is answered. */
  wasRepeated(id: string): boolean {
    return (this.#copies.get(id) ?? 0) > 1;
  }

  /** What is waited for in it, for a test that does not end. */
  waits(): readonly string[] {
    return [...this.#waits].map(({ what, since }) => {
      const seconds = Math.round((performance.now() - since) / 1_000);
      return `${this.name}: ${what} for ${String(seconds)} s`;
    });
  }

  /** Resolves with the edit, or its rejection. */
  edit(userId: string, id: string, target: string, text: string): Promise<Fields> {
    const change = { type: 'edit', id, target, text, ...this.#stamp() };
    return this.#send(userId, change, (heard) => heard['id'] === id);
  }

  /** Resolves once its readers know of it. */
  remove(userId: string, id: string): Promise<Fields> {
    const isAnswer = (heard: Fields): boolean => heard['type'] === 'removal' && heard['id'] === id;
    return this.#send(userId, { type: 'removal', id, ...this.#stamp() }, isAnswer);
  }

  /** A moderator's order about a user; resolves with its answer. */
  order(by: string, id: string, act: 'ban' | 'lift', user: string): Promise<Fields> {
    const order = { type: 'desk', id, act, user, ...(act === 'ban' && { seconds: 600 }) };
    const isAnswer = (heard: Fields): boolean =>
      heard['type'] === 'desk-answer' && heard['id'] === id;
    return this.#send(by, order, isAnswer);
  }

  /** The elements of its list, or of its relations' list. */
  stored(list: 'messages' | 'relations' = 'messages'): readonly Fields[] {
    const { engine, cache } = this.#options;
    const name = list === 'messages' ? this.name : relationsKey(this.name);
    return engine.direct.listFetch({ cache, list: name }).map((item) => JSON.parse(item) as Fields);
  }

  /** Resolves with the first item that has come, or comes, of this kind. @param what names it, see {@link waits} */
  async hears(isWanted: (heard: Fields) => boolean, what: string): Promise<Fields> {
    const wait = { what, since: performance.now() };
    this.#waits.add(wait);
    for (;;) {
      const found = this.heard.find(isWanted);
      if (found) {
        this.#waits.delete(wait);
        return found;
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Resolves with the first item that answers it. */
  async #send(userId: string, item: Fields, isAnswer: (heard: Fields) => boolean): Promise<Fields> {
    const { cache, people } = this.#options;
    const { type = 'message', id } = item as { type?: string; id: string };
    const publish = (): void => {
      this.#copies.set(id, (this.#copies.get(id) ?? 0) + 1);
      // A failed one is repeated like a lost one.
      void people.get(userId)?.topics.publish(cache, inboxOf(this.name), JSON.stringify(item));
    };
    publish();
    const timer = setInterval(publish, RETRY_MS);
    const answer = await this.hears(isAnswer, `${userId}'s ${type} ${id} has no answer`);
    clearInterval(timer);
    return answer;
  }

  #stamp(): Fields {
    this.#order += 1;
    return { timestamp: Date.now(), order: this.#order };
  }

  #hear(item: Fields): void {
    this.heard.push(item);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
