import { TopicSubscribe } from '@gomomento/sdk';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { inboxOf, relationsKey } from '../../src/protocol/room-rules.js';
import { BOT_ID } from './dividing-process.js';
import type { Clients } from './engine-node-clients.js';

type Fields = Readonly<Record<string, unknown>>;

/** A fifth of the widget's own time, to save time. */
const RETRY_MS = 4_000;

/** What each person in a room may do: write, change, ask, order. All of it is repeated until there is an answer, as browsers do. */
export class TalkingRoom {
  readonly name: string;
  readonly heard: Fields[] = [];
  readonly #engine: LocalMomento;
  readonly #cache: string;
  readonly #waiting = new Set<() => void>();

  private constructor(engine: LocalMomento, cache: string, name: string) {
    this.#engine = engine;
    this.#cache = cache;
    this.name = name;
  }

  /** @param reader hears the room over the wire */
  static async open(
    engine: LocalMomento,
    reader: Clients,
    cache: string,
    name: string,
  ): Promise<TalkingRoom> {
    const room = new TalkingRoom(engine, cache, name);
    const subscription = await reader.topics.subscribe(cache, name, {
      onItem: (item) => room.#hear(JSON.parse(item.valueString()) as Fields),
    });
    if (!(subscription instanceof TopicSubscribe.Subscription)) {
      throw new Error(subscription.toString());
    }
    return room;
  }

  /** Resolves with the first item that answers it. */
  async send(userId: string, item: Fields, isAnswer: (heard: Fields) => boolean): Promise<Fields> {
    const publish = (): void => {
      const text = JSON.stringify(item);
      const { name, ...rest } = { name: this.name, cache: this.#cache, tokenId: userId };
      this.#engine.direct.publish({ ...rest, topic: inboxOf(name), text });
    };
    publish();
    const timer = setInterval(publish, RETRY_MS);
    const answer = await this.hears(isAnswer);
    clearInterval(timer);
    return answer;
  }

  write(userId: string, id: string, message: string): Promise<Fields> {
    const isAnswer = (heard: Fields): boolean => heard['id'] === id && heard['userId'] === userId;
    return this.send(userId, { id, username: userId, message, timestamp: Date.now() }, isAnswer);
  }

  /** Asks, and waits for the bot. */
  async ask(userId: string, id: string): Promise<void> {
    await this.write(userId, id, `${id}, please?`);
    await this.hears((heard) => heard['userId'] === BOT_ID && heard['message'] === `Re: ${id}`);
  }

  edit(userId: string, target: string): Promise<Fields> {
    const id = `edit-${target}`;
    const change = { type: 'edit', id, target, text: 'Edited.', timestamp: Date.now() };
    return this.send(userId, change, (heard) => heard['type'] === 'edit' && heard['id'] === id);
  }

  ban(by: string, user: string): Promise<Fields> {
    const id = `ban-${user}`;
    const order = { type: 'desk', id, act: 'ban', user, seconds: 600 };
    return this.send(by, order, (heard) => heard['type'] === 'desk-answer' && heard['id'] === id);
  }

  /** The elements of its list, or of its relations' list. */
  stored(list: 'messages' | 'relations' = 'messages'): readonly Fields[] {
    const name = list === 'messages' ? this.name : relationsKey(this.name);
    const items = this.#engine.direct.listFetch({ cache: this.#cache, list: name });
    return items.map((item) => JSON.parse(item) as Fields);
  }

  async hears(isWanted: (heard: Fields) => boolean): Promise<Fields> {
    for (;;) {
      const found = this.heard.find(isWanted);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #hear(item: Fields): void {
    this.heard.push(item);
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}
