/** The demo's pages in the order in which they are best looked at: the address, and a name. */
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
 * The links to all pages, the same on each of them: written by the server, so that they are there
 * before any script.
 *
 * @param path the page's own, such as `/inline.html`
 */
export function navigation(path: string): string {
  const links = PAGES.map(([file, name]) => {
    const current = path === `/${file}` ? ' aria-current="page"' : '';
    return `<li><a href="./${file === 'index.html' ? '' : file}"${current}>${name}</a></li>`;
  });
  return `<nav class="pages" aria-label="Demo"><ul>${links.join('')}</ul></nav>`;
}
