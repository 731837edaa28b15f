import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const LOCK = join(tmpdir(), 'momento-chat-apt-get.lock');

/** Installs packages on Debian or Ubuntu as root; returns false anywhere else. */
export function installPackages(...packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return false;
  console.log(`Installing ${packages.join(', ')}.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Test files run side by side, and apt-get fails where another one is at work.
  const aptGet = (...args: readonly string[]): unknown =>
    execFileSync('flock', [LOCK, 'apt-get', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
  try {
    aptGet('update', '-qq');
    aptGet('install', '-y', '-qq', ...packages);
    return true;
  } catch (error) {
    console.warn(`That failed: ${String(error)}`);
    return false;
  }
}

/** A program's path, found in `PATH` as by a shell. */
export function programIn(
  path: string | undefined,
  ...names: readonly string[]
): string | undefined {
  const folders = path?.split(delimiter).filter((folder) => folder !== '') ?? [];
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}
