import '../src/momento-chat.js';
import { personOf } from './people.js';
import { tokenUrlOf } from './person-section.js';

/**
 * A page with one person's chat. For a name that the server does not know, it shows what a refused
 * visitor sees.
 */
const user = new URLSearchParams(location.search).get('user') ?? 'alan';
const name = personOf(user)?.name ?? 'A stranger';

document.title = `momento-chat: ${name}`;
setText('.initial', name.charAt(0));
setText('#title', `${name}’s browser`);
document.querySelector('momento-chat')?.setAttribute('token-url', tokenUrlOf(user));

function setText(selector: string, text: string): void {
  const element = document.querySelector(selector);
  if (element) element.textContent = text;
}
