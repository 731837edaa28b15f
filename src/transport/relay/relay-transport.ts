import { eventToWire } from '../../protocol/event-codec.js';
import { isOutgoingEvent, type Outgoing } from '../../protocol/item.js';
import { detailsOf } from '../../protocol/message.js';
import type { HistoryRequest, MessageRequest, RelationRequest } from '../../protocol/relay.js';
import { relationsLimit } from '../../protocol/room-rules.js';
import type { Session } from '../../session/session.js';
import type {
  FileStore,
  StoredList,
  Subscription,
  SubscriptionHandlers,
  Transport,
} from '../transport.js';
import type { RelayEntrance } from './relay-entrance.js';
import { connectionLost } from './relay-errors.js';
import { RelayFiles } from './relay-files.js';
import type { RelayLink } from './relay-link.js';

/** A room on a relay, which stores and publishes the items that are sent through it. */
export class RelayTransport implements Transport {
  readonly #session: Session;
  readonly #entrance: RelayEntrance;
  /** The one that was opened last: while it is live, everything goes through it. */
  #link: RelayLink | undefined;
  /** Until the relay tells it, no list counts as empty: each fetch fails for want of a link. */
  #historyLimit = Infinity;
  readonly files: FileStore | undefined;

  constructor(session: Session, entrance: RelayEntrance) {
    this.#session = session;
    this.#entrance = entrance;
    if (entrance.hasFiles) this.files = new RelayFiles((...request) => this.#live.ask(...request));
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

  fetchHistory(skip: number, count: number): Promise<readonly string[]> {
    return this.#fetch({ skip, count });
  }

  /** Without `remove`: the relay takes out what a relation replaces. */
  get relations(): StoredList | undefined {
    const limit = relationsLimit(this.#historyLimit);
    if (!this.#session.relations || limit === 0) return undefined;
    return { limit, fetch: (skip, count) => this.#fetch({ skip, count, list: 'relations' }) };
  }

  async #fetch(request: Omit<HistoryRequest, 'room'>): Promise<readonly string[]> {
    if (request.count <= 0) return [];
    const { items } = await this.#live.ask('history', request, 'fetch the history');
    return Array.isArray(items) ? items.filter((item) => typeof item === 'string') : [];
  }

  push(): Promise<void> {
    return Promise.resolve(); // The relay stores what it publishes.
  }

  /** Resolves when the message is stored and published; in a moderated room, when it is on its way to the moderator. */
  async publish(item: Outgoing): Promise<void> {
    if (isOutgoingEvent(item)) {
      const request: Omit<RelationRequest, 'room'> = { event: eventToWire(item) };
      // An event without a stamp is a signal.
      if (item.stamp) await this.#live.ask('relation', request, 'change the message');
      else await this.#live.ask('signal', request, 'send the signal');
      return;
    }
    const { id, text, author, sentAt } = item.message;
    const request: Omit<MessageRequest, 'room'> = {
      id,
      message: text,
      name: author.name,
      ...(sentAt === undefined ? {} : { timestamp: sentAt }),
      order: item.order,
      ...detailsOf(item.message),
    };
    await this.#live.ask('message', request, 'send the message');
  }

  get #live(): RelayLink {
    if (!this.#link) throw connectionLost();
    return this.#link;
  }
}
