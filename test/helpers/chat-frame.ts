import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import { until } from './chat-fixture.js';

/** A page in a frame: it has its own globals and can be reloaded. */
export interface ChatFrame {
  readonly globals: Window & typeof globalThis;
  /** Adds an element to it. */
  open(properties: { room: string; tokenUrl: string }): MomentoChatElement;
  /** Adds one that goes over a relay; the page `OLDER_RELAY_BUILD` has them. */
  openOverRelay(properties: { room: string; relayUrl: string }): ChatElement;
  reload(): Promise<void>;
}

/** The page whose elements are of the build of the commit f00d8f8. */
export const OLDER_BUILD = '/chat-frame-f00d8f8.html';

/** The page whose elements go over a relay, too. */
export const OLDER_RELAY_BUILD = '/chat-frame-relay-f00d8f8.html';

/** @param before a module to load before the chat */
export async function openChatFrame(before = '', page = '/chat-frame.html'): Promise<ChatFrame> {
  const frame = document.createElement('iframe');
  frame.src = `${page}?before=${encodeURIComponent(before)}`;
  document.body.append(frame);
  const loaded = (): Promise<void> =>
    until('the frame’s script', () => frame.contentWindow?.customElements.get('momento-chat'));
  await loaded();
  const globals = (): Window & typeof globalThis => {
    if (!frame.contentWindow) throw new Error('unable to use the frame; it was removed');
    // The property's type lacks the window's globals.
    return frame.contentWindow as Window & typeof globalThis;
  };
  return {
    get globals() {
      return globals();
    },
    open({ room, tokenUrl }) {
      const { document } = globals();
      const element = document.createElement('momento-chat');
      element.room = room;
      element.tokenUrl = tokenUrl;
      document.body.append(element);
      return element;
    },
    openOverRelay(properties) {
      const { document } = globals();
      const element = Object.assign(document.createElement('momento-relay-chat'), properties);
      document.body.append(element);
      return element;
    },
    async reload() {
      const done = new Promise((resolve) =>
        frame.addEventListener('load', resolve, { once: true }),
      );
      globals().location.reload();
      await done;
      await loaded();
    },
  };
}
