import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until } from './chat-fixture.js';

/** A page in a frame: it has its own globals and can be reloaded. */
export interface ChatFrame {
  readonly globals: Window & typeof globalThis;
  /** Adds an element to it. */
  open(properties: { room: string; tokenUrl: string }): MomentoChatElement;
  reload(): Promise<void>;
}

/** @param before a module to load before the chat */
export async function openChatFrame(before = ''): Promise<ChatFrame> {
  const frame = document.createElement('iframe');
  frame.src = `/chat-frame.html?before=${encodeURIComponent(before)}`;
  document.body.append(frame);
  const loaded = (): Promise<void> =>
    until('the frame’s script', () => frame.contentWindow?.customElements.get('momento-chat'));
  await loaded();
  const page = (): Window & typeof globalThis => {
    if (!frame.contentWindow) throw new Error('unable to use the frame; it was removed');
    // The property's type lacks the window's globals.
    return frame.contentWindow as Window & typeof globalThis;
  };
  return {
    get globals() {
      return page();
    },
    open({ room, tokenUrl }) {
      const { document } = page();
      const element = document.createElement('momento-chat');
      element.room = room;
      element.tokenUrl = tokenUrl;
      document.body.append(element);
      return element;
    },
    async reload() {
      const done = new Promise((resolve) =>
        frame.addEventListener('load', resolve, { once: true }),
      );
      page().location.reload();
      await done;
      await loaded();
    },
  };
}
