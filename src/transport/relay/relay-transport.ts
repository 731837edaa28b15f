import type { MessageRequest } from '../../protocol/relay.js';
import { ChatError } from '../../protocol/errors.js';
import { isOutgoingEvent, type Outgoing } from '../../protocol/item.js';
import type { Session } from '../../session/session.js';
import type { Subscription, SubscriptionHandlers, Transport } from '../transport.js';
import type { RelayEntrance } from './relay-entrance.js';
import { connectionLost } from './relay-errors.js';
import type { RelayLink } from './relay-link.js';

/** A room on a relay, which stores and publishes what is sent through it. */
export class RelayTransport implements Transport {
  readonly #session: Session;
  readonly #entrance: RelayEntrance;
  /** The one that was opened last: while it is live, everything goes through it. */
  #link: RelayLink | undefined;
  #historyLimit = 0;

  constructor(session: Session, entrance: RelayEntrance) {
    this.#session = session;
    this.#entrance = entrance;
  }

  get historyLimit(): number {
    return this.#historyLimit;
  }

  async subscribe(handlers: SubscriptionHandlers, signal: AbortSignal): Promise<Subscription> {
    const { link, historyLimit } = await this.#entrance.take(this.#session, signal);
    this.#link = link;
    this.#historyLimit = historyLimit;
    link.listen(handlers);
    return { close: () => link.close() };
  }

  async fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    if (count <= 0) return [];
    const { items } = await this.#live.ask('history', { skip, count }, 'fetch the history');
    return Array.isArray(items) ? items.filter((item) => typeof item === 'string') : [];
  }

  push(): Promise<void> {
    return Promise.resolve(); // The relay stores what it publishes.
  }

  /** Resolves when the message is stored and published; in a moderated room, when it is on its way to the moderator. */
  async publish(item: Outgoing): Promise<void> {
    if (isOutgoingEvent(item)) {
      throw new ChatError('service-rejected', 'unable to send the event; a relay takes messages.');
    }
    const { id, text, author, sentAt } = item.message;
    const request: Omit<MessageRequest, 'room'> = {
      id,
      message: text,
      name: author.name,
      ...(sentAt === undefined ? {} : { timestamp: sentAt }),
      order: item.order,
    };
    await this.#live.ask('message', request, 'send the message');
  }

  get #live(): RelayLink {
    if (!this.#link) throw connectionLost();
    return this.#link;
  }
}
