import { MomentoChatElement } from '../src/momento-chat.js';
import '../src/momento-chat-inbox.js';

// The page has several conversations, and screen-reader users must be able to tell the landmarks apart.
for (const chat of document.querySelectorAll('momento-chat')) {
  const name = chat.closest('section')?.querySelector('h2')?.textContent.trim().slice(1) ?? '';
  if (chat instanceof MomentoChatElement) chat.strings = { conversation: `${name}’s conversation` };
}
