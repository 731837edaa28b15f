/** The demo's pages, the simplest first: file and name. */
const PAGES = [
  ['index.html', 'Side by side'],
  ['inline.html', 'In a page'],
  ['support.html', 'Support'],
  ['overlay.html', 'Over a game'],
  ['theming.html', 'Theming'],
  ['moderated.html', 'Moderated'],
  ['moderators.html', 'Moderators'],
  ['relay.html', 'Relay'],
] as const;

/** Pages that open in tabs of their own, by the page that belongs to them. */
const PARENTS: Readonly<Record<string, string>> = {
  'visitor.html': 'index.html',
  'support-agent.html': 'support.html',
};

/** What `color-scheme.ts` takes: value, name and the path of an icon of 16 × 16. */
const SCHEMES = [
  ['system', 'System', 'M2.5 3.5h11v7h-11ZM6 13.5h4'],
  [
    'light',
    'Light',
    'M8 5.25a2.75 2.75 0 1 1 0 5.5 2.75 2.75 0 0 1 0-5.5ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7',
  ],
  ['dark', 'Dark', 'M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z'],
] as const;

/**
 * The top of every page: the logo, the links to all pages, and the choice of light or dark. The server writes it into
 * each page, so that it needs no script. On narrow screens the links are a popover.
 *
 * @param path the current page's, such as `/inline.html`
 */
export function pageHeader(path: string): string {
  const file = path.slice(1);
  const links = PAGES.map(([page, name]) => {
    const href = page === 'index.html' ? './' : `./${page}`;
    return `<li><a href="${href}"${current(page, file)}>${name}</a></li>`;
  });
  const [, here = 'Pages'] = PAGES.find(([page]) => page === (PARENTS[file] ?? file)) ?? [];
  const choices = SCHEMES.map(
    ([value, name, icon]) =>
      `<label title="${name}"><input type="radio" name="scheme" value="${value}"${value === 'system' ? ' checked' : ''} autocomplete="off" /><svg viewBox="0 0 16 16" aria-hidden="true"><path d="${icon}" /></svg><span class="visually-hidden">${name}</span></label>`,
  );
  return `<header class="top">
      <a class="brand" href="./"><img src="./icon.svg" alt="" width="28" height="28" /><span>momento-chat</span></a>
      <button type="button" class="menu" popovertarget="pages"><span class="visually-hidden">Pages: </span>${here}</button>
      <nav class="pages" id="pages" aria-label="Demo" popover><ul>${links.join('')}</ul></nav>
      <fieldset class="scheme"><legend class="visually-hidden">Light or dark</legend>${choices.join('')}</fieldset>
    </header>`;
}

function current(page: string, file: string): string {
  if (page === file) return ' aria-current="page"';
  return page === PARENTS[file] ? ' aria-current="true"' : '';
}
