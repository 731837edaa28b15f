import type { ActionStrings } from './words.js';

/** How long the outcome of copying is shown, in ms. */
const NOTICE_MS = 3_000;

/** Copies the code that a button is for, and says whether that was possible. Other elements copy nothing. */
export async function copyCode(pressed: Element, words: ActionStrings): Promise<void> {
  const block = pressed.closest('.copy')?.parentElement;
  const status = block?.querySelector('.copied');
  if (!status) return;
  try {
    await navigator.clipboard.writeText(block?.querySelector('code')?.textContent ?? '');
    status.textContent = words.copied;
  } catch {
    // The page or the visitor does not allow it, or the page has no HTTPS.
    status.textContent = words.notCopied;
  }
  setTimeout(() => (status.textContent = ''), NOTICE_MS);
}
