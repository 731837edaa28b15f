import { resolve } from 'node:path';
import ts from 'typescript';
import { chainOf, parseScript } from './common-js.js';
import { compileLive } from './compile.js';
import type { LiveCode } from './live-code.js';
import { membersByExport } from './members-by-export.js';
import { moduleNameOf } from './syntax.js';
import { TrimError } from './trim-error.js';

const OPTIONS = { moduleResolution: ts.ModuleResolutionKind.Bundler };

/** The names of the libraries' objects in generated code, and their classes. */
const OBJECTS: Readonly<Record<string, readonly [library: string, type: string]>> = {
  reader: ['google-protobuf', 'BinaryReader'],
  writer: ['google-protobuf', 'BinaryWriter'],
  client_: ['grpc-web', 'GrpcWebClientBase'],
};

/** The names of the libraries in generated code. */
const LIBRARIES: Readonly<Record<string, string>> = {
  jspb: 'google-protobuf',
  grpcWeb: 'grpc-web',
};

/** A used member of a library, e.g. `Message.getField`. */
export interface RuntimeMember {
  readonly library: string;
  readonly path: readonly string[];
  /** Whether the path starts at the library, or at instances of its class that comes first in the path. */
  readonly of: 'library' | 'instance';
}

/** Finds the libraries' members that a generated module uses. */
export function findRuntimeMembers(file: string, code: string): RuntimeMember[] {
  const members: RuntimeMember[] = [];
  const visit = (node: ts.Node): void => {
    const chain = ts.isPropertyAccessExpression(node) ? chainOf(node) : undefined;
    const [root = '', ...path] = chain ?? [];
    const library = LIBRARIES[root];
    if (library !== undefined) {
      members.push({ library, path, of: 'library' });
      return;
    }
    if (ts.isPropertyAccessExpression(node)) {
      const [ofLibrary, type] = OBJECTS[nameOf(node.expression)] ?? [];
      if (ofLibrary !== undefined && type !== undefined) {
        members.push({ library: ofLibrary, path: [type, node.name.text], of: 'instance' });
      }
    }
    node.forEachChild(visit);
  };
  visit(parseScript(file, code));
  return members;
}

/**
 * Checks that each replacement of a library has all members that are used. Without the check, a missing member would
 * only show when it is called.
 *
 * @param generated the generated code, by its file
 * @throws TrimError if one is missing
 */
export function checkReplacements(
  replacements: Readonly<Record<string, string>>,
  live: LiveCode,
  generated: ReadonlyMap<string, string>,
): void {
  const inGeneratedCode = [...generated].flatMap(([file, code]) => findRuntimeMembers(file, code));
  for (const [library, replacement] of Object.entries(replacements)) {
    const members = membersByExport(resolve(replacement));
    const all = new Set([...members.values()].flatMap((each) => [...each]));
    const missing =
      inGeneratedCode
        .filter((each) => each.library === library)
        .map(({ path }) => path)
        .find(([name = '', member]) =>
          member === undefined ? !members.has(name) : !members.get(name)?.has(member),
        )
        ?.join('.') ?? membersUsedBySdk(library, live).find((name) => !all.has(name));
    if (missing === undefined) continue;
    throw new TrimError(
      replacement,
      `it lacks ${missing} of ${library}, which the SDK uses. Add it, with a test in test/wire that compares it with the library's own.`,
    );
  }
}

/** The declared members of the library whose names are in live code of the SDK, in modules that import the library. */
function membersUsedBySdk(library: string, live: LiveCode): string[] {
  const importers = [...live.modules].filter(({ statements }) =>
    statements.some((each) => ts.isImportDeclaration(each) && moduleNameOf(each) === library),
  );
  return importers.flatMap((module) => {
    const { resolvedModule } = ts.resolveModuleName(library, module.fileName, OPTIONS, ts.sys);
    if (!resolvedModule) return [];
    const declared = [...membersByExport(resolvedModule.resolvedFileName).values()];
    const used = compileLive(module, live).code.matchAll(/\.(\w+)/g);
    return [...used].flatMap(([, name = '']) =>
      !isBuiltIn(name) && declared.some((members) => members.has(name)) ? [name] : [],
    );
  });
}

/** Whether an object of the language has a member of this name: its use says nothing about a library. */
function isBuiltIn(name: string): boolean {
  return [Array, Error, Map, Promise, String].some((type) => name in (type.prototype as object));
}

/** Returns `client_` for `this.client_`, and `reader` for `reader`. */
function nameOf(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}
