import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { MODULES } from '../../build/modules.js';
import { isBuilt } from './built.js';

/**
 * All browser files of `npm run build`, by their paths on a site. They are `dist`, the published files, if it is up to
 * date; otherwise a build of the current sources.
 */
export async function builtFiles(): Promise<ReadonlyMap<string, string>> {
  if (await isBuilt()) return readFiles('dist');
  const outDir = await mkdtemp(join(tmpdir(), 'momento-chat-built-'));
  const options = { logLevel: 'error', build: { outDir } } as const;
  await build({ ...options, configFile: 'vite.build.config.ts' });
  for (const mode of Object.keys(MODULES)) {
    await build({ ...options, configFile: 'vite.modules.config.ts', mode });
  }
  await build({ ...options, configFile: 'vite.overlay.config.ts', mode: 'overlay' });
  await build({ ...options, configFile: 'vite.overlay.config.ts', mode: 'overlay-client' });
  await build({ ...options, configFile: 'vite.relay.config.ts' });
  await build({ ...options, configFile: 'vite.inbox.config.ts' });
  const files = await readFiles(outDir);
  await rm(outDir, { recursive: true });
  return files;
}

/** A folder with what one step of the build makes. */
export interface BuiltFolder {
  readonly path: string;
  /** Only of a folder made for this. */
  remove(): Promise<void>;
}

/**
 * What `npm run build` has left of one of its steps; while sources are being changed, what that step would leave.
 *
 * @param configFile the step's
 * @param mode the name of the module, where the step builds several
 */
export async function builtBy(configFile: string, mode = 'production'): Promise<BuiltFolder> {
  if (await isBuilt()) return { path: 'dist', remove: () => Promise.resolve() };
  const path = await mkdtemp(join(tmpdir(), 'momento-chat-built-'));
  await build({ configFile, mode, logLevel: 'error', build: { outDir: path } });
  return { path, remove: () => rm(path, { recursive: true }) };
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const files = names.map(async (name): Promise<[string, string]> => {
    return [`/${name}`, await readFile(join(folder, name), 'utf8')];
  });
  return new Map(await Promise.all(files));
}
