import { TopicSubscribe } from '@gomomento/sdk';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { inboxOf } from '../../src/protocol/room-rules.js';
import { clientsWith, type Clients } from './engine-node-clients.js';

/** An item of the room's topic. */
export type Heard = Readonly<Record<string, unknown>>;

/**
 * A client in a moderated room, at the level of the wire: it publishes to the inbox with its own token, again and
 * again under the same id, until the message or its rejection comes back.
 */
export class ModeratedSender implements Disposable {
  readonly heard: Heard[] = [];
  readonly #clients: Clients;
  readonly #cache: string;
  readonly #room: string;
  readonly #userId: string;
  readonly #everyMs: number;
  readonly #timers = new Set<ReturnType<typeof setInterval>>();
  #subscription: TopicSubscribe.Subscription | undefined;

  private constructor(
    clients: Clients,
    cache: string,
    room: string,
    userId: string,
    everyMs: number,
  ) {
    this.#clients = clients;
    this.#cache = cache;
    this.#room = room;
    this.#userId = userId;
    this.#everyMs = everyMs;
  }

  /** @param everyMs the resend interval, shorter than the widget's to save time */
  static async join(
    engine: LocalMomento,
    {
      cache,
      room,
      userId,
      everyMs = 5_000,
    }: { cache: string; room: string; userId: string; everyMs?: number },
  ): Promise<ModeratedSender> {
    const token = engine.createToken({
      tokenId: userId,
      validForSeconds: 600,
      permissions: [
        { role: 'readonly', cache, item: { key: room } },
        { role: 'subscribeonly', cache, topic: room },
        { role: 'publishonly', cache, topic: inboxOf(room) },
      ],
    });
    const sender = new ModeratedSender(clientsWith(engine, token), cache, room, userId, everyMs);
    await sender.#listen();
    return sender;
  }

  /** Resolves with the message or its rejection once it comes back. */
  async send(id: string, text: string, more: object = {}): Promise<Heard> {
    const item = JSON.stringify({
      id,
      username: this.#userId,
      message: text,
      timestamp: 1,
      ...more,
    });
    const publish = (): void => {
      // A failed publish is resent like a lost one.
      void this.#clients.topics.publish(this.#cache, inboxOf(this.#room), item);
    };
    publish();
    const timer = setInterval(publish, this.#everyMs);
    this.#timers.add(timer);
    for (;;) {
      const answer = this.heard.find(
        (one) => one.id === id && one.userId === this.#userId && one.type !== 'removal',
      );
      if (answer) {
        clearInterval(timer);
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  [Symbol.dispose](): void {
    this.#timers.forEach(clearInterval);
    this.#subscription?.unsubscribe();
    this.#clients[Symbol.dispose]();
  }

  async #listen(): Promise<void> {
    const response = await this.#clients.topics.subscribe(this.#cache, this.#room, {
      onItem: (item) => this.heard.push(JSON.parse(item.valueString()) as Heard),
    });
    if (!(response instanceof TopicSubscribe.Subscription)) throw new Error(response.toString());
    this.#subscription = response;
  }
}
