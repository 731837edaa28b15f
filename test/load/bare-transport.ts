import { parseTokenResponse } from '../../src/session/token-response.js';
import { MomentoTransport } from '../../src/transport/momento/momento-transport.js';

/** The same as `bare-sdk.ts`, with the trimmed SDK and the transport of the widget. */
export async function enter(room: string, tokenUrl: string): Promise<void> {
  const response = await fetch(`${tokenUrl}&room=${room}`);
  const visitor = { id: 'nobody', name: 'Nobody', avatarUrl: undefined };
  const session = parseTokenResponse(
    await response.json(),
    { room, cacheName: '', visitor },
    Date.now(),
  );
  const transport = new MomentoTransport(session, { limit: 100, ttlSeconds: 3600 });
  const ignore = (): void => undefined;
  await transport.subscribe(
    { onItem: ignore, onHeartbeat: ignore, onDiscontinuity: ignore, onEnd: ignore },
    new AbortController().signal,
  );
  const history = await transport.fetchHistory(0, 100);
  if (history.length === 0) throw new Error('there is no history');
}
