import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { RelayEntrance } from '../../src/transport/relay/relay-entrance.js';
import type { RelayAddress } from '../../src/transport/relay/relay-link.js';
import { RelayTransport } from '../../src/transport/relay/relay-transport.js';
import type { LiveItem } from '../../src/transport/transport.js';
import { parseTokenResponse } from '../../src/session/token-response.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clean, pollute } from '../helpers/pollution.js';
import { CACHE, startRelay, type RelayServer } from '../helpers/relay-server.js';

const ROOM = 'lobby';
const DEFAULTS = {
  room: ROOM,
  cacheName: CACHE,
  visitor: { id: 'ada', name: 'Ada', avatarUrl: undefined },
};

describe('a relay’s client, on a page where a script has added fields to Object.prototype', () => {
  let momento: LocalMomento;
  let relay: RelayServer;
  let life: AbortController;

  beforeEach(async () => {
    life = new AbortController();
    momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
  });

  afterEach(async () => {
    clean();
    life.abort();
    await relay.stop();
    await momento.close();
  });

  function entranceOf(): RelayEntrance {
    const address: RelayAddress = {
      url: new URL(relay.url),
      withCredentials: false,
      auth: () => ({}),
    };
    return new RelayEntrance(address);
  }

  it('reads only own fields of an item, a message and a refusal', async () => {
    relay = await startRelay(momento);
    const entrance = entranceOf();
    const { signal } = life;
    const admission = await entrance.open(ROOM, signal);
    entrance.keep(admission);
    const session = parseTokenResponse(admission.body, DEFAULTS, 0);
    const transport = new RelayTransport(session, entrance);
    const items: LiveItem[] = [];
    const ignore = (): void => undefined;
    const handlers = { onHeartbeat: ignore, onDiscontinuity: ignore, onEnd: ignore };
    const subscription = await transport.subscribe(
      { ...handlers, onItem: (item) => void items.push(item) },
      signal,
    );
    pollute({ publisherId: 'mallory', order: 7, retryAfterMs: 1e9 });
    const text = '{"message":"from the server"}';
    momento.direct.publish({ cache: CACHE, topic: ROOM, text });
    await eventually(() => items.length === 1);
    expect(Object.entries(items[0] ?? {})).toContainEqual(['publisherId', undefined]);

    const author = { id: 'ada', name: 'Ada', verified: false };
    await transport.publish({ message: { id: 'm1', text: 'Hi', author, sentAt: 1 }, order: 8 });
    const [stored = ''] = momento.direct.listFetch({ cache: CACHE, list: ROOM });
    expect((JSON.parse(stored) as { order: number }).order).toBeGreaterThan(7);

    const refused = transport.fetchHistory(-1, 1).catch((error: unknown) => error);
    expect(await refused).toMatchObject({ retryAfterMs: undefined });
    subscription.close();
  });

  it('reads only own fields of the refusal of its connection', async () => {
    relay = await startRelay(momento, { authorize: () => null });
    pollute({ retryAfterMs: 1e9 });
    const refused = entranceOf()
      .open(ROOM, life.signal)
      .catch((error: unknown) => error);
    expect(await refused).toMatchObject({ code: 'token-refused', retryAfterMs: undefined });
  });
});
