import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import type * as doctor from '../doctor/index.js';
import { readDoctorLine, USAGE, type DoctorOptions } from './doctor-options.js';
import { EXIT_USAGE, failing, runCommandLine } from './command-line.js';
import { withPackages } from './needed-packages.js';

const EXIT_PROBLEM = 1;

const fail = failing('doctor');

/**
 * Runs `momento-chat doctor`.
 *
 * @returns the exit code
 */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  return runCommandLine(readDoctorLine(args), { usage: USAGE, fail }, examine);
}

async function examine({ url, room, origin, cacheName }: DoctorOptions): Promise<number> {
  try {
    if (url === undefined && existsSync('.env')) loadEnvFile('.env');
    const { MOMENTO_API_KEY, MOMENTO_ENDPOINT } = process.env;
    if (url === undefined && !MOMENTO_API_KEY && !MOMENTO_ENDPOINT) {
      return fail('there is nothing to check: give --url, or fill in .env; see --help', EXIT_USAGE);
    }
    const load = (): Promise<typeof doctor> => import('../doctor/index.js');
    const { checkEndpoint, checkEnvironment } = await withPackages(
      load,
      'doctor/index.js',
      (line) => process.stderr.write(`${line}\n`),
    );
    const now = Date.now;
    const findings =
      url === undefined
        ? await checkEnvironment(process.env, { cacheName, room, now })
        : await checkEndpoint({ url, room, origin: origin ?? new URL(url).origin, now });
    process.stdout.write(findings.map(lineOf).join(''));
    return findings.every(({ ok }) => ok) ? 0 : EXIT_PROBLEM;
  } catch (error) {
    return fail((error as Error).message, EXIT_PROBLEM);
  }
}

function lineOf({ ok, text, change }: doctor.Finding): string {
  if (ok) return `ok       ${text}\n`;
  return `PROBLEM  ${text}\n         Change: ${change ?? 'nothing'}\n`;
}
