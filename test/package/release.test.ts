import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultsOf } from '../../build/release/check.js';
import {
  addressesOf,
  manifestIn,
  namedRepository,
  PACKAGES,
} from '../../build/release/repository.js';

const execute = promisify(execFile);

describe('where the packages say that their code is', () => {
  let tracked: ReadonlySet<string>;

  beforeAll(async () => {
    const { stdout } = await execute('git', ['ls-files', '-z']);
    tracked = new Set(stdout.split('\0'));
  });

  it.each(PACKAGES)(
    'is one address: otherwise run `npx tsx build/release/repository.ts owner/name` (%s)',
    (folder) => {
      const addresses = addressesOf(namedRepository(), folder);
      expect(manifestIn(folder)).toMatchObject(addresses);
      expect(manifestIn(folder).version).toBe(manifestIn('.').version);
    },
  );

  it('is written in no other file: a fork changes the packages only', async () => {
    const name = namedRepository();
    const files = [
      'README.md',
      'SECURITY.md',
      'CONTRIBUTING.md',
      '.github',
      'docs',
      'src',
      'build',
    ];
    const line = ['grep', '-l', `github.com/${name}`, '--', ...files, 'create-momento-chat/*.md'];
    const { stdout } = await execute('git', line).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it.each(PACKAGES)('has all that the README’s relative links lead to (%s)', (folder) => {
    const file = join(folder, 'README.md');
    const markdown = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    // A registry knows no Markdown's other links, and no HTML but images.
    const links = [...markdown.matchAll(/\]\(([^()\s]+)\)|\bsrc="([^"]+)"/g)]
      .map(([, link, image]) => link ?? image ?? '')
      .filter((link) => !/^(?:[a-z]+:|#)/i.test(link));
    if (folder === '.') expect(links.length).toBeGreaterThan(20);
    const targets = links.map((link) => normalize(join(dirname(file), link.replace(/#.*/, ''))));
    expect(targets.filter((target) => !isTracked(target))).toEqual([]);
  });

  /** Whether the repository has it: what only lies in this folder is not there. A folder is a prefix. */
  function isTracked(path: string): boolean {
    return tracked.has(path) || [...tracked].some((each) => each.startsWith(`${path}/`));
  }
});

describe('a release', () => {
  const versions = { '.': '1.2.3', 'create-momento-chat': '1.2.3' };
  const changelog = '# Changelog\n\n## [1.2.3] - 2030-01-01\n';

  it('has one version, and its section in the changelog', () => {
    expect(faultsOf('v1.2.3', versions, changelog)).toEqual([]);
    expect(faultsOf('v1.2.3', { ...versions, '.': '1.2.2' }, changelog)).toEqual([
      './package.json has version 1.2.2, not 1.2.3',
    ]);
    expect(faultsOf('v1.2.3', versions, '# Changelog\n\n## [Unreleased]\n')).toEqual([
      'CHANGELOG.md has no section [1.2.3] with a date',
    ]);
    expect(faultsOf('v1.2', versions, changelog)).toHaveLength(3);
  });
});

it('has policies and templates that name each other by paths that exist', () => {
  for (const file of ['SECURITY.md', '.github/PULL_REQUEST_TEMPLATE.md']) {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^()\s#]+)/g)];
    for (const [, link = ''] of links) {
      expect(() => readdirSync(dirname(join(dirname(file), link))), link).not.toThrow();
      const name = link.replace(/^.*\//, '');
      expect(readdirSync(dirname(join(dirname(file), link)))).toContain(name);
    }
  }
});
