import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { inPicker, pickerOf } from '../helpers/emoji-picking.js';
import { openChat } from '../helpers/message-actions.js';
import { useOwnStorage } from '../helpers/own-storage.js';
import { LARGE } from '../helpers/viewports.js';

/** Chats with their emoji pickers; for the tests of one `describe`. */
export function usePickers() {
  const chat = useChat();

  before(() => setViewport(LARGE));

  useOwnStorage();

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = await openChat(chat, { connect: 'eager', ...attributes });
    element.open();
    element.focus();
    return element;
  }

  function cell(element: MomentoChatElement, text: string): HTMLElement {
    const found = inPicker(element, '.cell').find(({ textContent }) => textContent === text);
    if (!found) throw new Error(`no ${text}`);
    return found;
  }

  async function untilClosed(element: MomentoChatElement): Promise<void> {
    await until('it to close', () => !pickerOf(element));
  }

  async function shiftPress(key: string): Promise<void> {
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: key });
    await sendKeys({ up: 'Shift' });
  }

  return { chat, open, cell, untilClosed, shiftPress };
}
