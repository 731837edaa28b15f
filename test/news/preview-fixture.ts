import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus } from '../helpers/chat-fixture.js';
import { inside, settled } from '../helpers/element-parts.js';
import { useLauncherChat } from '../helpers/launcher-fixture.js';

/** Closed launchers with a preview above them; for the tests of one `describe`. */
export function usePreviews() {
  const chat = useLauncherChat();

  afterEach(() => {
    document.documentElement.removeAttribute('dir');
    document.documentElement.removeAttribute('lang');
  });

  async function launch(
    attributes: Record<string, string> = {},
    room = newRoom(),
  ): Promise<MomentoChatElement> {
    const all = { variant: 'launcher', connect: 'eager', ...attributes };
    const element = chat.open({ room, attributes: all });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  async function grace({ room }: MomentoChatElement): Promise<MomentoChatElement> {
    const element = chat.open({ room, user: 'grace', attributes: { quiet: '' } });
    await untilStatus(element, 'connected');
    return element;
  }

  function previewOf(element: MomentoChatElement): HTMLElement | null {
    return element.renderRoot.querySelector('.preview');
  }

  function fieldOf(element: MomentoChatElement): HTMLInputElement {
    return inside(element, '.preview input');
  }

  async function untilPreview(element: MomentoChatElement, text: string): Promise<HTMLElement> {
    await until(
      `preview of ${text}`,
      () => previewOf(element)?.querySelector('.preview-text')?.textContent === text,
    );
    await settled(element);
    return inside(element, '.preview');
  }

  async function write(element: MomentoChatElement, text: string): Promise<void> {
    fieldOf(element).focus();
    await sendKeys({ type: text });
  }

  return { chat, launch, grace, previewOf, fieldOf, untilPreview, write };
}
