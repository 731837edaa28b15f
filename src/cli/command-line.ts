/** The conventional exit code for a wrong command line. */
export const EXIT_USAGE = 2;

/** What a command line asks for. */
export type CommandLine<T> =
  | { readonly kind: 'run'; readonly options: T }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage-error'; readonly message: string };

/** The option that every command has. */
export const HELP = { type: 'boolean', short: 'h', default: false } as const;

/**
 * Reads a command's line. Has no side effects.
 *
 * @param read parses the arguments; returns undefined for `--help`; what it throws is told as a mistake in the line
 */
export function readCommandLine<T>(read: () => T | undefined): CommandLine<T> {
  try {
    const options = read();
    return options === undefined ? { kind: 'help' } : { kind: 'run', options };
  } catch (error) {
    // `parseArgs` throws a TypeError whose first sentence names the mistake.
    return { kind: 'usage-error', message: (error as Error).message.split('. ', 1)[0] ?? '' };
  }
}

/** Runs a command as its line asks. @returns the exit code */
export async function runCommandLine<T>(
  line: CommandLine<T>,
  { usage, fail }: { readonly usage: string; readonly fail: Fail },
  run: (options: T) => Promise<number>,
): Promise<number> {
  switch (line.kind) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'usage-error':
      return fail(`${line.message}; see --help`, EXIT_USAGE);
    case 'run':
      return run(line.options);
  }
}

export type Fail = (message: string, exitCode: number) => number;

/** @returns what says why a command has failed, and returns the exit code */
export function failing(command: string): Fail {
  return (message, exitCode) => {
    process.stderr.write(`momento-chat ${command}: ${message}\n`);
    return exitCode;
  };
}

/** Accepts decimal digits only: `Number` also accepts `1e3` and the empty string. Where 0 is allowed, it is any free port. */
export function portOf(flag: string, text: string, least: 0 | 1): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) < least || Number(text) > 65_535) {
    throw new TypeError(
      `${flag} takes a whole number from ${String(least)} to 65535, not '${text}'`,
    );
  }
  return Number(text);
}

/** An origin as browsers send it: a slash at the end is the same one. */
export function originOf(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(`${flag} takes an origin, such as http://localhost:5173, not '${text}'`);
  }
  return url.origin;
}
