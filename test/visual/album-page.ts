import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from './album.js';

/** Writes a page with all pictures of a run into their folder, those that are not as expected first. Returns its path. */
export function writeAlbumPage(folder: string, entries: readonly Entry[]): string {
  const wrong = entries.filter(({ problem }) => problem !== undefined);
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${wrong.length} of ${entries.length} pictures differ</title>
<style>
  body { margin: 24px; font: 14px system-ui, sans-serif; color: #222; background: #ddd; }
  figure { display: inline-block; margin: 0 16px 24px 0; vertical-align: top; }
  figcaption { max-width: 400px; margin-bottom: 4px; overflow-wrap: anywhere; }
  .wrong { color: #a00; }
  section { margin-bottom: 24px; border-bottom: 1px solid #aaa; }
</style>
<h1>${wrong.length} of ${entries.length} pictures differ</h1>
${wrong.map((entry) => triple(folder, entry)).join('\n')}
${entries.map(({ name }) => figure(name, `${name}.actual.png`)).join('\n')}
</html>
`;
  const path = join(folder, 'index.html');
  writeFileSync(path, page);
  return path;
}

function triple(folder: string, { name, problem = '' }: Entry): string {
  const figures = ['expected', 'actual', 'diff']
    .filter((kind) => existsSync(join(folder, `${name}.${kind}.png`)))
    .map((kind) => figure(kind, `${name}.${kind}.png`));
  return `<section><p class="wrong">${problem}</p>${figures.join('')}</section>`;
}

function figure(caption: string, file: string): string {
  return `<figure><figcaption>${caption}</figcaption><img src="${file}" alt="" loading="lazy"></figure>`;
}
