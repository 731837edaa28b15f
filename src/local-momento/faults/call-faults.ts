import { rpcName } from '../rpc-name.js';
import { rpcTable } from '../rpc/table.js';
import { MomentoStatusError, type StatusMetadata, type StatusName } from '../status.js';

/** Something that goes wrong with calls. Plain data, so that a browser test can send one. */
export type CallFault = CallSelector &
  (DelayFault | LateAnswerFault | ErrorFault | LostAnswerFault | SilenceFault);

interface CallSelector {
  /** The RPC's name, such as `ListPushBack`; left out, every RPC. */
  readonly rpc?: string;
  /** How many calls it hits before it is used up, 1 or more; left out, all of them. */
  readonly count?: number;
}

/** The call is held for `ms` milliseconds of the engine's clock, and then goes on. */
interface DelayFault {
  readonly kind: 'delay';
  readonly ms: number;
}

/**
 * The call is carried out, and its answer is held for `ms` milliseconds of the engine's clock. Unary calls only; a stream
 * has no answer.
 */
interface LateAnswerFault {
  readonly kind: 'late-answer';
  readonly ms: number;
}

/** What the caller is told; UNAVAILABLE, and that it was injected, where nothing else is said. */
interface ToldStatus {
  readonly status?: StatusName;
  readonly message?: string;
  readonly metadata?: StatusMetadata;
}

/** The call is refused and nothing is done. */
interface ErrorFault extends ToldStatus {
  readonly kind: 'error';
}

/**
 * The call is carried out and its answer is lost: the caller gets the status, or, without one, no
 * answer at all. Unary calls only; a stream has no answer to lose.
 */
interface LostAnswerFault extends ToldStatus {
  readonly kind: 'lost-answer';
}

/** `hang`: the call is never answered. `end`: a stream ends at once, cleanly and empty. */
interface SilenceFault {
  readonly kind: 'hang' | 'end';
}

/** What will happen to one call. */
export interface CallPlan {
  readonly delayMs: number;
  /** How long the handler's answer is held. */
  readonly answerDelayMs: number;
  readonly hangs: boolean;
  readonly ends: boolean;
  /** Thrown before the handler runs. */
  readonly error: MomentoStatusError | undefined;
  /** What replaces the handler's answer; undefined where the answer arrives. */
  readonly lostAnswer: MomentoStatusError | 'silence' | undefined;
}

interface Rule {
  readonly fault: CallFault;
  left: number;
}

/** The names by which faults and counts know the RPCs. */
const knownNames = new Set([...rpcTable.keys()].map(rpcName));

/** The faults that wait for calls. Several may hit one call: delays add up, the first status wins. */
export class CallFaults {
  #rules: Rule[] = [];

  /** Adds a fault and returns the function that removes it. */
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

  /** Takes one use of every fault that hits a call to this RPC. */
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
      error: refused && asError(refused),
      lostAnswer: lost && (lost.status ? asError(lost) : 'silence'),
    };
  }
}

function sumOf(faults: readonly CallFault[], kind: 'delay' | 'late-answer'): number {
  return faults.reduce((sum, fault) => sum + (fault.kind === kind ? fault.ms : 0), 0);
}

/** Metadata travels as headers; what cannot is better refused here than half-way through a call. */
function checkMetadata(metadata: StatusMetadata): void {
  for (const [name, value] of Object.entries(metadata)) {
    if (/^[a-z0-9_.-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value)) continue;
    throw new RangeError(`unable to inject a fault; ${name} cannot travel as metadata`);
  }
}

function asError({ status = 'UNAVAILABLE', message, metadata }: ToldStatus): MomentoStatusError {
  return new MomentoStatusError(status, message ?? `an injected ${status}`, metadata);
}
