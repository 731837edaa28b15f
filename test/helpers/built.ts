import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { moduleFile, MODULES } from '../../build/modules.js';

/** The build's inputs. */
const SOURCES = [
  'src',
  'build',
  'package.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.types.json',
  'custom-elements-manifest.config.js',
  'vite.build.config.ts',
  'vite.frameworks.config.ts',
  'vite.modules.config.ts',
  'vite.inbox.config.ts',
  'vite.overlay.config.ts',
  'vite.relay.config.ts',
];

/** One output of each build step. */
const RESULTS = [
  'dist/momento-chat.js',
  'dist/overlay.html',
  'dist/momento-chat-relay.js',
  'dist/momento-chat-inbox.js',
  'dist/momento-chat-react.js',
  'dist/momento-chat-svelte.js',
  'dist/momento-chat-vue.js',
  ...Object.keys(MODULES).map((name) => `dist/${moduleFile(name)}`),
  'dist/types/momento-chat.d.ts',
  'dist/node/server/index.js',
  'dist/node/local-momento/index.js',
  'dist/custom-elements.json',
  'dist/integrity.json',
];

/** Whether all steps of `npm run build` have run since the last change of a source. */
export async function isBuilt(): Promise<boolean> {
  const built = await Promise.all(RESULTS.map(modifiedAt));
  const sources = await Promise.all(SOURCES.map(newestIn));
  return Math.min(...built) > Math.max(...sources);
}

/** Held by the one test file that builds, because test files run in parallel. */
const LOCK = 'node_modules/.cache/build.lock';
/** Longer than any build, in ms: the holder of an older lock has died. */
const BUILD_TIMEOUT_MS = 180_000;

/** Runs `npm run build` unless its outputs are up to date. */
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
    if (Date.now() > end)
      throw new Error(`unable to build; remove ${LOCK} unless another process builds.`);
    await delay(200);
  }
}

function build(): Promise<unknown> {
  // Test runners set another value, which would change the bundle.
  const env = { ...process.env, NODE_ENV: 'production' };
  return promisify(execFile)('npm', ['run', 'build'], { timeout: BUILD_TIMEOUT_MS, env });
}

/** Epoch ms; 0 for a missing file. */
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
