import type { Engine } from '../engine/engine.js';
import type { OpenStreams } from '../rpc/open-streams.js';
import { limitExceeded } from '../engine/status.js';
import { CallFaults, type CallFault, type CallPlan } from './call-faults.js';
import { TokenBucket } from './token-bucket.js';

/** A limit of calls, as an account has it. */
export interface Quota {
  /** The number of calls allowed at once. */
  readonly burst: number;
  /** Calls per second after that. */
  readonly perSecond: number;
  /** The RPC's name; by default all calls share the quota. */
  readonly rpc?: string;
}

/** A topic and its cache. */
export interface TopicName {
  readonly cache: string;
  readonly topic: string;
}

/** The faults that a test can inject. Each applies until it is used up or `clear` is called. */
export class Faults {
  readonly #engine: Engine;
  readonly #streams: OpenStreams;
  readonly #calls = new CallFaults();
  #quotas: { readonly rpc: string | undefined; readonly bucket: TokenBucket }[] = [];
  #duplicates = 0;
  #halfOpen = false;

  constructor(engine: Engine, streams: OpenStreams) {
    this.#engine = engine;
    this.#streams = streams;
  }

  /** Makes calls late, fail, hang or lose their response. Returns a function that removes the fault. */
  inject(fault: CallFault): () => void {
    return this.#calls.add(fault);
  }

  /** Limits the rate of calls; further calls get RESOURCE_EXHAUSTED. */
  quota({ burst, perSecond, rpc }: Quota): void {
    this.#quotas.push({ rpc, bucket: new TokenBucket(this.#engine.clock, burst, perSecond) });
  }

  /** Cuts the connection of every open stream without sending a status. */
  dropStreams(): void {
    this.#streams.forEach((stream) => stream.cut());
  }

  /** Ends every open stream with the status OK, as a server does before it is replaced. */
  endStreams(): void {
    this.#streams.forEach((stream) => stream.end());
  }

  /** Stalls open streams: they stay open, but send neither messages nor heartbeats. */
  stallStreams(): void {
    this.#streams.forEach((stream) => stream.stall());
  }

  /** Resumes stalled streams and sends the messages held back, as a slow network would. */
  releaseStreams(): void {
    this.#streams.forEach((stream) => stream.release());
  }

  /** While on, new calls are accepted but never answered, not even after it is turned off. */
  halfOpen(on = true): void {
    this.#halfOpen = on;
  }

  /** Delivers each of the next `count` published messages twice. */
  duplicate(count = 1): void {
    this.#duplicates += count;
  }

  /** Skips `missed` sequence numbers of a topic and sends its subscribers a discontinuity. */
  discontinuity({ missed = 1, ...name }: TopicName & { readonly missed?: number }): void {
    this.#topic(name).skip(missed);
  }

  /**
   * Restarts a topic's numbers on a new sequence page.
   *
   * @param options.announced whether its subscribers receive a discontinuity
   */
  resetTopic({ announced = true, ...name }: TopicName & { readonly announced?: boolean }): void {
    this.#topic(name).reset(announced);
  }

  /** Removes every fault and resumes stalled streams. */
  clear(): void {
    this.#calls.clear();
    this.#quotas = [];
    this.#duplicates = 0;
    this.#halfOpen = false;
    this.releaseStreams();
  }

  /** For the dispatcher: the faults for this call. */
  plan(rpc: string): CallPlan {
    const plan = this.#calls.plan(rpc);
    return { ...plan, hangs: plan.hangs || this.#halfOpen };
  }

  /**
   * For the dispatcher: charges a call to its quotas, and throws if one is used up. A refused call is
   * charged to none of them.
   */
  charge(rpc: string): void {
    const due = this.#quotas.filter((quota) => quota.rpc === undefined || quota.rpc === rpc);
    if (!due.every(({ bucket }) => bucket.hasToken)) {
      throw limitExceeded('operations_rate_limit_exceeded', `the quota for ${rpc} is used up`);
    }
    due.forEach(({ bucket }) => bucket.take());
  }

  /** For publishing: returns how many times to deliver the next message. */
  takeCopies(): number {
    if (this.#duplicates === 0) return 1;
    this.#duplicates -= 1;
    return 2;
  }

  #topic({ cache, topic }: TopicName) {
    return this.#engine.caches.get(cache).topic(topic);
  }
}
