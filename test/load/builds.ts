import { brotliCompressSync } from 'node:zlib';
import { build, type InlineConfig, type PluginOption } from 'vite';
import config from '../../vite.build.config.js';
import { builtFiles } from '../helpers/built-files.js';

export const NAMES = ['momento-chat', 'naive build', 'bare SDK', 'bare SDK, trimmed'] as const;
export type BuildName = (typeof NAMES)[number];

/** The compared scripts, each an ES module without imports. */
export async function buildScripts(): Promise<Readonly<Record<BuildName, string>>> {
  return {
    'momento-chat': (await builtFiles()).get('/momento-chat.js') ?? '',
    'naive build': await bundle('src/momento-chat.ts', { trimmed: false }),
    'bare SDK': await bundle('test/load/bare-sdk.ts', { trimmed: false }),
    'bare SDK, trimmed': await bundle('test/load/bare-transport.ts', { trimmed: true }),
  };
}

/** Bundles like `npm run build`, with another entry or without trimming the SDK. */
async function bundle(entry: string, { trimmed }: { trimmed: boolean }): Promise<string> {
  // The mode `measure` skips the size gates, which apply to the widget.
  const own = config({ command: 'build', mode: 'measure' }) as InlineConfig;
  const result = await build({
    ...own,
    configFile: false,
    logLevel: 'error',
    // Never Lit's development build, which is slower, whatever the environment sets.
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: (own.plugins ?? []).filter((plugin) => trimmed || !isTrimmer(plugin)),
    build: { ...own.build, write: false, sourcemap: false, lib: { entry, formats: ['es'] } },
  });
  for (const { output } of [result].flat().filter((it) => 'output' in it)) return output[0].code;
  throw new Error(`unable to build ${entry}; there is no output`);
}

function isTrimmer(plugin: PluginOption): boolean {
  return (
    Boolean(plugin) &&
    'name' in Object(plugin) &&
    (plugin as { name: string }).name === 'trim-momento-sdk'
  );
}

export function brotliSize(code: string): number {
  return brotliCompressSync(code).length;
}
