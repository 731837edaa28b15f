import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { TrimError } from './trim-error.js';

/** The folders of the SDK's packages, by their names. */
export type SdkPackages = Readonly<Record<string, string>>;

/** Resolves the packages from the SDK's folder: other dependencies of the project may use other versions. */
export function findSdkPackages(project: string): SdkPackages {
  const find = (name: string, from: string): string =>
    dirname(createRequire(join(from, 'package.json')).resolve(`${name}/package.json`));
  const web = find('@gomomento/sdk-web', project);
  return { '@gomomento/sdk-web': web, '@gomomento/sdk-core': find('@gomomento/sdk-core', web) };
}

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,(\S+)/;

/** The SDK's modules in TypeScript, by the paths of their published JavaScript without its extension. */
export type SdkSources = ReadonlyMap<string, ts.SourceFile>;

/**
 * Reads the SDK's TypeScript from the source maps of its published files. The published CommonJS is useless to the
 * bundler, which can only remove unused code from ES modules.
 *
 * @throws TrimError if a file's source map has no TypeScript
 */
export function readSdkSources(packages: SdkPackages): SdkSources {
  const sources = new Map<string, ts.SourceFile>();
  for (const root of Object.values(packages)) {
    const folder = join(root, 'dist/src');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.js')) continue;
      const path = join(folder, file).replace(/\.js$/, '');
      sources.set(path, parseTypeScript(`${path}.ts`, embeddedSource(`${path}.js`)));
    }
  }
  return sources;
}

/** Finds a module of the SDK by the name that another of its modules, or an entry, imports it by. */
export function resolveSdkModule(
  name: string,
  importer: string,
  sources: SdkSources,
  packages: SdkPackages,
): ts.SourceFile | undefined {
  const [, sdk = '', path = 'dist/src/index'] = /^(@[^/]+\/[^/]+)(?:\/(.*))?$/.exec(name) ?? [];
  const root = packages[sdk];
  const base = root === undefined ? join(importer, '..', name) : join(root, path);
  return sources.get(base) ?? sources.get(join(base, 'index'));
}

export function parseTypeScript(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}

function embeddedSource(file: string): string {
  const encoded = INLINE_MAP.exec(readFileSync(file, 'utf8'))?.[1];
  const map = encoded
    ? (JSON.parse(Buffer.from(encoded, 'base64').toString()) as { sourcesContent?: unknown })
    : {};
  const texts: readonly unknown[] = Array.isArray(map.sourcesContent) ? map.sourcesContent : [];
  const [text] = texts;
  if (texts.length !== 1 || typeof text !== 'string') {
    throw new TrimError(
      file,
      'its source map holds no TypeScript, from which the trimmer compiles the SDK; see build/README.md.',
    );
  }
  return text;
}
