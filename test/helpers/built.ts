import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What the build is made of. */
const SOURCES = [
  'src',
  'build',
  'package.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.types.json',
  'custom-elements-manifest.config.js',
  'vite.build.config.ts',
  'vite.overlay.config.ts',
  'vite.relay.config.ts',
];

/** One file that each step of the build writes. */
const RESULTS = [
  'dist/momento-chat.js',
  'dist/overlay.html',
  'dist/momento-chat-relay.js',
  'dist/types/momento-chat.d.ts',
  'dist/node/server/index.js',
  'dist/node/local-momento/index.js',
  'dist/custom-elements.json',
  'dist/integrity.json',
];

/** Whether `npm run build` has run, in all its steps, since any of its sources was last changed. */
export async function isBuilt(): Promise<boolean> {
  const built = await Promise.all(RESULTS.map(modifiedAt));
  const sources = await Promise.all(SOURCES.map(newestIn));
  return Math.min(...built) > Math.max(...sources);
}

/** Held by the one test file that builds; they run side by side. */
const LOCK = 'node_modules/.cache/build.lock';
/** Longer than any build, in ms: whoever has held the lock so long has died. */
const BUILD_TIMEOUT_MS = 180_000;

/** Runs `npm run build` where that has to be. */
export async function ensureBuilt(): Promise<void> {
  const end = Date.now() + BUILD_TIMEOUT_MS;
  await mkdir('node_modules/.cache', { recursive: true });
  while (!(await isBuilt())) {
    const isMine = await mkdir(LOCK).then(
      () => true,
      () => false,
    );
    if (isMine) {
      await build().finally(() => rm(LOCK, { recursive: true }));
      return;
    }
    if (Date.now() > end) throw new Error(`unable to build; remove ${LOCK}, if nobody builds.`);
    await delay(200);
  }
}

function build(): Promise<unknown> {
  // Under a test runner it is another, and with it the bundle.
  const env = { ...process.env, NODE_ENV: 'production' };
  return promisify(execFile)('npm', ['run', 'build'], { timeout: BUILD_TIMEOUT_MS, env });
}

/** Epoch ms; of what is not there, long ago. */
function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function newestIn(path: string): Promise<number> {
  if ((await stat(path)).isFile()) return modifiedAt(path);
  const files = await readdir(path, { recursive: true });
  const times = await Promise.all(files.map((file) => modifiedAt(join(path, file))));
  return Math.max(...times);
}
