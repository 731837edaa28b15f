import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ATTRIBUTE = /<(\w+)\b[^>]*?\s(href|src|srcset)="([^"]*)"/g;
const IDS = /\sid="([^"]*)"/g;
/** What style sheets load. */
const STYLE_URL = /url\(\s*["']?([^"')]+)/g;

/** Links and assets of a built site that lead nowhere, and whatever it would load from elsewhere. */
export function faultsInSite(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const pages = files.filter((name) => name.endsWith('.html'));
  const ids = new Map(
    pages.map((page) => {
      const html = readFileSync(join(folder, page), 'utf8');
      return [page, new Set([...html.matchAll(IDS)].map(([, id = '']) => decoded(id)))];
    }),
  );
  const inPages = pages.flatMap((page) => {
    const html = readFileSync(join(folder, page), 'utf8');
    return [...html.matchAll(ATTRIBUTE)].flatMap(([, element = '', , address = '']) => {
      if (/^(https?:)?\/\//.test(address)) {
        return element === 'a' ? [] : [`${page}: <${element}> loads ${address}`];
      }
      if (/^(data|mailto|blob):/.test(address)) return [];
      const [path = '', anchor] = decoded(decodeURI(address)).split('#');
      const target = targetOf(page, path);
      if (!existsSync(join(folder, target))) return [`${page}: ${address} leads to no file`];
      const known = ids.get(target);
      return anchor && known && !known.has(anchor)
        ? [`${page}: ${address} leads to no heading`]
        : [];
    });
  });
  const inStyles = files
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(STYLE_URL)]
        .map(([, address = '']) => address)
        .filter(
          (address) => /^(https?:)?\/\//.test(address) || /\.(woff2?|ttf|otf)\b/.test(address),
        )
        .map((address) => `${name}: loads ${address}`),
    );
  return [...inPages, ...inStyles];
}

function targetOf(page: string, path: string): string {
  if (path === '') return page;
  const target = path.startsWith('/') ? path.slice(1) : join(dirname(page), path);
  return target === '' || target.endsWith('/') ? `${target}index.html` : target;
}

function decoded(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
