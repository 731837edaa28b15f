import { existsSync, readFileSync } from 'node:fs';

/** An entry point of the package. */
export interface EntryPoint {
  /** As programs import it: `momento-chat/server`. */
  readonly specifier: string;
  /** Its source. */
  readonly file: string;
}

/** Declarations of the browser's entries are rolled up into a file of another name: see `build/declarations.ts`. */
const ROLLED_UP: Readonly<Record<string, string>> = {
  'momento-chat': 'src/momento-chat.ts',
  'momento-chat-overlay': 'src/overlay/overlay-page.ts',
  'momento-chat-overlay-client': 'src/overlay/client.ts',
  'momento-chat-relay': 'src/momento-chat-relay.ts',
};

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types?: string }>>;
}

/** All entry points that have types, by `package.json`. */
export function entryPoints(): readonly EntryPoint[] {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  return Object.entries(exports).flatMap(([path, target]) => {
    const types = typeof target === 'string' ? undefined : target.types;
    return types ? [{ specifier: `momento-chat${path.slice(1)}`, file: sourceOf(types) }] : [];
  });
}

function sourceOf(types: string): string {
  const [, folder = '', name = ''] = /^\.\/dist\/(types|node)\/(.*)\.d\.ts$/.exec(types) ?? [];
  const candidates = [ROLLED_UP[name], `src/${name}.ts`, `src/frameworks/${name}.ts`];
  const file = candidates.find((path) => path !== undefined && existsSync(path));
  if (!folder || !file) {
    throw new Error(
      `unable to describe ${types}; build/reference/entries.ts does not know its source`,
    );
  }
  return file;
}
