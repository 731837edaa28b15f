import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, untilStatus, type ChatFixture } from './chat-fixture.js';
import { composerOf, settled } from './element-parts.js';

/** A part of the composer. */
export function composerPart<Kind extends HTMLElement>(
  element: MomentoChatElement,
  name: string,
): Kind {
  const found = composerOf(element).renderRoot.querySelector<Kind>(`[part=${name}]`);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

export function fieldOf(element: MomentoChatElement): HTMLTextAreaElement {
  return composerPart(element, 'input');
}

/** Waits until the element has a text, and shows it in its field. */
export async function untilText(element: MomentoChatElement, text: string): Promise<void> {
  await settled(element);
  await until(`“${text}”, not “${element.value}”`, () => element.value === text);
  await settled(element);
  expect(fieldOf(element).value).to.equal(text);
}

/** Types by keys, at the caret. */
export async function typeInto(element: MomentoChatElement, text: string): Promise<void> {
  element.focus();
  await sendKeys({ type: text });
  await settled(element);
}

/** Takes the element from the page, and adds another one, as a reload does. */
export async function reopened(
  chat: ChatFixture,
  element: MomentoChatElement,
): Promise<MomentoChatElement> {
  const names = element.getAttributeNames();
  const attributes = Object.fromEntries(
    names.map((name) => [name, element.getAttribute(name) ?? '']),
  );
  chat.closeAll();
  await chat.untilStreams(0);
  const again = chat.open({ room: element.room, attributes });
  await untilStatus(again, 'connected');
  await settled(again);
  return again;
}
