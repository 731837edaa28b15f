import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { TrimError } from './trim-error.js';

/** The folders of the SDK's packages. */
export interface SdkPackages {
  /** The packages written in TypeScript, which they publish in the source maps of their JavaScript. */
  readonly typeScript: Readonly<Record<'@gomomento/sdk-web' | '@gomomento/sdk-core', string>>;
  /** The package of the code generated from the service's definitions. */
  readonly generated: string;
}

/** Resolves the packages from the SDK's folder: other dependencies of the project may use other versions. */
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

/** A module of the SDK in TypeScript. */
export interface SdkSource {
  /** The path of the published file, which bundlers load. */
  readonly javaScript: string;
  /** The path that the program uses for its TypeScript; no such file exists. */
  readonly typeScript: string;
  readonly text: string;
}

/** The SDK's modules by the paths of their TypeScript. */
export type SdkSources = ReadonlyMap<string, SdkSource>;

/**
 * Reads the SDK's TypeScript from the source maps of its published files. The published CommonJS has neither types for
 * the analysis nor ES modules for the bundler.
 *
 * @throws TrimError if a file's source map has no TypeScript
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
      'its source map holds no TypeScript, from which the trimmer compiles the SDK; see build/README.md.',
    );
  }
  return text;
}
