import { readFileSync, writeFileSync } from 'node:fs';

/*
 * Where the packages say that their code is. Registries resolve the README's relative links and pictures against it, and a
 * release's provenance has to name it. `package.json` has it; another address is one command:
 *
 *   npx tsx build/release/repository.ts owner/name
 */

interface Addresses {
  readonly repository: { readonly type: string; readonly url: string; readonly directory?: string };
  readonly homepage: string;
  readonly bugs: string;
}

export interface Manifest extends Partial<Addresses> {
  readonly name: string;
  readonly version: string;
  readonly description: string;
}

/** The folders of both packages. */
export const PACKAGES = ['.', 'create-momento-chat'] as const;

export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
}

/** The repository that the first package names, as `owner/name`. */
export function namedRepository(): string {
  const url = manifestIn('.').repository?.url ?? '';
  const [, name] = /^git\+https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\.git$/.exec(url) ?? [];
  if (!name) throw new Error(`unable to read the repository “${url}” of package.json`);
  return name;
}

/** What a package in this folder says. */
export function addressesOf(name: string, folder: string): Addresses {
  const url = `https://github.com/${name}`;
  const isRoot = folder === '.';
  return {
    repository: {
      type: 'git',
      url: `git+${url}.git`,
      ...(isRoot ? {} : { directory: folder }),
    },
    homepage: `${url}${isRoot ? '' : `/tree/main/${folder}`}#readme`,
    bugs: `${url}/issues`,
  };
}

/** Writes the addresses into both packages, after what they do. */
function writeAddresses(name: string): void {
  for (const folder of PACKAGES) {
    const { repository, homepage, bugs } = addressesOf(name, folder);
    const addresses: [string, unknown][] = Object.entries({ homepage, bugs, repository });
    const others = Object.entries(manifestIn(folder)).filter(
      ([key]) => !addresses.some(([address]) => address === key),
    );
    const at = others.findIndex(([key]) => key === 'license');
    const entries = [...others.slice(0, at), ...addresses, ...others.slice(at)];
    const json = JSON.stringify(Object.fromEntries(entries), undefined, 2);
    writeFileSync(`${folder}/package.json`, `${json}\n`);
  }
}

const [, script = '', name] = process.argv;
if (script.endsWith('release/repository.ts') && name !== undefined) writeAddresses(name);
