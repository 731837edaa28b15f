import { MomentoChatElement } from '../src/momento-chat.js';
import { elementById } from './page.js';

const customer = elementById('customer', MomentoChatElement);
const agent = elementById('agent', MomentoChatElement);
const away = elementById('away', HTMLInputElement);
const hours = elementById('hours', HTMLElement);
const hoursWhileOpen = hours.textContent;

// The page has two conversations, and screen-reader users must be able to tell the landmarks apart.
agent.strings = { conversation: 'Theo’s conversation' };

away.addEventListener('change', () => {
  customer.away = away.checked;
  hours.textContent = away.checked ? 'Closed until nine' : hoursWhileOpen;
});
