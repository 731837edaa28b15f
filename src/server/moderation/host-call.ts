import { withDeadline, type Clock } from '../../platform/clock.js';
import type { RejectionCode } from '../../protocol/kinds/rejection.js';
import { hostFields } from '../host/host-fields.js';
import type { ModerationContext } from './moderation-options.js';

/** How functions of the host are called. */
export interface HostCalls {
  /** How long each may take. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Receives the errors of the host's functions. */
  readonly report: (error: unknown) => void;
}

/** A verdict that lets nothing pass. */
export interface Rejected {
  readonly passes: false;
  readonly code: RejectionCode;
  /** Of any length. */
  readonly reason?: string;
}

/**
 * Calls a function of the host, for a limited time.
 *
 * @param name of the function, for the error
 * @param call may throw at once, as a function that is not async does
 * @throws the error of the function, or that it took too long
 */
export function callHost<T>(
  { timeoutMs, clock }: Pick<HostCalls, 'timeoutMs' | 'clock'>,
  name: string,
  call: (context: ModerationContext) => T | Promise<T>,
): Promise<T> {
  const tookTooLong = (): Error =>
    new Error(`unable to get an answer of the host; ${name}() took too long`);
  const { signal: never } = new AbortController();
  return withDeadline(clock, timeoutMs, never, tookTooLong, async (signal) => call({ signal }));
}

/** As {@link callHost}, for a verdict. It never rejects: if the host fails, nothing passes. */
export async function askHost<Passed>(
  calls: HostCalls,
  name: string,
  ask: (context: ModerationContext) => Promise<Passed | Rejected>,
): Promise<Passed | Rejected> {
  try {
    return await callHost(calls, name, ask);
  } catch (error) {
    calls.report(error);
    return { passes: false, code: 'moderation-failed' };
  }
}

/** What the verdicts of a function can say, apart from a rejection. */
export interface VerdictForm<Passed> {
  /** Of the function. */
  readonly name: string;
  /** What a verdict with other content has. */
  readonly content: string;
  readonly unchanged: Passed;
  /** @returns undefined if it is no verdict */
  readonly changed: (fields: Readonly<Record<string, unknown>>) => Passed | undefined;
}

/** Reads a verdict, which may be anything: not every host has TypeScript. @throws {TypeError} if it is none */
export function readVerdict<Passed>(
  verdict: unknown,
  { name, content, unchanged, changed }: VerdictForm<Passed>,
): Passed | Rejected {
  if (verdict === undefined || verdict === null) return unchanged;
  const fields = fieldsOf(verdict, `${name}()`);
  // Checked first: a verdict with both a reason and other content is a rejection.
  if (typeof fields.reject === 'string') {
    return { passes: false, code: 'rejected', reason: fields.reject };
  }
  const passed = fields.reject === undefined ? changed(fields) : undefined;
  if (passed !== undefined) return passed;
  throw new TypeError(
    `unable to use the return value of ${name}(); it is neither nothing, nor ${content}, nor a reason to reject`,
  );
}

/** The fields of a host's return value. @throws {TypeError} if it is not an object */
export function fieldsOf(value: unknown, of: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return hostFields(value);
  throw new TypeError(`unable to use the return value of ${of}; it is not an object`);
}

/** What a verdict counts as. */
export function outcomeOf(
  verdict: { readonly passes: true } | Rejected,
): 'passed' | 'rejected' | 'failed' {
  if (verdict.passes) return 'passed';
  return verdict.code === 'moderation-failed' ? 'failed' : 'rejected';
}
