import { html, type TemplateResult } from 'lit';
import '../src/momento-chat-relay.js';
import { MomentoChatElement, type ChatMessage } from '../src/momento-chat.js';
import { showFilter } from './filter-words.js';
import { moderate } from './moderate.js';
import { elementById } from './page.js';
import { nameConversations } from './person-section.js';
import { RemoveButton } from './remove-button.js';
import { MODERATED_ROOM } from './rooms.js';

const chat = elementById('moderator', MomentoChatElement);
const close = elementById('close', HTMLButtonElement);
const outcome = elementById('outcome', HTMLElement);

nameConversations();
showFilter(elementById('filter-words', HTMLElement));

chat.renderMessage = (message) =>
  // A message that is still being sent cannot be removed yet.
  'state' in message ? undefined : withRemoveButton(message);

close.addEventListener('click', () => {
  if (close.ariaDisabled) return;
  run('close', moderate('close', { room: MODERATED_ROOM }), () => {
    // Unlike `disabled`, `aria-disabled` keeps the focus on the button.
    close.ariaDisabled = 'true';
    showOutcome('Closed for everyone. Reload the page to start again.');
  });
});

/** The template has no line breaks, since a bubble keeps all white space. */
function withRemoveButton({ id, author, text }: ChatMessage): TemplateResult {
  const name = `${author.name}, “${text.slice(0, 40)}”`;
  return html`${text}<demo-remove-button
      .message=${name}
      @click=${(event: Event) => remove(id, event.currentTarget)}
    ></demo-remove-button>`;
}

function remove(id: string, button: EventTarget | null): void {
  const next = button instanceof RemoveButton ? neighbourOf(button) : undefined;
  run('remove', moderate('remove', { room: MODERATED_ROOM, id }), () => {
    showOutcome('Removed for everyone.');
    // The button is gone with its message, so the focus moves on: else it would fall back to the top of the page.
    next?.focus();
  });
}

function neighbourOf(button: RemoveButton): RemoveButton | undefined {
  const root = button.getRootNode() as ShadowRoot;
  const buttons = [...root.querySelectorAll<RemoveButton>('demo-remove-button')];
  const index = buttons.indexOf(button);
  return buttons[index + 1] ?? buttons[index - 1];
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
