import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { slugOf } from './slugs.js';

/** Links in Markdown, `[…](target)` and `[name]: target`, and the sources of images in HTML. */
const LINKS = [/\]\(([^()\s]+)\)/g, /^\[[^\]]+\]: (\S+)/gm, /\b(?:src|href)="([^"]+)"/g];

/** Links in files of Markdown that lead nowhere, as a repository shows them: relative ones, and their anchors. */
export function faultsInSources(files: readonly string[]): readonly string[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsIn = (file: string) => {
    const known = anchors.get(file) ?? anchorsOf(readFileSync(file, 'utf8'));
    anchors.set(file, known);
    return known;
  };
  return files.flatMap((file) =>
    linksOf(readFileSync(file, 'utf8')).flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : normalize(join(dirname(file), path));
      if (relative('.', target).startsWith('..') || !existsSync(target)) {
        return [`${file}: ${link} leads to no file`];
      }
      if (anchor === undefined || statSync(target).isDirectory()) return [];
      return anchorsIn(target).has(anchor) ? [] : [`${file}: ${link} leads to no heading`];
    }),
  );
}

function linksOf(markdown: string): readonly string[] {
  const text = withoutCode(markdown);
  return LINKS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, link = '']) => link),
  ).filter((link) => !/^[a-z]+:/i.test(link));
}

/** The anchors of headings; of equal ones the later have a number. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, heading = ''] of withoutBlocks(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let unique = slug;
    for (let n = 1; found.has(unique); n++) unique = `${slug}-${String(n)}`;
    found.add(unique);
  }
  return found;
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^(```+)[\s\S]*?^\1/gm, '');
}

function withoutCode(markdown: string): string {
  return withoutBlocks(markdown).replace(/(`+)[^`\n]+?\1/g, '');
}
