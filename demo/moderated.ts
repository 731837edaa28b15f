import '../src/momento-chat-relay.js';
import { MomentoChatElement } from '../src/momento-chat.js';
import { showFilter } from './filter-words.js';
import { moderate } from './moderate.js';
import { elementById } from './page.js';
import { nameConversations } from './person-section.js';
import { MODERATED_ROOM } from './rooms.js';

const chat = elementById('moderator', MomentoChatElement);
const close = elementById('close', HTMLButtonElement);
const outcome = elementById('outcome', HTMLElement);

nameConversations();
showFilter(elementById('filter-words', HTMLElement));

chat.messageActions = (message, actions) =>
  // A message that is still being sent cannot be removed yet.
  'state' in message || message.removed
    ? actions
    : [
        ...actions.filter(({ id }) => id !== 'remove'),
        {
          id: 'remove',
          label: 'Remove for everyone',
          confirm: 'Remove this message for everyone?',
          run: ({ id }) => remove(id),
        },
      ];

close.addEventListener('click', () => {
  if (close.ariaDisabled) return;
  run('close', moderate('close', { room: MODERATED_ROOM }), () => {
    // Unlike `disabled`, `aria-disabled` keeps the focus on the button.
    close.ariaDisabled = 'true';
    showOutcome('Closed for everyone. Reload the page to start again.');
  });
});

function remove(id: string): void {
  run('remove', moderate('remove', { room: MODERATED_ROOM, id }), () =>
    showOutcome('Removed for everyone.'),
  );
}

function run(action: string, work: Promise<void>, done: () => void): void {
  showOutcome('');
  work.then(done, (error: unknown) => {
    showOutcome(`Unable to ${action}. Please try again.`);
    console.error(error);
  });
}

function showOutcome(text: string): void {
  outcome.textContent = text;
}
