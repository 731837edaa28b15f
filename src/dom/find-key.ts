/** Whether a key press asks to search, as in the browser, which then does not. On a Mac, Ctrl+F moves the caret. */
export function takeFindKey(event: KeyboardEvent): boolean {
  const { key } = event;
  // A keyboard whose letters are not Latin has it at the same place.
  const isF = key === 'f' || (key > '~' && event.code === 'KeyF');
  const isFind = isF && (/^Mac/.test(navigator.platform) ? event.metaKey : event.ctrlKey);
  if (isFind) event.preventDefault();
  return isFind;
}
