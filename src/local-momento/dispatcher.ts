import { sleep } from './clock.js';
import { authenticate, superUser } from './engine/callers.js';
import type { Engine } from './engine/engine.js';
import type { CallPlan } from './faults/call-faults.js';
import type { Faults } from './faults/faults.js';
import type { OpenStream, OpenStreams, StreamSink } from './open-streams.js';
import { rpcName, type Rpc, type RpcContext, type StreamRpc, type UnaryRpc } from './rpc/rpc.js';
import { toStatusError } from './status.js';

/** A call as a face hands it on: no message types, no transport. */
export interface IncomingCall {
  readonly request: Buffer;
  /** A request header, by its lower-case name. */
  header(name: string): string | undefined;
}

export interface DispatcherOptions {
  readonly engine: Engine;
  readonly faults: Faults;
  readonly streams: OpenStreams;
  /** `host:port` of the gRPC-Web face, asked for at each call: a port of 0 is known late. */
  readonly webEndpoint: () => string;
}

/** The way of every call on either face: counted, tripped up, identified, charged, carried out. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #calls = new Map<string, number>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Calls so far, by the RPC's name. */
  get calls(): Record<string, number> {
    return Object.fromEntries(this.#calls);
  }

  /** Answers a unary call. Rejects with a `MomentoStatusError`; a hanging call never settles. */
  async unary(rpc: UnaryRpc, call: IncomingCall, trustTheAnonymous: boolean): Promise<Buffer> {
    try {
      const plan = this.#plan(rpc);
      const context = await this.#admit(rpc, call, plan, trustTheAnonymous);
      const answer = rpc.handle(call.request, context);
      if (plan.lostAnswer === 'silence') await never();
      else if (plan.lostAnswer) throw plan.lostAnswer;
      return answer;
    } catch (error) {
      throw toStatusError(error);
    }
  }

  /** Opens a stream; every failure ends it with a status. */
  stream(
    rpc: StreamRpc,
    call: IncomingCall,
    sink: StreamSink,
    trustTheAnonymous: boolean,
  ): OpenStream {
    const stream = this.#options.streams.add(sink);
    this.#open(rpc, call, stream, trustTheAnonymous).catch((error: unknown) =>
      stream.end(toStatusError(error)),
    );
    return stream;
  }

  async #open(
    rpc: StreamRpc,
    call: IncomingCall,
    stream: OpenStream,
    trustTheAnonymous: boolean,
  ): Promise<void> {
    const plan = this.#plan(rpc);
    const context = await this.#admit(rpc, call, plan, trustTheAnonymous);
    // The caller may have gone while the call was held.
    if (stream.closed) return;
    if (plan.ends) stream.end();
    else rpc.open(call.request, context, stream);
  }

  #plan(rpc: Rpc): CallPlan {
    const name = rpcName(rpc.path);
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1);
    return this.#options.faults.plan(name);
  }

  async #admit(
    rpc: Rpc,
    call: IncomingCall,
    plan: CallPlan,
    trustTheAnonymous: boolean,
  ): Promise<RpcContext> {
    const { engine, faults, webEndpoint } = this.#options;
    if (plan.hangs) await never();
    if (plan.delayMs > 0) await sleep(engine.clock, plan.delayMs);
    if (plan.error) throw plan.error;
    const caller = rpc.needsCaller
      ? authenticate(engine.tokens, call.header('authorization'), trustTheAnonymous)
      : superUser;
    faults.charge(rpcName(rpc.path));
    return {
      engine,
      faults,
      caller,
      trustsTheAnonymous: trustTheAnonymous,
      webEndpoint: webEndpoint(),
      header: (name) => call.header(name),
    };
  }
}

/** Holds nothing and nobody: what waits for it is collected once its caller is gone. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
