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
  // As the SDK was compiled: a declared field is no assignment.
  useDefineForClassFields: false,
  resolveJsonModule: true,
  esModuleInterop: true,
  sourceMap: true,
  inlineSources: true,
  // Emitted to memory only; the folder keeps the compiler from complaining that it would overwrite its input.
  outDir: '/trimmed',
};

/** Declarations of browsers and packages: they take longest to read, and stay the same from build to build. */
const declarations = new Map<string, ts.SourceFile>();

/** A program of the modules that use the SDK, and of the SDK itself in its own TypeScript. */
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

/** The TypeScript of a module of the SDK; its packages point to their declarations. */
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
