import { readFileSync } from 'node:fs';
import type { MarkdownRenderer } from 'vitepress';

interface Manifest {
  readonly repository?: string | { readonly url: string };
}

const { repository } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as Manifest;
const home = typeof repository === 'string' ? repository : repository?.url;
const SOURCES = home?.replace(/^git\+/, '').replace(/\.git$/, '');

/**
 * The pages link to files of the repository that are not part of the site. Here such a link leads to the repository,
 * where `package.json` names one, and is plain text otherwise.
 */
export function linkSources(md: MarkdownRenderer): void {
  md.core.ruler.push('link-sources', ({ tokens }) => {
    for (const { children } of tokens) {
      let outside = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') {
          const href = String(token.attrGet('href'));
          outside = href.startsWith('../');
          if (!outside) continue;
          if (SOURCES) {
            token.attrSet('href', `${SOURCES}/blob/HEAD/${href.slice('../'.length)}`);
          } else {
            token.type = 'source_open';
            token.tag = 'span';
            token.attrs = [['title', href.slice('../'.length)]];
          }
        } else if (token.type === 'link_close' && outside && !SOURCES) {
          token.type = 'source_close';
          token.tag = 'span';
          outside = false;
        }
      }
    }
  });
}
