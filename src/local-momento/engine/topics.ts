import type { Clock } from '../clock.js';
import { MAX_TOPIC_MESSAGE_BYTES } from '../limits.js';
import { limitExceeded, type MomentoStatusError } from '../status.js';

export type TopicValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array };

export interface TopicItem {
  readonly sequenceNumber: number;
  readonly sequencePage: number;
  readonly value: TopicValue;
  /** The id of the token that published it; empty for a publisher without one. */
  readonly publisherId: string;
}

/** Items were missed, and what comes next follows on from here. */
interface Discontinuity {
  /** The last number known to have been tried; 0 when that is not known. */
  readonly lastSequenceNumber: number;
  /** The number after which items go on. */
  readonly newSequenceNumber: number;
  readonly newSequencePage: number;
}

/** The receiving end of a subscription. */
export interface Subscriber {
  item(item: TopicItem): void;
  discontinuity(discontinuity: Discontinuity): void;
  heartbeat(): void;
  /** The subscription is over, for the reason given. Nothing is called after it. */
  end(reason: MomentoStatusError): void;
}

/** Where a subscriber left off. Number 0 means: from now on; page 0: whichever is current. */
interface ResumePoint {
  readonly sequenceNumber: number;
  readonly sequencePage: number;
}

export interface TopicOptions {
  readonly clock: Clock;
  /** Milliseconds between two heartbeats. */
  readonly heartbeatMs: number;
  /** How many items are kept for subscribers that come back. */
  readonly backlogSize: number;
  /** Gives a sequence page that no topic has had before. */
  readonly nextPage: () => number;
}

/** One topic: numbers what is published, and remembers the last of it. */
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

  /** Delivers a value to every subscriber, `copies` times over where a test asks for duplicates. */
  publish(value: TopicValue, publisherId: string, copies = 1): void {
    const size = value.kind === 'text' ? Buffer.byteLength(value.text) : value.bytes.length;
    if (size > MAX_TOPIC_MESSAGE_BYTES) {
      const detail = `a topic message of ${size} bytes; ${MAX_TOPIC_MESSAGE_BYTES} are allowed`;
      throw limitExceeded('request_size_limit_exceeded', detail);
    }
    // Numbers start at 1, so that a request to resume at 0 can mean "from now on".
    this.#lastNumber += 1;
    const item = {
      sequenceNumber: this.#lastNumber,
      sequencePage: this.#page,
      value,
      publisherId,
    };
    this.#backlog.push(item);
    if (this.#backlog.length > this.#options.backlogSize) this.#backlog.shift();
    // A copy of the set: a subscriber may leave, or another come, while they are told.
    for (const subscriber of [...this.#subscribers]) {
      for (let copy = 0; copy < copies; copy += 1) subscriber.item(item);
    }
  }

  /**
   * Starts a subscription: a heartbeat at once (it is the first frame that tells an SDK that it is
   * subscribed), then what was missed, then everything new. Returns the function that ends it.
   */
  subscribe(subscriber: Subscriber, resume: ResumePoint): () => void {
    subscriber.heartbeat();
    this.#replay(subscriber, resume);
    this.#subscribers.add(subscriber);
    const stopHeartbeats = this.#beat(subscriber);
    return () => {
      stopHeartbeats();
      this.#subscribers.delete(subscriber);
    };
  }

  /** Loses `missed` items, as a service does that fails over: their numbers exist, they do not. */
  skip(missed: number): void {
    const last = this.#lastNumber;
    this.#lastNumber += missed;
    this.#breakWith(last);
  }

  /** Starts a new sequence page, on which the numbers begin again. */
  reset(announced = true): void {
    const last = this.#lastNumber;
    this.#lastNumber = 0;
    this.#page = this.#options.nextPage();
    this.#backlog = [];
    if (announced) this.#breakWith(last);
  }

  /** Ends every subscription, as the deletion of the cache does. */
  endAll(reason: MomentoStatusError): void {
    for (const subscriber of [...this.#subscribers]) subscriber.end(reason);
  }

  #replay(subscriber: Subscriber, { sequenceNumber, sequencePage }: ResumePoint): void {
    if (sequenceNumber === 0) return;
    const samePage = sequencePage === 0 || sequencePage === this.#page;
    // On another page every number is new; on this one only those from the wanted one on.
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

  #breakWith(lastSequenceNumber: number): void {
    // What was kept ends before the break, so nobody can resume across it.
    this.#backlog = [];
    for (const subscriber of [...this.#subscribers]) {
      subscriber.discontinuity({
        lastSequenceNumber,
        newSequenceNumber: this.#lastNumber,
        newSequencePage: this.#page,
      });
    }
  }

  #beat(subscriber: Subscriber): () => void {
    const { clock, heartbeatMs } = this.#options;
    let cancel = clock.schedule(heartbeatMs, beat);
    function beat(): void {
      // Scheduled first: a subscriber that ends itself on a heartbeat must find this one to cancel.
      cancel = clock.schedule(heartbeatMs, beat);
      subscriber.heartbeat();
    }
    return () => cancel();
  }
}
