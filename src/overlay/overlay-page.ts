import '../momento-chat.js';
import { ChatError } from '../protocol/errors.js';
import { type Bridge, connectBridge, mayEnter } from './bridge.js';
import { overlayPageStyles } from './overlay-page.styles.js';

export { connectBridge, type Bridge, type BridgedChat, type BridgeOptions } from './bridge.js';

/**
 * The bridge of a page like `overlay.html`; undefined in pages that do not say whom they allow, which
 * call {@link connectBridge} themselves.
 */
export const bridge: Bridge | undefined = startPage();

/**
 * Everything but the room comes from the page itself, which is its owner's. A query is whoever's who
 * embeds the page: nothing that matters is read from it.
 */
function startPage(): Bridge | undefined {
  const chat = document.querySelector('momento-chat');
  const allowedOrigins = metaList('allowed-origins');
  if (!chat || !allowedOrigins) return undefined;
  document.adoptedStyleSheets.push(overlayPageStyles());
  // Without the line any room will do: the token endpoint decides who may enter which.
  const allowRoomChange = metaList('rooms') ?? true;
  const room = new URLSearchParams(location.search).get('room');
  if (room && mayEnter(room, allowRoomChange)) chat.room = room;
  if (allowedOrigins.length === 0) {
    console.warn(
      '<momento-chat> obeys no game; name its origin in <meta name="momento-chat-allowed-origins">.',
    );
  }
  try {
    return connectBridge(chat, { allowedOrigins, allowRoomChange });
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    console.error(`<momento-chat> ${error.message}`, error);
    return undefined;
  }
}

/** A list with commas, as the page has it; undefined where it has none. */
function metaList(name: string): readonly string[] | undefined {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="momento-chat-${name}"]`);
  return meta?.content
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
