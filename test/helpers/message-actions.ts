import { sendKeys } from '@web/test-runner-commands';
import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import type { MessageMenu } from '../../src/views/actions/message-menu.js';
import { newRoom, shown, until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { focused, inside } from './element-parts.js';

/** A chat that is connected. */
export async function openChat(
  chat: ChatFixture,
  attributes: Record<string, string> = {},
  room = newRoom(),
  user = 'ada',
): Promise<MomentoChatElement> {
  const element = chat.open({ room, user, attributes });
  await untilStatus(element, 'connected');
  return element;
}

/** Sends a message, and waits until it is settled. */
export async function sent(element: MomentoChatElement, text: string): Promise<string> {
  const id = element.send(text) ?? '';
  await until('it to be settled', () => element.messages.some((message) => message.id === id));
  await shown(element, '.message');
  return id;
}

export function find(element: MomentoChatElement, id: string): ChatMessage | undefined {
  return element.messages.find((message) => message.id === id);
}

export async function row(element: MomentoChatElement, text: string): Promise<HTMLElement> {
  let found: HTMLElement | undefined;
  await until(`a row ${text}`, async () => {
    found = (await shown(element, '.message')).find((each) => each.textContent.includes(text));
    return found;
  });
  return found as HTMLElement;
}

export function menuOf(element: MomentoChatElement): MessageMenu | null {
  const list = inside(element, 'momento-chat-message-list');
  return list.shadowRoot?.querySelector('momento-chat-message-menu') ?? null;
}

export function inMenu(element: MomentoChatElement, selector: string): HTMLElement[] {
  const root = menuOf(element)?.shadowRoot;
  return [...(root?.querySelectorAll<HTMLElement>(`.menu ${selector}`) ?? [])];
}

export async function openMenu(element: MomentoChatElement, text: string): Promise<void> {
  (await row(element, text)).focus();
  await sendKeys({ press: 'Enter' });
  await until(
    'the menu',
    () => inMenu(element, 'button').length > 0 && focused()?.matches('.menu button'),
  );
}

export function labels(element: MomentoChatElement): string[] {
  return inMenu(element, 'button').map(({ textContent }) => textContent.trim());
}

export async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}
