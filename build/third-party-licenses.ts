import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** A folder of an installed package, and no folder in it. */
const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** Packages under this licence need not repeat it, nor do all; TypeScript's is the text as it was published. */
const APACHE_TEXT = 'node_modules/typescript/LICENSE.txt';

const SEPARATOR = `\n${'-'.repeat(80)}\n\n`;

/**
 * Writes what the licences of the packages in a bundle ask for beside it, as `<bundle>.licenses.txt`, and a line that
 * says so into the bundle. What is bundled is the bundler's word, not a list.
 *
 * @throws where a package comes without a licence
 */
export function thirdPartyLicenses(): Plugin {
  const { name, version, license } = readManifest('.');

  return {
    name: 'third-party-licenses',
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            postBanner: ({ fileName }) =>
              `/*! ${name} ${version}, ${license ?? ''}; see ${licensesOf(fileName)} */`,
          },
        },
      },
    }),
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const folders = new Set(chunk.moduleIds.flatMap((id) => PACKAGE.exec(id) ?? []));
        if (folders.size === 0) continue;
        // Said for the licences that want changes told.
        const preface = `In ${chunk.fileName} are parts of these packages, changed: reduced to what it uses, and minified.\n`;
        const texts = [...folders].sort().map(describe);
        const source = [preface, ...texts].join(SEPARATOR);
        this.emitFile({ type: 'asset', fileName: licensesOf(chunk.fileName), source });
      }
    },
  };
}

/** `momento-chat.licenses.txt` */
function licensesOf(fileName: string): string {
  return `${basename(fileName, '.js')}.licenses.txt`;
}

function describe(folder: string): string {
  const { name, version, license = '' } = readManifest(folder);
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && license === 'Apache-2.0') {
    texts.push(readFileSync(APACHE_TEXT, 'utf8').trim());
  }
  if (texts.length === 0) {
    throw new Error(
      `unable to bundle ${name}; it comes without the text of its licence, ${license}.`,
    );
  }
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
