import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BUDGET } from '../gates/budget.js';
import { FOLDER } from '../reference/page.js';
import { sizesOf } from '../size/sizes.js';
import { apiOf, compareApi, type Api } from './api.js';
import { isSilentBreak, toMarkdown, type Report, type SizesByName } from './markdown.js';

/*
 * Prints what a change does to the sizes of the scripts and to the public API, in Markdown:
 *
 *   npm run build && npm run report -- --base main [--base-dist ../base/dist] [--out summary.md]
 *
 * Fails where the API has broken and the changelog has no new line. Sizes are compared where the base was built, too.
 */

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'main' },
    'base-dist': { type: 'string' },
    out: { type: 'string' },
  },
});
const { base, out, 'base-dist': baseDist } = values;
const report: Report = {
  api: compareApi(apiAt(base), apiHere()),
  sizes: sizesIn('dist'),
  baseSizes: baseDist === undefined ? undefined : sizesIn(baseDist),
  budget: BUDGET,
  isTold: /^\+(?!\+\+)\s*\S/m.test(git('diff', '--unified=0', base, '--', 'CHANGELOG.md')),
};
const text = toMarkdown(report);
console.log(text);
if (out !== undefined) appendFileSync(out, text);
if (isSilentBreak(report)) process.exitCode = 1;

function apiHere(): Api {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  return apiOf(pages(names, (name) => readFileSync(join(FOLDER, name), 'utf8')));
}

/** The API of a commit, which may have no reference yet. */
function apiAt(commit: string): Api {
  const files = git('ls-tree', '--name-only', commit, `${FOLDER}/`).split('\n').filter(Boolean);
  return apiOf(pages(files, (file) => git('show', `${commit}:${file}`)));
}

function pages(
  files: readonly string[],
  read: (file: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    files.map((file) => [file.replace(/^.*\//, '').replace('.md', ''), read(file)]),
  );
}

function sizesIn(folder: string): SizesByName {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  return Object.fromEntries(
    scripts.map((name) => [name, sizesOf(readFileSync(join(folder, name), 'utf8'))]),
  );
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
}
