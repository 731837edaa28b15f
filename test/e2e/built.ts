import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the build is made of. */
const SOURCES = [
  'src',
  'package.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.types.json',
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
];

/** Whether `npm run build` has run, in all its steps, since any of its sources was last changed. */
export async function isBuilt(): Promise<boolean> {
  const built = await Promise.all(RESULTS.map(modifiedAt));
  const sources = await Promise.all(SOURCES.map(newestIn));
  return Math.min(...built) > Math.max(...sources);
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
