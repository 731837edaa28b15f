import { resolve } from 'node:path';
import ts from 'typescript';
import { compileLive } from './compile.js';
import type { LiveCode } from './live-code.js';
import { membersByExport } from './members-by-export.js';
import { importedNames, moduleNameOf } from './syntax.js';
import { TrimError } from './trim-error.js';

/**
 * Checks that each replacement of a library has all members that live code uses. Without the check, a missing member
 * would only show when it is called.
 *
 * @throws TrimError if one is missing
 */
export function checkReplacements(
  replacements: Readonly<Record<string, string>>,
  live: LiveCode,
): void {
  for (const [library, replacement] of Object.entries(replacements)) {
    const members = membersIn(resolve(replacement));
    const missing = membersUsedBySdk(library, live).find((name) => !members.has(name));
    if (missing === undefined) continue;
    throw new TrimError(
      replacement,
      `it lacks ${missing} of ${library}, which the SDK uses. Add it, with a test in test/wire that compares it with the library's own.`,
    );
  }
}

/** The members of what SDK modules import from the library whose names are in live code of these modules. */
function membersUsedBySdk(library: string, live: LiveCode): string[] {
  return [...live.modules].flatMap((module) => {
    const imports = module.statements
      .filter(ts.isImportDeclaration)
      .filter((each) => moduleNameOf(each) === library);
    const { resolvedModule } = ts.resolveModuleName(
      library,
      module.fileName,
      { moduleResolution: ts.ModuleResolutionKind.Bundler },
      ts.sys,
    );
    if (imports.length === 0 || !resolvedModule) return [];
    const file = resolvedModule.resolvedFileName;
    const members = membersByExport(file);
    const declared = imports
      .flatMap((each) => importedNames(each) ?? [])
      // A namespace has all of them.
      .flatMap(({ imported }) => [...(members.get(imported) ?? membersIn(file))]);
    const used = [...compileLive(module, live).code.matchAll(/\.(\w+)/g)];
    return used.flatMap(([, name = '']) =>
      declared.includes(name) && !isBuiltIn(name) ? [name] : [],
    );
  });
}

function membersIn(file: string): ReadonlySet<string> {
  return new Set([...membersByExport(file).values()].flatMap((names) => [...names]));
}

/** Whether an object of the language has a member of this name: its use says nothing about a library. */
function isBuiltIn(name: string): boolean {
  return [Array, Error, Map, Promise, String].some((type) => name in (type.prototype as object));
}
