import { activeElement } from '../../dom/active-element.js';

/**
 * Copies a text that is not there yet. The clipboard is opened at once, while the browser still counts it as the visitor's own
 * act.
 *
 * @param area where the text can be selected for browsers without a clipboard
 * @returns whether it was copied
 * @throws what the text rejects with
 */
export async function copyText(text: Promise<string>, area: ParentNode): Promise<boolean> {
  const opened = openClipboard(text);
  const copied = await text;
  return (await opened) || (await writeClipboard(copied)) || copySelection(copied, area);
}

/** Pages without HTTPS have no clipboard; some browsers take no text that comes later. */
async function openClipboard(text: Promise<string>): Promise<boolean> {
  try {
    const type = 'text/plain';
    const blob = text.then((content) => new Blob([content], { type }));
    // Without the clipboard nobody waits for it.
    blob.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ [type]: blob })]);
    return true;
  } catch {
    return false;
  }
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** The old way, which needs no permission. */
function copySelection(text: string, area: ParentNode): boolean {
  const focused = activeElement();
  const field = document.createElement('textarea');
  field.className = 'visually-hidden';
  field.readOnly = true;
  field.ariaHidden = 'true';
  field.tabIndex = -1;
  field.value = text;
  area.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus({ preventScroll: true });
  }
}
