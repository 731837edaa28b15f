import type { Clock } from './clock.js';
import { MAX_TOPIC_MESSAGE_BYTES } from './limits.js';
import { limitExceeded, type MomentoStatusError } from './status.js';

export type TopicValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array };

export interface TopicItem {
  readonly sequenceNumber: number;
  readonly sequencePage: number;
  readonly value: TopicValue;
  /** The publisher's token id; empty for a publisher without one. */
  readonly publisherId: string;
}

/** Announces lost items and the number at which the subscription continues. */
interface Discontinuity {
  /** The last number before the loss; 0 if unknown. */
  readonly lastSequenceNumber: number;
  /** Items continue after this number. */
  readonly newSequenceNumber: number;
  readonly newSequencePage: number;
}

/** The receiving end of a subscription. */
export interface Subscriber {
  item(item: TopicItem): void;
  discontinuity(discontinuity: Discontinuity): void;
  heartbeat(): void;
  /** The subscription has ended with this error. No other method is called afterwards. */
  end(reason: MomentoStatusError): void;
}

/** The first item that a subscriber wants. Number 0 means new items only; page 0 means the current page. */
interface ResumePoint {
  readonly sequenceNumber: number;
  readonly sequencePage: number;
}

export interface TopicOptions {
  readonly clock: Clock;
  /** Milliseconds between heartbeats. */
  readonly heartbeatMs: number;
  /** The number of items kept for subscribers that resume. */
  readonly backlogSize: number;
  /** Returns a sequence page that no topic has used before. */
  readonly nextPage: () => number;
}

/** One topic: numbers published items and keeps the latest for subscribers that resume. */
export class Topic {
  readonly #options: TopicOptions;
  readonly #subscribers = new Set<Subscriber>();
  #backlog: TopicItem[] = [];
  #lastNumber = 0;
  #page: number;

  constructor(options: TopicOptions) {
    this.#options = options;
    this.#page = options.nextPage();
  }

  /** Delivers a value to every subscriber, `copies` times for a test that injects duplicates. */
  publish(value: TopicValue, publisherId: string, copies = 1): void {
    const size = value.kind === 'text' ? Buffer.byteLength(value.text) : value.bytes.length;
    if (size > MAX_TOPIC_MESSAGE_BYTES) {
      const detail = `a topic message of ${size} bytes; ${MAX_TOPIC_MESSAGE_BYTES} are allowed`;
      throw limitExceeded('request_size_limit_exceeded', detail);
    }
    // Numbers start at 1, so that a request to resume at 0 can mean "new items only".
    this.#lastNumber += 1;
    const item = {
      sequenceNumber: this.#lastNumber,
      sequencePage: this.#page,
      value,
      publisherId,
    };
    this.#backlog.push(item);
    if (this.#backlog.length > this.#options.backlogSize) this.#backlog.shift();
    // A copy of the set: subscribers may be added or removed during delivery.
    for (const subscriber of [...this.#subscribers]) {
      for (let copy = 0; copy < copies; copy += 1) subscriber.item(item);
    }
  }

  /**
   * Starts a subscription: a heartbeat at once (the SDKs count as subscribed with the first frame),
   * then the missed items, then new ones. Returns a function that unsubscribes.
   */
  subscribe(subscriber: Subscriber, resume: ResumePoint): () => void {
    subscriber.heartbeat();
    this.#replay(subscriber, resume);
    this.#subscribers.add(subscriber);
    const stopHeartbeats = this.#startHeartbeats(subscriber);
    return () => {
      stopHeartbeats();
      this.#subscribers.delete(subscriber);
    };
  }

  /** Skips `missed` numbers, as a service that fails over loses items. */
  skip(missed: number): void {
    const last = this.#lastNumber;
    this.#lastNumber += missed;
    this.#announceDiscontinuity(last);
  }

  /** Starts a new sequence page, on which numbers restart at 1. */
  reset(announced = true): void {
    const last = this.#lastNumber;
    this.#lastNumber = 0;
    this.#page = this.#options.nextPage();
    this.#backlog = [];
    if (announced) this.#announceDiscontinuity(last);
  }

  /** Ends every subscription, because the cache was deleted. */
  endAll(reason: MomentoStatusError): void {
    for (const subscriber of [...this.#subscribers]) subscriber.end(reason);
  }

  #replay(subscriber: Subscriber, { sequenceNumber, sequencePage }: ResumePoint): void {
    if (sequenceNumber === 0) return;
    const samePage = sequencePage === 0 || sequencePage === this.#page;
    // A subscriber of another page has missed the entire backlog.
    const missed = this.#backlog.filter(
      (item) => !samePage || item.sequenceNumber >= sequenceNumber,
    );
    const first = missed[0]?.sequenceNumber ?? this.#lastNumber + 1;
    if (!samePage || first !== sequenceNumber) {
      subscriber.discontinuity({
        lastSequenceNumber: sequenceNumber - 1,
        newSequenceNumber: first - 1,
        newSequencePage: this.#page,
      });
    }
    for (const item of missed) subscriber.item(item);
  }

  #announceDiscontinuity(lastSequenceNumber: number): void {
    // No subscriber may resume from before the discontinuity without receiving it.
    this.#backlog = [];
    for (const subscriber of [...this.#subscribers]) {
      subscriber.discontinuity({
        lastSequenceNumber,
        newSequenceNumber: this.#lastNumber,
        newSequencePage: this.#page,
      });
    }
  }

  #startHeartbeats(subscriber: Subscriber): () => void {
    const { clock, heartbeatMs } = this.#options;
    let cancel = clock.schedule(heartbeatMs, sendHeartbeat);
    function sendHeartbeat(): void {
      // Scheduled first: a subscriber that unsubscribes during its heartbeat must cancel the next one.
      cancel = clock.schedule(heartbeatMs, sendHeartbeat);
      subscriber.heartbeat();
    }
    return () => cancel();
  }
}
