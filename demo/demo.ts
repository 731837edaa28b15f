import '../src/momento-chat.js';
import { startCopyButton } from './copy-button.js';
import { elementById } from './page.js';
import { nameConversations, personSection } from './person-section.js';
import { PEOPLE } from './people.js';

/** Ada and Grace are in the page; whoever comes later sees what they have said. */
const late = PEOPLE.find(({ id }) => id === 'katherine');

const button = elementById('let-in', HTMLButtonElement);
button.addEventListener('click', () => {
  if (!late) return;
  const section = personSection(late, 'lobby');
  elementById('people', HTMLElement).append(section);
  nameConversations();
  // The button has done its work, and the focus must not fall back to the top of the page.
  button.remove();
  section.focus();
  section.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

nameConversations();
startCopyButton('embed-code');
