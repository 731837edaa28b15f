import { elementById } from './page.js';

/** Makes the button `#copy` copy the text of `#{codeId}`, and announce it in `#copied`. */
export function startCopyButton(codeId: string): void {
  const button = elementById('copy', HTMLButtonElement);
  const status = elementById('copied', HTMLElement);
  const code = elementById(codeId, HTMLElement);

  const show = (text: string) => {
    button.textContent = text;
    status.textContent = text;
  };

  button.addEventListener('click', () => {
    // Cleared first, since screen readers do not announce an unchanged text again.
    status.textContent = '';
    navigator.clipboard.writeText(code.textContent ?? '').then(
      () => show('Copied'),
      () => {
        // Without permission for the clipboard, the code is selected, ready to be copied by key.
        getSelection()?.selectAllChildren(code);
        show('Selected');
      },
    );
  });

  // A changed code is no longer the copied one.
  new MutationObserver(() => (button.textContent = 'Copy')).observe(code, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}
