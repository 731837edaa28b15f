import { rpcName } from '../rpc/rpc-name.js';
import { rpcTable } from '../rpc/table.js';
import { MomentoStatusError, type StatusMetadata, type StatusName } from '../engine/status.js';

/** A fault injected into calls. Plain data, so that a browser test can send it. */
export type CallFault = CallSelector &
  (DelayFault | LateAnswerFault | ErrorFault | LostAnswerFault | SilenceFault);

interface CallSelector {
  /** The RPC's name, such as `ListPushBack`; by default every RPC. */
  readonly rpc?: string;
  /** The number of calls that it affects, 1 or more; by default all. */
  readonly count?: number;
}

/** Delays the call by `ms` milliseconds of the engine's clock. */
interface DelayFault {
  readonly kind: 'delay';
  readonly ms: number;
}

/**
 * Executes the call and delays its response by `ms` milliseconds of the engine's clock. Unary calls only; a stream
 * has no single response.
 */
interface LateAnswerFault {
  readonly kind: 'late-answer';
  readonly ms: number;
}

/** The error for the caller; by default UNAVAILABLE, with a message that says it was injected. */
interface FaultStatus {
  readonly status?: StatusName;
  readonly message?: string;
  readonly metadata?: StatusMetadata;
}

/** Refuses the call without executing it. */
interface ErrorFault extends FaultStatus {
  readonly kind: 'error';
}

/**
 * Executes the call and loses its response: the caller gets the status, or no response without one.
 * Unary calls only; a stream has no single response.
 */
interface LostAnswerFault extends FaultStatus {
  readonly kind: 'lost-answer';
}

/** `hang`: the call is never answered. `end`: a stream ends at once with the status OK and no message. */
interface SilenceFault {
  readonly kind: 'hang' | 'end';
}

/** The combined effect of all faults on one call. */
export interface CallPlan {
  readonly delayMs: number;
  /** The delay of the handler's response. */
  readonly answerDelayMs: number;
  readonly hangs: boolean;
  readonly ends: boolean;
  /** Thrown before the handler runs. */
  readonly error: MomentoStatusError | undefined;
  /** Replaces the handler's response; undefined if the response is sent. */
  readonly lostAnswer: MomentoStatusError | 'silence' | undefined;
}

interface Rule {
  readonly fault: CallFault;
  left: number;
}

/** The names of all RPCs. */
const knownNames = new Set([...rpcTable.keys()].map(rpcName));

/** The active call faults. Several may affect one call: delays add up, and the first error applies. */
export class CallFaults {
  #rules: Rule[] = [];

  /** Adds a fault and returns a function that removes it. */
  add(fault: CallFault): () => void {
    if (fault.rpc !== undefined && !knownNames.has(fault.rpc)) {
      throw new RangeError(`unable to inject a fault; there is no RPC named ${fault.rpc}`);
    }
    if (fault.count !== undefined && !(Number.isInteger(fault.count) && fault.count >= 1)) {
      throw new RangeError(`unable to inject a fault; it cannot hit ${fault.count} calls`);
    }
    if ('metadata' in fault) checkMetadata(fault.metadata ?? {});
    const rule = { fault, left: fault.count ?? Infinity };
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /** Combines the faults for a call to this RPC, and uses each of them once. */
  plan(name: string): CallPlan {
    const hits = this.#rules.filter(({ fault }) => fault.rpc === undefined || fault.rpc === name);
    for (const rule of hits) rule.left -= 1;
    this.#rules = this.#rules.filter(({ left }) => left > 0);
    const faults = hits.map(({ fault }) => fault);
    const lost = faults.find((fault) => fault.kind === 'lost-answer');
    const refused = faults.find((fault) => fault.kind === 'error');
    return {
      delayMs: sumOf(faults, 'delay'),
      answerDelayMs: sumOf(faults, 'late-answer'),
      hangs: faults.some(({ kind }) => kind === 'hang'),
      ends: faults.some(({ kind }) => kind === 'end'),
      error: refused && toError(refused),
      lostAnswer: lost && (lost.status ? toError(lost) : 'silence'),
    };
  }
}

function sumOf(faults: readonly CallFault[], kind: 'delay' | 'late-answer'): number {
  return faults.reduce((sum, fault) => sum + (fault.kind === kind ? fault.ms : 0), 0);
}

/** Metadata is sent as headers. An invalid header is refused here rather than during a call. */
function checkMetadata(metadata: StatusMetadata): void {
  for (const [name, value] of Object.entries(metadata)) {
    if (/^[a-z0-9_.-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value)) continue;
    throw new RangeError(`unable to inject a fault; ${name} cannot travel as metadata`);
  }
}

function toError({ status = 'UNAVAILABLE', message, metadata }: FaultStatus): MomentoStatusError {
  return new MomentoStatusError(status, message ?? `an injected ${status}`, metadata);
}
