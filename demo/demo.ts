import '../src/momento-chat.js';
import { startCopyButton } from './copy-button.js';
import { elementById } from './page.js';
import { nameConversations, personSection } from './person-section.js';
import { PEOPLE } from './people.js';

/** Joins later than Ada and Grace, to show that a newcomer sees the history. */
const newcomer = PEOPLE.find(({ id }) => id === 'katherine');

const button = elementById('let-in', HTMLButtonElement);
button.addEventListener('click', () => {
  if (!newcomer) return;
  const section = personSection(newcomer, 'lobby');
  elementById('people', HTMLElement).append(section);
  nameConversations();
  // The button is removed, so the focus moves on: else it would fall back to the top of the page.
  button.remove();
  section.focus();
  section.scrollIntoView({ block: 'nearest', inline: 'nearest' });
});

nameConversations();
startCopyButton('embed-code');
