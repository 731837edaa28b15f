import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadEnvFile } from 'node:process';
import type * as dev from '../dev/index.js';
import { readDevLine, USAGE, type DevOptions } from './dev-options.js';
import { EXIT_USAGE, failing, runCommandLine } from './command-line.js';
import { untilStopped } from './until-stopped.js';
import { withPackages } from './needed-packages.js';

const EXIT_FAILED = 1;

const fail = failing('dev');

/**
 * Runs `momento-chat dev` until it is interrupted.
 *
 * @returns the exit code
 */
export async function devCommand(args: readonly string[]): Promise<number> {
  return runCommandLine(readDevLine(args), { usage: USAGE, fail }, serve);
}

async function serve(options: DevOptions): Promise<number> {
  const folder = resolve(options.folder);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    return fail(`unable to serve ${folder}; it is no folder`, EXIT_USAGE);
  }
  const envFile = join(folder, '.env');
  try {
    if (existsSync(envFile)) loadEnvFile(envFile);
    const load = (): Promise<typeof dev> => import('../dev/index.js');
    const { startDevServer } = await withPackages(load, 'dev/index.js', (line) => {
      process.stderr.write(`${line}\n`);
    });
    // Subscribed before the start, so that an early signal is not lost.
    await untilStopped(async () => {
      const server = await startDevServer({ ...options, folder, environment: process.env });
      process.stdout.write(introduction(server));
      return server;
    });
    return 0;
  } catch (error) {
    return fail((error as Error).message, EXIT_FAILED);
  }
}

/** The lines to paste are exact: what they name is served. */
function introduction({ url, description, hasIndex }: dev.DevServer): string {
  return `
  ${url}  ${hasIndex ? 'your index.html' : 'a page with a chat, until the folder has an index.html'}

  Momento: ${description}

  Into your page:

    <script type="module" src="/momento-chat/momento-chat-developer.js"></script>
    <script type="module" src="/momento-chat/momento-chat.js"></script>
    <momento-chat room="lobby" token-url="/momento-token"></momento-chat>

  The first line says what is wrong, on this machine only; it can be left out.
  Each browser is one guest; a private window is another, and token-url="/momento-token?user=Ada" is Ada.
  Checks and faults: momento-chat doctor --url ${url}momento-token
  For this machine only. Press Ctrl+C to stop.
`;
}
