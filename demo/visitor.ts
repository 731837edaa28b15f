import '../src/momento-chat.js';
import { personOf } from './people.js';
import { tokenUrlOf } from './person-section.js';

/**
 * A page with one person's chat. For a name that the server does not know, it shows what a refused
 * visitor sees.
 */
const query = new URLSearchParams(location.search);
const user = query.get('user') ?? 'alan';
const name = personOf(user)?.name ?? 'A stranger';

document.title = `momento-chat: ${name}`;
setText('.initial', name.charAt(0));
setText('#title', `${name}’s browser`);
const chat = document.querySelector('momento-chat');
chat?.setAttribute('room', query.get('room') ?? 'lobby');
chat?.setAttribute('token-url', tokenUrlOf(user));

function setText(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element) element.textContent = text;
}
