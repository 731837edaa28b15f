import { elementById } from './page.js';

/** Lets `#copy` copy what `#{codeId}` shows, and `#copied` say so. */
export function startCopyButton(codeId: string): void {
  const button = elementById('copy', HTMLButtonElement);
  const status = elementById('copied', HTMLElement);
  const code = elementById(codeId, HTMLElement);

  const show = (text: string) => {
    button.textContent = text;
    status.textContent = text;
  };

  button.addEventListener('click', () => {
    // Assigned anew each time: an unchanged text would not be announced twice.
    status.textContent = '';
    navigator.clipboard.writeText(code.textContent ?? '').then(
      () => show('Copied'),
      () => {
        // No permission for the clipboard: the lines are selected, one key away.
        getSelection()?.selectAllChildren(code);
        show('Selected');
      },
    );
  });

  // What was copied is another text by now.
  new MutationObserver(() => (button.textContent = 'Copy')).observe(code, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}
