import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The root folder of the installed package that a module belongs to. */
const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** Some packages under Apache 2.0 do not include its text; TypeScript's copy is the unmodified one. */
const APACHE_TEXT = 'node_modules/typescript/LICENSE.txt';

const SEPARATOR = `\n${'-'.repeat(80)}\n\n`;

/**
 * Writes the licences of the packages in a bundle to `<bundle>.licenses.txt`, and a comment that refers to it into the
 * bundle. The packages are those of the modules that the bundler reports, so that no list can be outdated.
 *
 * @throws if a package has no licence text
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
        const folders = new Set(chunk.moduleIds.flatMap((id) => PACKAGE_FOLDER.exec(id) ?? []));
        if (folders.size === 0) continue;
        // Some licences, such as Apache 2.0, require a notice of changes.
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
      `unable to bundle ${name}; it does not include the text of its licence, ${license}.`,
    );
  }
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
