import '../momento-chat.js';
import { ChatError } from '../protocol/errors.js';
import { type Bridge, connectBridge, isRoomAllowed } from './bridge.js';
import { overlayPageStyles } from './overlay-page.styles.js';

export { connectBridge, type Bridge, type BridgedChat, type BridgeOptions } from './bridge.js';

/**
 * The bridge of a page like `overlay.html`; undefined in a page without the allowed-origins `<meta>`, which
 * calls {@link connectBridge} itself.
 */
export const bridge: Bridge | undefined = startPage();

/**
 * Reads every setting but the room from the page itself, which its owner controls. The embedding page controls
 * the query string, so nothing that needs trust is read from it.
 */
function startPage(): Bridge | undefined {
  const chat = document.querySelector('momento-chat');
  const allowedOrigins = metaList('allowed-origins');
  if (!chat || !allowedOrigins) return undefined;
  document.adoptedStyleSheets.push(overlayPageStyles());
  // Without this <meta> any room is allowed: the token endpoint decides who may enter it.
  const allowRoomChange = metaList('rooms') ?? true;
  const room = new URLSearchParams(location.search).get('room');
  if (room && isRoomAllowed(room, allowRoomChange)) chat.room = room;
  if (allowedOrigins.length === 0) {
    console.warn(
      '<momento-chat> ignores all games; name the origin of yours in <meta name="momento-chat-allowed-origins">.',
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

/** The comma-separated list in a `<meta>`; undefined if the page has no such `<meta>`. */
function metaList(name: string): readonly string[] | undefined {
  const meta = document.querySelector<HTMLMetaElement>(`meta[name="momento-chat-${name}"]`);
  return meta?.content
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
