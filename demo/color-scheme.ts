/*
 * Makes every page light or dark, as the visitor chose in its header. It is no module: modules run after the first
 * paint, and a page that is light for a moment flashes. The chats follow the page's `color-scheme`.
 */
{
  const KEY = 'momento-chat-demo/color-scheme';

  const choice = (): string | null => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // The visitor's browser stores nothing: the choice is this page's alone.
    }
  };

  const apply = (scheme: string | null): void => {
    const isChosen = scheme === 'light' || scheme === 'dark';
    document.documentElement.style.colorScheme = isChosen ? scheme : '';
    const value = isChosen ? scheme : 'system';
    const radio = document.querySelector<HTMLInputElement>(`[name="scheme"][value="${value}"]`);
    if (radio) radio.checked = true;
  };

  apply(choice());
  // The header is parsed now; modules have not run yet.
  document.addEventListener('readystatechange', () => apply(choice()), { once: true });
  // Another tab has chosen, or this page comes back from the browser's cache.
  window.addEventListener('storage', ({ key }) => key === KEY && apply(choice()));
  window.addEventListener('pageshow', ({ persisted }) => persisted && apply(choice()));

  // In the capturing phase, so that the page has its colours when other listeners ask for them.
  const listener = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'scheme') return;
    apply(target.value);
    try {
      localStorage.setItem(KEY, target.value);
    } catch {
      // See above.
    }
  };
  document.addEventListener('change', listener, { capture: true });
}
