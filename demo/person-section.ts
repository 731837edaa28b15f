import type { MomentoChatElement } from '../src/momento-chat.js';
import type { Person } from './people.js';

/** The URL of the demo's token endpoint for one of its people. */
export function tokenUrlOf(user: string): string {
  return `/momento-token?${new URLSearchParams({ user }).toString()}`;
}

/** Names each chat of a page, so that screen-reader users can tell the landmarks apart. */
export function nameConversations(): void {
  for (const section of document.querySelectorAll('.person')) {
    const chat = section.querySelector<MomentoChatElement>('momento-chat, momento-relay-chat');
    const title = section.querySelector('.owner')?.textContent ?? '';
    if (chat) chat.strings = { conversation: `Conversation in ${title}` };
  }
}

/** A section with a person's name and chat, like those for Ada and Grace in `index.html`. */
export function personSection({ id, name }: Person, room: string): HTMLElement {
  const title = document.createElement('h2');
  title.id = `${id}-name`;
  const initial = document.createElement('span');
  initial.className = 'initial';
  initial.ariaHidden = 'true';
  initial.textContent = name.charAt(0);
  const owner = document.createElement('span');
  owner.className = 'owner';
  owner.textContent = `${name}’s browser`;
  title.append(initial, owner);

  const chat = document.createElement('momento-chat');
  chat.setAttribute('room', room);
  chat.setAttribute('token-url', tokenUrlOf(id));

  const section = document.createElement('section');
  section.className = 'person';
  section.tabIndex = -1;
  section.setAttribute('aria-labelledby', title.id);
  section.append(title, chat);
  return section;
}
