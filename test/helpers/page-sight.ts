/** Pretends that the page is hidden or shown, has the focus or not: browsers tell of it, and let no test do it. */
export function showPage({ visible = true, focused = true } = {}): void {
  const visibilityState = visible ? 'visible' : 'hidden';
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    value: visibilityState,
  });
  Object.defineProperty(whole(), 'hasFocus', { configurable: true, value: () => focused });
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event(focused ? 'focus' : 'blur'));
}

/** The page is as the browser has it. */
export function resetPageSight(): void {
  Reflect.deleteProperty(document, 'visibilityState');
  Reflect.deleteProperty(whole(), 'hasFocus');
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Some browsers run tests in a frame of a page, which has the focus as a whole. */
function whole(): Document {
  return (window.top ?? window).document;
}
