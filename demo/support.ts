import { MomentoChatElement } from '../src/momento-chat.js';
import { elementById } from './page.js';

const customer = elementById('customer', MomentoChatElement);
const agent = elementById('agent', MomentoChatElement);
const ask = elementById('ask', HTMLInputElement);
const away = elementById('away', HTMLInputElement);
const hours = elementById('hours', HTMLElement);
const hoursWhileOpen = hours.textContent;

// The page has two conversations, and screen-reader users must be able to tell the landmarks apart.
agent.strings = { conversation: 'Theo’s conversation' };

away.addEventListener('change', () => {
  customer.away = away.checked;
  hours.textContent = away.checked ? 'Closed until nine' : hoursWhileOpen;
});

// What the visitor answers reaches the server's `authorize`.
ask.addEventListener('change', () => {
  customer.preChat = ask.checked ? 'name email? topic' : null;
  customer.preChatAnswers = undefined;
  if (ask.checked) customer.open();
});
