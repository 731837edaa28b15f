import { authenticate, superUser } from './engine/callers.js';
import type { Engine } from './engine/engine.js';
import type { CallPlan } from './faults/call-faults.js';
import type { Faults } from './faults/faults.js';
import type { OpenStream, OpenStreams, StreamSink } from './open-streams.js';
import { rpcName } from './rpc-name.js';
import { type Rpc, type RpcContext, type StreamRpc, type UnaryRpc } from './rpc/rpc.js';
import { rpcTable } from './rpc/table.js';
import { toStatusError } from './status.js';

/** A call as a face hands it on: no message types, no transport. */
export interface IncomingCall {
  readonly request: Buffer;
  /** Whether the face takes callers without a credential for super users. */
  readonly trustsTheAnonymous: boolean;
  /** A request header, by its lower-case name. */
  header(name: string): string | undefined;
}

interface DispatcherOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly streams: OpenStreams;
  /** `host:port` of the gRPC-Web face, asked for at each call: a port of 0 is known late. */
  readonly webEndpoint: () => string;
}

/**
 * The way of every call on either face: counted, tripped up, identified, charged, carried out.
 *
 * Both faces come through here, so that no rule can hold on one of them only. What differs between
 * them is in the `IncomingCall`.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #calls = new Map<string, number>();
  /** What takes back the timer of each call that is held. */
  readonly #delays = new Set<() => void>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Calls so far, by the RPC's name. */
  get calls(): Record<string, number> {
    return Object.fromEntries(this.#calls);
  }

  /** Answers a unary call. Rejects with a `MomentoStatusError`; a hanging call never settles. */
  async unary(rpc: UnaryRpc, call: IncomingCall): Promise<Buffer> {
    try {
      const plan = this.#plan(rpc);
      const context = await this.#admit(rpc, call, plan);
      const answer = rpc.handle(call.request, context);
      if (plan.answerDelayMs > 0) await this.#delay(plan.answerDelayMs);
      if (plan.lostAnswer === 'silence') await never();
      else if (plan.lostAnswer) throw plan.lostAnswer;
      return answer;
    } catch (error) {
      throw toStatusError(error);
    }
  }

  /** Opens a stream; every failure ends it with a status. */
  stream(rpc: StreamRpc, call: IncomingCall, sink: StreamSink): OpenStream {
    const stream = this.#options.streams.add(sink);
    this.#open(rpc, call, stream).catch((error: unknown) => stream.end(toStatusError(error)));
    return stream;
  }

  async #open(rpc: StreamRpc, call: IncomingCall, stream: OpenStream): Promise<void> {
    const plan = this.#plan(rpc);
    const context = await this.#admit(rpc, call, plan);
    // The caller may have gone while the call was held.
    if (stream.closed) return;
    if (plan.ends) stream.end();
    else rpc.open(call.request, context, stream);
  }

  /** Forgets the calls that are held: their connections are gone, and no timer may stay behind. */
  abandonDelayed(): void {
    for (const cancel of this.#delays) cancel();
    this.#delays.clear();
  }

  #plan(rpc: Rpc): CallPlan {
    const name = nameOf(rpc);
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    return this.#options.faults.plan(name);
  }

  /**
   * Faults come before the token is looked at, as a network's do: it has not read it either. The
   * quota comes after, because only who is known has an account to be charged.
   */
  async #admit(rpc: Rpc, call: IncomingCall, plan: CallPlan): Promise<RpcContext> {
    const { engine, faults, webEndpoint } = this.#options;
    if (plan.hangs) await never();
    if (plan.delayMs > 0) await this.#delay(plan.delayMs);
    if (plan.error) throw plan.error;
    const caller = rpc.needsCaller
      ? authenticate(engine.tokens, call.header('authorization'), call.trustsTheAnonymous)
      : superUser;
    faults.charge(nameOf(rpc));
    return {
      engine,
      takeCopies: () => faults.takeCopies(),
      caller,
      trustsTheAnonymous: call.trustsTheAnonymous,
      webEndpoint: webEndpoint(),
      header: (name) => call.header(name),
    };
  }

  #delay(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.engine.clock.schedule(delayMs, () => {
        this.#delays.delete(cancel);
        resolve();
      });
      this.#delays.add(cancel);
    });
  }
}

/** Paths that nobody knows share one name: a caller must not be able to fill the counts with them. */
function nameOf({ path }: Rpc): string {
  return rpcTable.has(path) ? rpcName(path) : 'unknown';
}

/** Holds nothing and nobody: what waits for it is collected once its caller is gone. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
