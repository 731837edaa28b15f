import { authenticate, superUser } from './engine/callers.js';
import type { Engine } from './engine/engine.js';
import type { CallPlan } from './faults/call-faults.js';
import type { Faults } from './faults/faults.js';
import type { OpenStream, OpenStreams, StreamSink } from './rpc/open-streams.js';
import { rpcName } from './rpc/rpc-name.js';
import { type Rpc, type RpcContext, type StreamRpc, type UnaryRpc } from './rpc/rpc.js';
import { rpcTable } from './rpc/table.js';
import { toStatusError } from './engine/status.js';

/** A call independent of its transport and message types. */
export interface IncomingCall {
  readonly request: Buffer;
  /** Whether the server treats callers without a credential as super users. */
  readonly trustsAnonymous: boolean;
  /** A request header, by its lower-case name. */
  header(name: string): string | undefined;
}

interface DispatcherOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly streams: OpenStreams;
  /** `host:port` of the gRPC-Web server. A function, because a port of 0 is resolved at the start. */
  readonly webEndpoint: () => string;
}

/**
 * Handles every call of both servers: counts it, applies faults, authenticates the caller, charges
 * quotas and runs the handler.
 *
 * Both servers use it, so that no rule can apply to one of them only. The `IncomingCall` holds the
 * differences between them.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #calls = new Map<string, number>();
  /** Functions that cancel the timers of delayed calls. */
  readonly #delays = new Set<() => void>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** The number of calls so far, by the RPC's name. */
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
    // The caller may have disconnected during the delay.
    if (stream.closed) return;
    if (plan.ends) stream.end();
    else rpc.open(call.request, context, stream);
  }

  /** Drops the delayed calls: their connections are gone, and no timer may remain. */
  cancelDelays(): void {
    for (const cancel of this.#delays) cancel();
    this.#delays.clear();
  }

  #plan(rpc: Rpc): CallPlan {
    const name = nameOf(rpc);
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    return this.#options.faults.plan(name);
  }

  /**
   * Faults come before authentication, as those of a network do. Quotas come after it, because only
   * an authenticated caller has an account to charge.
   */
  async #admit(rpc: Rpc, call: IncomingCall, plan: CallPlan): Promise<RpcContext> {
    const { engine, faults, webEndpoint } = this.#options;
    if (plan.hangs) await never();
    if (plan.delayMs > 0) await this.#delay(plan.delayMs);
    if (plan.error) throw plan.error;
    const caller = rpc.needsCaller
      ? authenticate(engine.tokens, call.header('authorization'), call.trustsAnonymous)
      : superUser;
    faults.charge(nameOf(rpc));
    return {
      engine,
      takeCopies: () => faults.takeCopies(),
      caller,
      trustsAnonymous: call.trustsAnonymous,
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

/** Unknown paths share one name, so that a caller cannot fill the counts with them. */
function nameOf({ path }: Rpc): string {
  return rpcTable.has(path) ? rpcName(path) : 'unknown';
}

/** Never settles. Nothing refers to it, so whatever awaits it is collected once its caller is gone. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
