import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, useChat, type ChatFixture } from './chat-fixture.js';
import { inside, settled } from './element-parts.js';
import { LARGE } from './viewports.js';

/** Adds a launcher to the page and waits until it has been rendered. */
export async function launch(
  chat: ChatFixture,
  attributes: Record<string, string> = {},
  room = newRoom(),
): Promise<MomentoChatElement> {
  const element = chat.open({ room, attributes: { variant: 'launcher', ...attributes } });
  await settled(element);
  return element;
}

export function buttonOf(element: MomentoChatElement): HTMLElement {
  return inside(element, '.launcher');
}

export function panelOf(element: MomentoChatElement): HTMLDialogElement {
  return inside(element, '.panel');
}

/** Like `useChat`, with a large viewport before each test and an empty page after it. */
export function useLauncherChat(): ChatFixture {
  beforeEach(() => setViewport(LARGE));

  // Before the fixture's own `reset`, which waits until all streams are closed.
  afterEach(() => document.body.replaceChildren());

  return useChat();
}
