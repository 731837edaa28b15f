import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { emitPruned, type Emitted } from './emit.js';
import { trimGeneratedCode } from './generated-code.js';
import { isGenerated } from './generated-files.js';
import { findReachable } from './reachable.js';
import { checkRuntimeMembers, findRuntimeMembers, toRuntimeMembers } from './runtime-members.js';
import { createSdkProgram } from './sdk-program.js';
import { findSdkPackages, readSdkSources } from './sdk-sources.js';
import { TrimError } from './trim-error.js';

export interface TrimOptions {
  /** The modules that import the SDK. Code that is not reachable from them is removed. */
  readonly entries: readonly string[];
  /** The modules that replace libraries imported by the SDK, by the library's name. */
  readonly replacements: Readonly<Record<string, string>>;
}

type Load = (id: string) => Emitted | { readonly code: string } | undefined;

/** Removes the unreachable code of Momento's SDK from a bundle; build/README.md explains the steps. */
export function trimMomentoSdk({ entries, replacements }: TrimOptions): Plugin {
  const users = entries.map((entry) => resolve(entry));
  let load: Load | undefined;
  return {
    name: 'trim-momento-sdk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      load = trim(users, replacements);
    },
    resolveId(name, importer) {
      if (importer === undefined) return null;
      const isSdk = importer.includes('@gomomento');
      if (!isSdk && name.startsWith('@gomomento/') && !users.includes(importer)) {
        throw new TrimError(
          importer,
          'it imports the SDK, but is not among the entries in build/widget-sdk.ts.',
        );
      }
      const replacement = isSdk ? replacements[name] : undefined;
      return replacement === undefined ? null : resolve(replacement);
    },
    load(id) {
      const loaded = load?.(id);
      return loaded ? { ...loaded, moduleSideEffects: false } : null;
    },
  };
}

function trim(entries: readonly string[], replacements: Readonly<Record<string, string>>): Load {
  const packages = findSdkPackages(process.cwd());
  const sources = readSdkSources(packages);
  const program = createSdkProgram(
    [...entries, ...Object.values(replacements).map((file) => resolve(file))],
    sources,
    packages,
  );
  const reachable = findReachable(program, entries, sources);
  const generated = trimGeneratedCode(reachable.generated, join(packages.generated, 'dist'));
  const used = [
    ...toRuntimeMembers(reachable.external, Object.keys(replacements)),
    ...[...generated].flatMap(([file, code]) => findRuntimeMembers(file, code)),
  ];
  for (const [library, file] of Object.entries(replacements)) {
    const members = used.filter((each) => each.library === library);
    checkRuntimeMembers(program, resolve(file), members);
  }
  const typeScript = new Map(
    [...sources.values()].map((each) => [each.javaScript, each.typeScript]),
  );
  return (id) => {
    const source = typeScript.get(id);
    if (source !== undefined) return emitPruned(program, source, reachable);
    // A generated module without used members is empty.
    return isGenerated(id) && id.endsWith('.js') ? { code: generated.get(id) ?? '' } : undefined;
  };
}
