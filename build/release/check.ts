import { readFileSync } from 'node:fs';
import { manifestIn, PACKAGES } from './repository.js';

/*
 * Before a release: the tag names the version of both packages, and the changelog has its section.
 * `npx tsx build/release/check.ts v0.1.0`
 */

/** What keeps a tag from being released. */
export function faultsOf(
  tag: string,
  versions: Readonly<Record<string, string>>,
  changelog: string,
): readonly string[] {
  const version = tag.replace(/^v/, '');
  const others = Object.entries(versions)
    .filter(([, each]) => each !== version)
    .map(([folder, each]) => `${folder}/package.json has version ${each}, not ${version}`);
  const hasSection = changelog.includes(`\n## [${version}] - `);
  return hasSection ? others : [...others, `CHANGELOG.md has no section [${version}] with a date`];
}

const [, script = '', tag] = process.argv;
if (script.endsWith('release/check.ts')) {
  const versions = PACKAGES.map((folder) => [folder, manifestIn(folder).version]);
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const faults = faultsOf(
    tag ?? '',
    Object.fromEntries(versions) as Record<string, string>,
    changelog,
  );
  for (const fault of faults) console.error(`unable to release ${tag ?? 'nothing'}; ${fault}.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
