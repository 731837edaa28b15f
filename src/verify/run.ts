import { withoutSecret } from '../server/token-endpoint/without-secret.js';
import type { Assumption } from './assumption.js';
import { CheckWorld, type CheckContext, type Means } from './check-world.js';
import { Meter } from './meter.js';
import { unknown, type Outcome } from './outcome.js';
import { OwnCache } from './own-cache.js';
import type { Target } from './target.js';
import { Transient } from './transient.js';

/**
 * The most operations that a run takes on a target, as Momento meters them; with the checks that need thousands, the
 * second one.
 */
export const MAX_OPERATIONS = 3_000;
export const MAX_OPERATIONS_WITH_LARGE = 20_000;

/** Checks that run side by side. */
const AT_ONCE = 8;
const DEFAULT_TIMEOUT_MS = 60_000;
const INTERRUPTED = unknown('the run was interrupted');

export interface RunOptions {
  readonly assumptions: readonly Assumption[];
  readonly means: Means;
  /** An existing cache to use; by default the run makes one and deletes it. */
  readonly cacheName?: string;
  /** Ends the run early: what is not checked yet is unknown, and the cache is deleted. */
  readonly signal?: AbortSignal;
  /** By default `MAX_OPERATIONS`, or that with large checks. */
  readonly maxOperations?: number;
  /** Called with the name of the run's cache, before anything is written to it. */
  readonly onCache?: (name: string) => void;
}

export interface CheckResult {
  readonly outcome: Outcome;
  readonly operations: number;
  readonly ms: number;
}

/** What one run has seen on one target. */
export interface TargetReport {
  readonly kind: Target['kind'];
  /** By the assumption's id, for every assumption. */
  readonly results: ReadonlyMap<string, CheckResult>;
  readonly operations: number;
  /** Of values, elements and messages, in both directions. */
  readonly bytes: number;
  readonly cacheName: string;
  /** Whether nothing of the run is left behind. */
  readonly isClean: boolean;
}

/**
 * Checks all assumptions on one target, and deletes what it has written, whatever happens.
 *
 * @throws if the target has no cache for the run; the message says what to do
 */
export async function checkTarget(target: Target, options: RunOptions): Promise<TargetReport> {
  const { assumptions, means, cacheName, signal = new AbortController().signal } = options;
  const { maxOperations = means.large ? MAX_OPERATIONS_WITH_LARGE : MAX_OPERATIONS } = options;
  const meter = new Meter(maxOperations);
  const cache = await OwnCache.open(target, cacheName).catch((error: unknown) => {
    throw new Error(withoutKey((error as Error).message, target));
  });
  const results = new Map<string, CheckResult>();
  const interrupted = new Promise<Outcome>((resolve) => {
    signal.addEventListener('abort', () => resolve(INTERRUPTED), { once: true });
  });
  const check = async (assumption: Assumption): Promise<void> => {
    const own = new Meter(assumption.operations, meter);
    const start = performance.now();
    const context: CheckContext = {
      target,
      cacheName: cache.name,
      meter: own,
      means,
      onWrite: (name, key) => cache.wrote(name, key),
    };
    const outcome = signal.aborted ? INTERRUPTED : await checkOne(assumption, context, interrupted);
    results.set(assumption.id, {
      outcome,
      operations: own.operations,
      ms: Math.round(performance.now() - start),
    });
  };
  let isClean: boolean;
  try {
    options.onCache?.(cache.name);
    await sideBySide(
      assumptions.filter(({ alone }) => !alone),
      check,
    );
    for (const assumption of assumptions.filter(({ alone }) => alone)) await check(assumption);
  } finally {
    isClean = await cache.close();
  }
  return {
    kind: target.kind,
    // In the order of the suite, not in that of their ends.
    results: new Map(
      assumptions.flatMap(({ id }) => {
        const result = results.get(id);
        return result ? [[id, result] as const] : [];
      }),
    ),
    operations: meter.operations,
    bytes: meter.bytes,
    cacheName: cache.name,
    isClean,
  };
}

async function checkOne(
  assumption: Assumption,
  context: CheckContext,
  interrupted: Promise<Outcome>,
): Promise<Outcome> {
  const { means, target } = context;
  if (assumption.needs === 'large' && !means.large) {
    return unknown(`it takes up to ${assumption.operations} operations; allow them by --large`);
  }
  if (assumption.needs === 'webhook-url' && target.kind === 'service' && !means.webhook) {
    return unknown('it needs a public URL of this machine; give one by --webhook-url');
  }
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = assumption;
  const world = new CheckWorld(context);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const why = `it has not ended within ${timeoutMs / 1000} s`;
    timer = setTimeout(() => resolve(unknown(why)), timeoutMs);
  });
  try {
    const outcome = await Promise.race([assumption.check(world), late, interrupted]);
    if (outcome.kind !== 'differs') return outcome;
    return { kind: 'differs', seen: withoutKey(outcome.seen, target) };
  } catch (error) {
    const message = withoutKey(error instanceof Error ? error.message : String(error), target);
    if (error instanceof Transient) return unknown(message);
    // An unexpected refusal is a difference too, and so is an answer that the check cannot read.
    return { kind: 'differs', seen: message };
  } finally {
    clearTimeout(timer);
    world.close();
  }
}

function withoutKey(text: string, { credentials }: Target): string {
  return withoutSecret(text, credentials.getAuthToken());
}

/** Runs a step for each value, several at a time, in their order. */
async function sideBySide<T>(values: readonly T[], step: (value: T) => Promise<void>) {
  const waiting = [...values];
  const work = async (): Promise<void> => {
    for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) {
      await step(value);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
