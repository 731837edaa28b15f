import { join } from 'node:path';
import ts from 'typescript';
import type { SdkPackages, SdkSources } from './sdk-sources.js';

const SDK = /^(@gomomento\/(?:sdk-web|sdk-core))(?:\/(.*))?$/;

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  // As in the SDK's own build: a field declaration without a value must not assign undefined.
  useDefineForClassFields: false,
  resolveJsonModule: true,
  esModuleInterop: true,
  sourceMap: true,
  inlineSources: true,
  // Nothing is written there. Without it, the compiler reports that its output would overwrite its input.
  outDir: '/trimmed',
};

/** A cache of declaration files: reading them takes the most time, and they do not change between builds. */
const declarations = new Map<string, ts.SourceFile>();

/** Creates a program of the entries and of the SDK's TypeScript. */
export function createSdkProgram(
  entries: readonly string[],
  sources: SdkSources,
  packages: SdkPackages,
): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const disk = { ...host };
  host.fileExists = (file) => sources.has(file) || disk.fileExists(file);
  host.readFile = (file) => sources.get(file)?.text ?? disk.readFile(file);
  host.getSourceFile = (file, options) => {
    const text = sources.get(file)?.text;
    if (text !== undefined) return ts.createSourceFile(file, text, options, true);
    const known = declarations.get(file);
    if (known) return known;
    const read = disk.getSourceFile(file, options);
    if (read?.isDeclarationFile) declarations.set(file, read);
    return read;
  };
  host.resolveModuleNameLiterals = (names, from, redirect, options) =>
    names.map(({ text }) => {
      const file = sdkModule(text, from, sources, packages);
      return file === undefined
        ? ts.resolveModuleName(text, from, options, host, undefined, redirect)
        : { resolvedModule: { resolvedFileName: file, extension: ts.Extension.Ts } };
    });
  return ts.createProgram({ rootNames: entries, options: OPTIONS, host });
}

/** Resolves a module name to the SDK's TypeScript; the packages themselves point to declaration files. */
function sdkModule(
  name: string,
  from: string,
  sources: SdkSources,
  packages: SdkPackages,
): string | undefined {
  const [, sdk = '', path = 'dist/src/index'] = SDK.exec(name) ?? [];
  const root = packages.typeScript[sdk as keyof SdkPackages['typeScript']] as string | undefined;
  const base = root
    ? join(root, path)
    : name.startsWith('.') && sources.has(from)
      ? join(from, '..', name)
      : undefined;
  if (base === undefined) return undefined;
  return [`${base}.ts`, join(base, 'index.ts')].find((file) => sources.has(file));
}
