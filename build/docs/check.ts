import { readdirSync, readFileSync } from 'node:fs';
import { GROUPS } from '../../docs/.vitepress/sidebar.js';
import { faultsInSite } from './site-faults.js';
import { faultsInSources } from './source-faults.js';

/*
 * Checks the documentation after its site was built: each page has a place in the sidebar, each link leads somewhere, also
 * to a heading, in the site and where the sources are read, and the site loads nothing from elsewhere.
 */

const SITE = 'docs/.vitepress/dist';
const READ_AS_FILES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'build/README.md'];

const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.md') && !name.startsWith('.'),
);
const placed = new Set(
  GROUPS.flatMap(({ items }) => items.map(({ link }) => `${link.slice(1)}.md`)),
);
const faults = [
  ...pages
    .filter((name) => !placed.has(name))
    .map((name) => `docs/${name} has no place in docs/.vitepress/sidebar.ts`),
  ...faultsInSources([...READ_AS_FILES, ...pages.map((name) => `docs/${name}`)]),
  ...faultsInSite(SITE),
  ...faultsInReadme(readFileSync('README.md', 'utf8')),
];
for (const fault of faults) console.error(fault);
console.log(`${String(pages.length)} pages, ${String(faults.length)} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** What a registry's page of the package does not show as a repository does. */
function faultsInReadme(readme: string): readonly string[] {
  // Registries resolve relative addresses of links and images only.
  return /<(source|picture|video)\b|srcset=/.test(readme)
    ? [
        'README.md: a registry does not resolve the relative addresses of <picture>, <source> and <video>',
      ]
    : [];
}
