import { describe, expect, it } from 'vitest';
import { fetchTail, HistoryPages } from '../../src/core/connection/history.js';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { parseTokenResponse } from '../../src/session/token-response.js';
import { RelayEntrance } from '../../src/transport/relay/relay-entrance.js';
import { toChatError } from '../../src/transport/relay/relay-errors.js';
import { RelayFiles } from '../../src/transport/relay/relay-files.js';
import { RelayTransport } from '../../src/transport/relay/relay-transport.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { CACHE, startRelay } from '../helpers/relay-server.js';

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

describe('a relay’s files', () => {
  it('are stored one part at a time, and taken back behind those', async () => {
    const asked: { event: string; fields: unknown; answer: (error?: Error) => void }[] = [];
    const files = new RelayFiles(
      (event, fields) =>
        new Promise((resolve, reject) => {
          const answer = (error?: Error): void => (error ? reject(error) : resolve({ ok: true }));
          asked.push({ event, fields, answer });
        }),
    );
    const bytes = Uint8Array.of(1, 2);
    const first = files.put('a', 0, bytes);
    const second = files.put('a', 1, bytes);
    const removed = files.remove('a', 0);
    await settle();
    expect(asked).toMatchObject([{ event: 'upload', fields: { id: 'a', part: 0, bytes } }]);
    asked[0]?.answer(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    await settle();
    expect(asked).toHaveLength(2);
    asked[1]?.answer();
    await second;
    await settle();
    expect(asked[2]).toMatchObject({ event: 'upload', fields: { id: 'a', part: 0, bytes: null } });
    asked[2]?.answer();
    await removed;
  });

  it('are bytes, or missing', async () => {
    let answer: Record<string, unknown> = {};
    const files = new RelayFiles(() => Promise.resolve(answer));
    for (const bytes of [undefined, null, 'x', [1], {}]) {
      answer = { ok: true, bytes };
      expect(await files.get('a', 0)).toBe(undefined);
    }
    answer = { ok: true, bytes: Uint8Array.of(1, 2).buffer };
    expect(await files.get('a', 0)).toEqual(Uint8Array.of(1, 2));
  });

  it.each([
    ['file-lost', 'attachment-lost'],
    ['file-refused', 'attachment-not-allowed'],
    ['rate-limited', 'quota-exceeded'],
  ])('fail by %s as %s', (code, known) => {
    expect(toChatError('send the message', { code, message: '' })).toMatchObject({ code: known });
  });
});

describe('a relay’s entrance', () => {
  it('asks for another session where the files that the room takes have changed', async () => {
    const momento = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    let relay = await startRelay(momento);
    const entrance = new RelayEntrance({
      ...{ url: new URL(relay.url), withCredentials: false, auth: () => ({}) },
    });
    const { signal } = new AbortController();
    const admission = await entrance.open('lobby', signal);
    expect(entrance.hasFiles).toBe(true);
    const visitor = { id: admission.guestId ?? '', name: 'Guest', avatarUrl: undefined };
    const defaults = { room: 'lobby', cacheName: 'c', visitor };
    const session = parseTokenResponse(admission.body, defaults, 0);
    expect(session.attachments).toEqual({ types: 'images', maxSize: 1_048_576 });
    admission.link.close();
    const again = await entrance.take(session, signal);
    again.link.close();
    for (const attachments of [{ maxSize: 1_000 }, { types: 'any' }, false] as const) {
      const { port } = relay;
      await relay.stop();
      relay = await startRelay(momento, { port, attachments });
      const taken = entrance.take(session, signal);
      await expect(taken).rejects.toMatchObject({ code: 'not-authenticated' });
      // What it keeps is for the next session.
      const { link } = await entrance.take(session, signal);
      link.close();
    }
    expect(entrance.hasFiles).toBe(false);
    await relay.stop();
    await momento.close();
  });
});
