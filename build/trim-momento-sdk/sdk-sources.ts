import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TrimError } from './trim-error.js';

/** Where the SDK's packages are installed. */
export interface SdkPackages {
  /** Those written in TypeScript, which they publish in the source maps of their JavaScript. */
  readonly typeScript: Readonly<Record<'@gomomento/sdk-web' | '@gomomento/sdk-core', string>>;
  /** What compilers made of the service's definitions. */
  readonly generated: string;
}

/** Finds the packages as the SDK itself does: others of the project may use other versions of them. */
export function findSdkPackages(project: string): SdkPackages {
  const find = (name: string, from: string): string =>
    dirname(createRequire(join(from, 'package.json')).resolve(`${name}/package.json`));
  const web = find('@gomomento/sdk-web', project);
  return {
    typeScript: {
      '@gomomento/sdk-web': web,
      '@gomomento/sdk-core': find('@gomomento/sdk-core', web),
    },
    generated: find('@gomomento/generated-types-webtext', web),
  };
}

const INLINE_MAP = /\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-8;)?base64,(\S+)/;

/** A module of the SDK as it was written. */
export interface SdkSource {
  /** What bundlers load. */
  readonly javaScript: string;
  /** Where its TypeScript would be: beside it. */
  readonly typeScript: string;
  readonly text: string;
}

/** The SDK's modules by the path of their TypeScript. */
export type SdkSources = ReadonlyMap<string, SdkSource>;

/**
 * Reads the SDK's TypeScript out of its published files.
 *
 * From it, a compiler makes ES modules with types to reason by; what is published is CommonJS without either.
 *
 * @throws TrimError for a file without its source
 */
export function readSdkSources({ typeScript: packages }: SdkPackages): SdkSources {
  const sources = new Map<string, SdkSource>();
  for (const root of Object.values(packages)) {
    const folder = join(root, 'dist/src');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.js')) continue;
      const javaScript = join(folder, file);
      const typeScript = javaScript.replace(/\.js$/, '.ts');
      sources.set(typeScript, { javaScript, typeScript, text: embeddedSource(javaScript) });
    }
  }
  return sources;
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
      'its source map holds no TypeScript. The trimmer compiles the SDK from there; see build/README.md.',
    );
  }
  return text;
}
