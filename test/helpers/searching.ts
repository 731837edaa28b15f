import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { inside } from './element-parts.js';

/** A message as it is stored; the first one has the index 0. */
export function storedText(index: number, text = `message ${String(index)}`): string {
  const timestamp = Date.now() - 3_600_000 + index * 1000;
  const id = `id-${String(index)}`;
  return JSON.stringify({ id, username: 'Grace', message: text, timestamp, order: index + 1 });
}

/** A chat in a room with these stored messages, oldest first. */
export async function openStored(
  chat: ChatFixture,
  items: readonly string[],
  attributes: Record<string, string> = {},
): Promise<MomentoChatElement> {
  const room = newRoom();
  await chat.engine.push({ cache: CACHE, list: room }, ...items);
  const element = chat.open({ room, attributes: { 'history-limit': '2000', ...attributes } });
  await untilStatus(element, 'connected');
  await until('the history', () => element.messages.length > 0);
  return element;
}

/** The bar; undefined while there is none. */
export function barOf(element: MomentoChatElement): ShadowRoot | undefined {
  const bar = element.renderRoot.querySelector('momento-chat-search-bar');
  return bar?.shadowRoot ?? undefined;
}

export async function untilOpen(element: MomentoChatElement): Promise<HTMLInputElement> {
  let field: HTMLInputElement | null | undefined;
  await until('the search', () => (field = barOf(element)?.querySelector('input')));
  await until('its focus', () => barOf(element)?.activeElement === field);
  return field as HTMLInputElement;
}

/** Opens the search and types. */
export async function search(element: MomentoChatElement, text: string): Promise<HTMLInputElement> {
  element.openSearch();
  const field = await untilOpen(element);
  await sendKeys({ type: text });
  return field;
}

/** Such as `1 of 3`. */
export function countOf(element: MomentoChatElement): string {
  return barOf(element)?.querySelector('.count')?.textContent.trim() ?? '';
}

export function progressOf(element: MomentoChatElement): string {
  return barOf(element)?.querySelector('.progress span')?.textContent.trim() ?? '';
}

export async function untilCount(element: MomentoChatElement, count: string): Promise<void> {
  await until(`the count ${count}`, () => countOf(element) === count).catch((error: unknown) => {
    throw new Error(`${String(error)}; shown: ${countOf(element)}, ${progressOf(element)}`);
  });
}

/** The button beside how far back was looked. */
export function progressButton(element: MomentoChatElement): HTMLElement | null {
  return barOf(element)?.querySelector<HTMLElement>('.progress button') ?? null;
}

/** The row of the message that is shown, if it is in sight. */
export function hitOf(element: MomentoChatElement): string | undefined {
  const root = inside(element, 'momento-chat-message-list').shadowRoot;
  const row = root?.querySelector<HTMLElement>('[data-hit]');
  const view = root?.querySelector('.scroller')?.getBoundingClientRect();
  if (!row || !view) return undefined;
  const { top, bottom } = row.getBoundingClientRect();
  const isInSight = top < view.bottom && bottom > view.top;
  return isInSight ? (row.querySelector('.bubble')?.textContent ?? undefined) : undefined;
}

/** The texts that are marked; undefined where the browser cannot mark any. */
export function markedTexts(): string[] | undefined {
  if (!('highlights' in CSS)) return undefined;
  const ranges = [...(CSS.highlights.get('momento-chat-search') ?? [])] as Range[];
  return ranges.map((range) => range.toString());
}
