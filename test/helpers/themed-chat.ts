import type { MomentoChatElement } from '../../src/momento-chat.js';
import { shown, until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { settled } from './element-parts.js';

/** Opens a conversation with a link in a message of each side. */
export async function converse(
  chat: ChatFixture,
  attributes: Record<string, string> = {},
): Promise<MomentoChatElement> {
  const element = chat.open({ attributes });
  element.open();
  await untilStatus(element, 'connected');
  await chat.sendElsewhere(element.room, 'See https://example.com/a');
  element.send('I saw https://example.com/b');
  await until('both', () => element.messages.length === 2);
  await settled(element);
  return element;
}

/** The first bubble of the visitor or of the others. */
export async function bubble(
  element: MomentoChatElement,
  of: 'own' | 'other',
): Promise<HTMLElement> {
  const [found] = await shown(element, `.${of} .bubble`);
  if (!found) throw new Error('no bubble');
  return found;
}
