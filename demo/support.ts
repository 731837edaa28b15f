import { MomentoChatElement } from '../src/momento-chat.js';
import { elementById } from './page.js';

const customer = elementById('customer', MomentoChatElement);
const agent = elementById('agent', MomentoChatElement);
const desk = elementById('desk', HTMLElement);
const deskToggle = elementById('desk-toggle', HTMLButtonElement);
const away = elementById('away', HTMLInputElement);
const hours = elementById('hours', HTMLElement);
const hoursWhileOpen = hours.textContent;

// The page has two conversations, and screen-reader users must be able to tell the landmarks apart.
agent.strings = { conversation: 'Theo’s conversation' };

deskToggle.addEventListener('click', () => {
  desk.hidden = !desk.hidden;
  deskToggle.ariaExpanded = String(!desk.hidden);
  deskToggle.textContent = desk.hidden ? 'Open Theo’s desk here' : 'Close Theo’s desk';
  if (!desk.hidden) agent.focus();
});

away.addEventListener('change', () => {
  customer.away = away.checked;
  hours.textContent = away.checked ? 'Closed until nine' : hoursWhileOpen;
});
