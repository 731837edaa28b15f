import '../src/momento-chat-relay.js';
import '../src/momento-chat.js';
import { showFilter } from './filter-words.js';
import { requestClosing } from './request-closing.js';
import { elementById } from './page.js';
import { nameConversations } from './person-section.js';
import { MODERATED_ROOM } from './rooms.js';

const close = elementById('close', HTMLButtonElement);
const outcome = elementById('outcome', HTMLElement);

nameConversations();
showFilter(elementById('filter-words', HTMLElement));

close.addEventListener('click', () => {
  if (!close.ariaDisabled) void closeRoom();
});

async function closeRoom(): Promise<void> {
  outcome.textContent = '';
  try {
    await requestClosing(MODERATED_ROOM);
    // Unlike `disabled`, `aria-disabled` keeps the focus on the button.
    close.ariaDisabled = 'true';
    outcome.textContent = 'Closed for everyone. Reload the page to start again.';
  } catch (error) {
    outcome.textContent = 'Unable to close. Please try again.';
    console.error(error);
  }
}
