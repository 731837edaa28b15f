/** The demo's pages, the simplest first: file and name. */
const PAGES = [
  ['index.html', 'Side by side'],
  ['inline.html', 'In a page'],
  ['support.html', 'Support'],
  ['overlay.html', 'Over a game'],
  ['theming.html', 'Theming'],
  ['moderated.html', 'Moderated'],
  ['relay.html', 'Relay'],
] as const;

/**
 * The links to all pages. The server writes them into each page, so that they need no script.
 *
 * @param path the current page's, such as `/inline.html`
 */
export function navigation(path: string): string {
  const links = PAGES.map(([file, name]) => {
    const current = path === `/${file}` ? ' aria-current="page"' : '';
    return `<li><a href="./${file === 'index.html' ? '' : file}"${current}>${name}</a></li>`;
  });
  return `<nav class="pages" aria-label="Demo"><ul>${links.join('')}</ul></nav>`;
}
