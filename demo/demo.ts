import '../src/momento-chat.js';
import { personSection } from './person-section.js';
import { PEOPLE } from './people.js';

/** Ada and Grace are in the page; whoever comes later sees what they have said. */
const late = PEOPLE.find(({ id }) => id === 'katherine');

const button = elementById('let-in');
button.addEventListener('click', () => {
  if (!late) return;
  const section = personSection(late, 'lobby');
  elementById('people').append(section);
  // The button has done its work, and the focus must not fall back to the top of the page.
  button.remove();
  section.focus();
  section.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

const status = elementById('copied');
elementById('copy').addEventListener('click', () => {
  const code = elementById('embed-code');
  // Assigned anew each time: an unchanged text would not be announced twice.
  status.textContent = '';
  navigator.clipboard.writeText(code.textContent ?? '').then(
    () => showCopied('Copied'),
    () => {
      // No permission for the clipboard: the lines are selected, one key away.
      getSelection()?.selectAllChildren(code);
      showCopied('Selected');
    },
  );
});

function showCopied(text: string): void {
  elementById('copy').textContent = text;
  status.textContent = text;
}

function elementById(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`unable to start the demo; the page has no #${id}`);
  return element;
}
