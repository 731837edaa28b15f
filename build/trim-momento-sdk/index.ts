import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { compileLive, type Compiled } from './compile.js';
import { LiveCode } from './live-code.js';
import { checkReplacements } from './replacements.js';
import {
  findSdkPackages,
  parseTypeScript,
  readSdkSources,
  resolveSdkModule,
} from './sdk-sources.js';
import { TrimError } from './trim-error.js';

export interface TrimOptions {
  /** The modules that import the SDK. Code of the SDK that their names do not lead to is removed. */
  readonly entries: readonly string[];
  /** The modules that replace libraries imported by the SDK, by the library's name. */
  readonly replacements: Readonly<Record<string, string>>;
  /** The SDK's functions and variables that are defaults for options which the entries always pass. */
  readonly unusedDefaults: readonly string[];
  /** Parts of the SDK's log messages that the entries read. Its other calls of a logger are removed. */
  readonly readLogs: readonly string[];
  /** A part of the paths of the SDK's modules whose classes nothing converts to text: they lose `toString`. */
  readonly modulesWithoutTexts: string;
}

type Load = (id: string) => Compiled | undefined;

/** Removes the dead code of Momento's SDK from a bundle; build/README.md explains the steps. */
export function trimMomentoSdk(options: TrimOptions): Plugin {
  const { replacements } = options;
  const entries = options.entries.map((entry) => resolve(entry));
  let load: Load | undefined;
  return {
    name: 'trim-momento-sdk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      load = trim(options);
    },
    resolveId(name, importer) {
      if (importer === undefined) return null;
      const isSdk = importer.includes('@gomomento');
      if (!isSdk && name.startsWith('@gomomento/') && !entries.includes(importer)) {
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

function trim({ entries, replacements, ...options }: TrimOptions): Load {
  const packages = findSdkPackages(process.cwd());
  const sources = readSdkSources(packages);
  const live = new LiveCode({
    // The replacements may call the SDK's code, so their names count, too.
    entries: [...entries, ...Object.values(replacements)].map((file) =>
      parseTypeScript(resolve(file), readFileSync(file, 'utf8')),
    ),
    ...options,
    resolve(name, importer) {
      const module = resolveSdkModule(name, importer, sources, packages);
      const isKnown = module ?? (/^(?:\.|@gomomento\/sdk)/.test(name) || name in replacements);
      if (!isKnown && importer.includes('@gomomento')) {
        // Its code might call members of the SDK whose names are nowhere else.
        throw new TrimError(importer, `it imports ${name}, which has no replacement.`);
      }
      return module;
    },
  });
  checkReplacements(replacements, live);
  return (id) => {
    const source = sources.get(id.replace(/\.js$/, ''));
    return source && compileLive(source, live);
  };
}
