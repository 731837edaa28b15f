import type * as verify from '../verify/index.js';
import type { Target, TargetReport } from '../verify/index.js';
import { EXIT_USAGE, failing, runCommandLine } from './command-line.js';
import { withPackages } from './needed-packages.js';
import { readVerifyLine, USAGE, type VerifyOptions } from './verify-options.js';

const EXIT_DIFFERS = 1;
/** The conventional exit code after SIGINT. */
const EXIT_INTERRUPTED = 130;

const fail = failing('verify');

export type Suite = typeof verify;

/**
 * Runs `momento-chat verify`.
 *
 * @param environment `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT` name the account to check
 * @returns the exit code
 */
export async function verifyCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return runCommandLine(readVerifyLine(args), { usage: USAGE, fail }, async (options) => {
    let suite: Suite;
    try {
      const load = (): Promise<Suite> => import('../verify/index.js');
      suite = await withPackages(load, 'verify/index.js', (line) => {
        process.stderr.write(`${line}\n`);
      });
    } catch (error) {
      return fail((error as Error).message, EXIT_DIFFERS);
    }
    return verifyWith(suite, options, environment);
  });
}

/** Runs the suite as the options say, and prints the result. @returns the exit code */
export async function verifyWith(
  suite: Suite,
  options: VerifyOptions,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const { ASSUMPTIONS, jsonOf, tableOf } = suite;
  const strange = options.only.find((id) => !ASSUMPTIONS.some((each) => each.id === id));
  if (strange !== undefined) {
    return fail(`there is no assumption '${strange}'; see docs/assumptions.md`, EXIT_USAGE);
  }
  const assumptions = ASSUMPTIONS.filter(
    ({ id }) => options.only.length === 0 || options.only.includes(id),
  );
  const interrupt = new AbortController();
  const stop = (): void => {
    process.stderr.write('Stopping; what the run has written is being deleted.\n');
    interrupt.abort();
  };
  // Only once: a second signal ends the process at once.
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const outcomes = await Promise.all(
      targetsOf(suite, options, environment).map((target) =>
        checkOne(suite, target, assumptions, options, interrupt.signal),
      ),
    );
    const reports = outcomes.filter((outcome) => typeof outcome !== 'string');
    const faults = outcomes.filter((outcome) => typeof outcome === 'string');
    for (const fault of faults) fail(fault, EXIT_DIFFERS);
    process.stdout.write(
      options.json
        ? `${JSON.stringify(jsonOf(assumptions, reports), undefined, 2)}\n`
        : tableOf(assumptions, reports),
    );
    if (interrupt.signal.aborted) return EXIT_INTERRUPTED;
    const isFine = faults.length === 0 && reports.every((report) => isAsAssumed(suite, report));
    return isFine ? 0 : EXIT_DIFFERS;
  } catch (error) {
    return fail((error as Error).message, EXIT_DIFFERS);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** @throws {TypeError} if the environment names the account only in part */
function targetsOf(
  suite: Suite,
  { engineOnly }: VerifyOptions,
  environment: NodeJS.ProcessEnv,
): (() => Promise<Target>)[] {
  const service = engineOnly ? undefined : suite.serviceTarget(environment);
  return [() => suite.startEngineTarget(), ...(service ? [() => Promise.resolve(service)] : [])];
}

/** @returns why the target could not be checked, if it could not */
async function checkOne(
  { checkTarget }: Suite,
  open: () => Promise<Target>,
  assumptions: Suite['ASSUMPTIONS'],
  { large, webhook, cacheName }: VerifyOptions,
  signal: AbortSignal,
): Promise<TargetReport | string> {
  const target = await open();
  const isEngine = target.kind === 'engine';
  try {
    return await checkTarget(target, {
      assumptions,
      // The engine's operations cost nothing.
      means: { large: large || isEngine, ...(webhook && { webhook }) },
      ...(isEngine || cacheName === undefined ? {} : { cacheName }),
      signal,
      onCache: (name) => {
        if (!isEngine) process.stderr.write(`Checking the service, in the cache ${name}.\n`);
      },
    });
  } catch (error) {
    return (error as Error).message;
  } finally {
    await target.close();
  }
}

function isAsAssumed({ countOf }: Suite, { results, isClean }: TargetReport): boolean {
  return isClean && countOf(results, 'differs') === 0;
}
