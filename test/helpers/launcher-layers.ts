import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { untilStatus, type ChatFixture } from './chat-fixture.js';
import { composerOf, inside, settled } from './element-parts.js';

/** Adds a closed launcher to `parent`. */
export async function launchIn(
  chat: ChatFixture,
  parent: ParentNode = document.body,
): Promise<MomentoChatElement> {
  const element = chat.open({ attributes: { variant: 'launcher' } });
  parent.append(element);
  await settled(element);
  return element;
}

export async function openPanel(element: MomentoChatElement): Promise<void> {
  element.open();
  await untilStatus(element, 'connected');
  await settled(element);
}

/** The launcher and the panel, as far as a click in their middle reaches them. Clicks never reach an inert element. */
export function usableParts(element: MomentoChatElement): string[] {
  return ['.launcher', '.panel'].filter((part) => {
    const target = inside(element, part);
    const { left, top, width, height } = target.getBoundingClientRect();
    const hit = element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && target.contains(hit ?? null);
  });
}

/** Focuses the chat, types `text` and expects it in the composer. */
export async function write(element: MomentoChatElement, text: string): Promise<void> {
  element.focus();
  await settled(element);
  await sendKeys({ type: text });
  expect(composerOf(element).value).to.equal(text);
}

/** Waits until a changed layout was painted and observers were called. */
export async function frames(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}
