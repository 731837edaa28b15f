import type { Engine } from '../engine/engine.js';
import type { OpenStreams } from '../open-streams.js';
import { limitExceeded } from '../status.js';
import { CallFaults, type CallFault, type CallPlan } from './call-faults.js';
import { TokenBucket } from './token-bucket.js';

export interface Quota {
  /** Calls that may come at once. */
  readonly burst: number;
  /** Calls per second after that. */
  readonly perSecond: number;
  /** The RPC's name; left out, all calls share the quota. */
  readonly rpc?: string;
}

/** A topic in its cache. */
export interface TopicName {
  readonly cache: string;
  readonly topic: string;
}

/** What a test can make go wrong. Everything here is in force until it is used up or `clear`ed. */
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

  /** Makes calls late, fail, hang, or lose their answer. Returns the function that removes it. */
  inject(fault: CallFault): () => void {
    return this.#calls.add(fault);
  }

  /** Limits the rate of calls; what exceeds it gets RESOURCE_EXHAUSTED. */
  quota({ burst, perSecond, rpc }: Quota): void {
    this.#quotas.push({ rpc, bucket: new TokenBucket(this.#engine.clock, burst, perSecond) });
  }

  /** Cuts the connection under every open stream, without a word. */
  dropStreams(): void {
    this.#streams.forEach((stream) => stream.cut());
  }

  /** Ends every open stream cleanly, as a server does that is about to be replaced. */
  endStreams(): void {
    this.#streams.forEach((stream) => stream.end());
  }

  /** Open streams stay open and nothing comes out of them, no heartbeat either. */
  stallStreams(): void {
    this.#streams.forEach((stream) => stream.stall());
  }

  /** Stalled streams go on; what was held back is sent now, as a slow network would. */
  releaseStreams(): void {
    this.#streams.forEach((stream) => stream.release());
  }

  /** While on, new calls are accepted and never answered; off does not bring back those. */
  halfOpen(on = true): void {
    this.#halfOpen = on;
  }

  /** Delivers each of the next `count` published messages twice. */
  duplicate(count = 1): void {
    this.#duplicates += count;
  }

  /** Loses `missed` sequence numbers of a topic; its subscribers are told of a discontinuity. */
  discontinuity({ missed = 1, ...name }: TopicName & { readonly missed?: number }): void {
    this.#topic(name).skip(missed);
  }

  /**
   * Begins a topic's numbers again on a new sequence page.
   *
   * @param options.announced whether its subscribers are told of a discontinuity
   */
  resetTopic({ announced = true, ...name }: TopicName & { readonly announced?: boolean }): void {
    this.#topic(name).reset(announced);
  }

  /** Takes back every fault; stalled streams go on. */
  clear(): void {
    this.#calls.clear();
    this.#quotas = [];
    this.#duplicates = 0;
    this.#halfOpen = false;
    this.releaseStreams();
  }

  /** For the dispatcher: what happens to this call. */
  plan(rpc: string): CallPlan {
    const plan = this.#calls.plan(rpc);
    return { ...plan, hangs: plan.hangs || this.#halfOpen };
  }

  /**
   * For the dispatcher: charges a call to its quotas, and throws where one is used up. A call that
   * is refused is charged to none of them.
   */
  charge(rpc: string): void {
    const due = this.#quotas.filter((quota) => quota.rpc === undefined || quota.rpc === rpc);
    if (!due.every(({ bucket }) => bucket.hasToken)) {
      throw limitExceeded('operations_rate_limit_exceeded', `the quota for ${rpc} is used up`);
    }
    due.forEach(({ bucket }) => bucket.take());
  }

  /** For publishing: how often the next message is delivered. */
  takeCopies(): number {
    if (this.#duplicates === 0) return 1;
    this.#duplicates -= 1;
    return 2;
  }

  #topic({ cache, topic }: TopicName) {
    return this.#engine.caches.get(cache).topic(topic);
  }
}
