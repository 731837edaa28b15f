import { describe, expect, it } from 'vitest';
import { fetchTail, HistoryPages } from '../../src/core/connection/history.js';
import { parseTokenResponse } from '../../src/session/token-response.js';
import { RelayEntrance } from '../../src/transport/relay/relay-entrance.js';
import { RelayTransport } from '../../src/transport/relay/relay-transport.js';
import { FakeClock } from '../helpers/fake-clock.js';

describe('a relay’s transport', () => {
  it('does not pass for a room without history before it has joined the room', async () => {
    const entrance = new RelayEntrance({
      url: new URL('http://127.0.0.1:1'),
      withCredentials: false,
      auth: () => ({}),
    });
    const visitor = { id: 'ada', name: 'Ada', avatarUrl: undefined };
    const answer = { authToken: 'relay', expiresAt: 32_503_680_000, features: ['relations'] };
    const session = parseTokenResponse(answer, { room: 'lobby', cacheName: 'c', visitor }, 0);
    const transport = new RelayTransport(session, entrance);
    const pages = new HistoryPages(new FakeClock());
    const reader = { read: (page: readonly string[]) => page, reachesBack: () => true };
    const { signal } = new AbortController();
    // The messages that are here would seem to be lost.
    const tail = fetchTail(transport, pages, reader, signal);
    await expect(tail).rejects.toMatchObject({ code: 'connection-lost' });
    const relations = transport.relations?.fetch(0, 1);
    await expect(relations).rejects.toMatchObject({ code: 'connection-lost' });
  });
});
