import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createInbox, type InboxOptions } from '../../../src/server/index.js';
import { FakeClock } from '../../helpers/fake-clock.js';
import { SharedMemory } from '../../helpers/memory-room-store.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { InboxWorld, send } from './inbox-fixture.js';

const ROOM = 'lobby';
const PAGE = 'https://support.example';

let world: InboxWorld;
let server: InboxServer;

beforeAll(async () => {
  world = await InboxWorld.start();
  server = await world.process({
    rooms: [ROOM],
    inbox: { allowedOrigins: [PAGE], rooms: (room) => !room.startsWith('private') },
  });
  await world.write(server, ROOM, 'ada', 'Hi');
});

afterAll(() => world.close());

async function code(body: string, type?: string): Promise<string> {
  const answer = await send(server.inboxUrl, body, type);
  return `${answer.status} ${answer.body.error?.code ?? ''}`;
}

describe('a request that is not as it should be', () => {
  const LONG = 'x'.repeat(2_001);
  const now = Date.now();

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"list"'],
    ['no type', {}],
    ['an unknown type', { type: 'delete', room: ROOM }],
    ['a type of the prototype', { type: 'constructor', room: ROOM }],
    ['a type that is no text', { type: ['list'] }],
    ['a list without a filter', { type: 'list' }],
    ['an unknown filter', { type: 'list', filter: '__proto__' }],
    ['a limit of none', { type: 'list', filter: 'open', limit: 0 }],
    ['a limit too large', { type: 'list', filter: 'open', limit: 101 }],
    ['a limit that is no number', { type: 'list', filter: 'open', limit: '5' }],
    ['a search too long', { type: 'list', filter: 'open', search: 'x'.repeat(101) }],
    ['a search that is no text', { type: 'list', filter: 'open', search: {} }],
    ['a foreign cursor', { type: 'list', filter: 'open', cursor: 'abc' }],
    ['a cursor of other things', { type: 'list', filter: 'open', cursor: '[{},1]' }],
    ['no room', { type: 'open' }],
    ['a reserved room', { type: 'open', room: 'momento-chat/inbox' }],
    ['a room too long', { type: 'open', room: 'x'.repeat(200) }],
    ['an inbox', { type: 'open', room: 'lobby-input' }],
    ['a room that is no text', { type: 'open', room: { toString: 'lobby' } }],
    ['an assignment without a version', { type: 'assign', room: ROOM, to: 'sam' }],
    ['an assignment to nobody that is not null', { type: 'assign', room: ROOM, version: 1 }],
    ['an assignment to a long name', { type: 'assign', room: ROOM, to: LONG, version: 1 }],
    ['a time that is over', { type: 'snooze', room: ROOM, until: now - 1_000 }],
    ['a time too far', { type: 'snooze', room: ROOM, until: now + 90_000_000 }],
    ['a time that is none', { type: 'snooze', room: ROOM, until: 'tomorrow' }],
    ['a negative number of messages', { type: 'seen', room: ROOM, messages: -1 }],
    ['half a message', { type: 'seen', room: ROOM, messages: 1.5 }],
    ['a note without an id', { type: 'note', room: ROOM, text: 'x' }],
    ['an empty note', { type: 'note', room: ROOM, id: 'n', text: ' \u200b' }],
    ['a note too long', { type: 'note', room: ROOM, id: 'n', text: LONG }],
    ['a hand-over to anybody', { type: 'hand-over', room: ROOM, to: 'visitor' }],
    ['a presence that is no flag', { type: 'presence', here: 'yes' }],
    ['a report without an id', { type: 'settle-report', room: ROOM, deed: 'dismiss' }],
    ['a report without a deed', { type: 'settle-report', room: ROOM, id: 'm' }],
    ['a deed of the prototype', { type: 'settle-report', room: ROOM, id: 'm', deed: 'toString' }],
    ['a mute without a time', { type: 'settle-report', room: ROOM, id: 'm', deed: 'mute' }],
    ['a ban for ever', { type: 'settle-report', room: ROOM, id: 'm', deed: 'ban', seconds: 9e9 }],
    ['the reports of no room', { type: 'reports', room: 7 }],
  ])('%s is refused', async (_, body) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(await code(text)).toBe('400 malformed-request');
  });

  it('is refused for its size or type', async () => {
    expect(await code(`{"type":"list","filter":"open","x":"${'y'.repeat(17_000)}"}`)).toBe(
      '413 too-large',
    );
    expect(await code('{"type":"list","filter":"open"}', 'text/plain')).toBe(
      '415 unsupported-type',
    );
    const put = await fetch(server.inboxUrl, { method: 'PUT', body: '{}' });
    expect([put.status, put.headers.get('Allow')]).toEqual([405, 'GET, POST, OPTIONS']);
  });

  it('is no reason to report or to change anything', async () => {
    expect(server.errors).toEqual([]);
    expect(await world.conversation(server, ROOM)).toMatchObject({ status: 'open', messages: 1 });
  });
});

describe('a room', () => {
  it.each(['open', 'close', 'reopen', 'seen', 'note', 'assign', 'snooze', 'hand-over'])(
    'without a conversation, or of no inbox, is not found by %s',
    async (type) => {
      const more = { id: 'n', text: 'x', messages: 1, to: null, version: 0 };
      const until = Date.now() + 60_000;
      const to = type === 'hand-over' ? { to: 'agents' } : {};
      for (const room of ['nowhere', 'private 1']) {
        const request = { type, room, until, ...more, ...to };
        expect(await code(JSON.stringify(request))).toBe('404 no-conversation');
      }
    },
  );

  it('cannot be given to a stranger, or to a bot that is not there', async () => {
    const { version } = await world.conversation(server, ROOM);
    for (const to of ['ada', 'nobody', '__proto__']) {
      expect(await code(JSON.stringify({ type: 'assign', room: ROOM, to, version }))).toBe(
        '404 unknown-agent',
      );
    }
    expect(await code(JSON.stringify({ type: 'hand-over', room: ROOM, to: 'bot' }))).toBe(
      '409 no-bot',
    );
  });
});

describe('a page', () => {
  const ask = (headers: Record<string, string>, method = 'POST'): Promise<Response> =>
    fetch(server.inboxUrl, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(method === 'POST' && { body: '{"type":"list","filter":"open"}' }),
    });

  it('of a listed origin reads the answer, also a refusal', async () => {
    const preflight = await ask(
      { Origin: PAGE, 'Access-Control-Request-Headers': 'content-type' },
      'OPTIONS',
    );
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('content-type');
    const answer = await ask({ Origin: PAGE });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const refusal = await fetch(`${server.inboxUrl}&agent=`, { headers: { Origin: PAGE } });
    expect(refusal.status).toBe(403);
    expect(refusal.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
  });

  it.each([{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }])(
    'of another origin is refused before anybody is asked (%o)',
    async (headers) => {
      const answer = await ask(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ error: { code: 'foreign-page' } });
    },
  );
});

describe('the host', () => {
  function inboxWith(options: Partial<InboxOptions>) {
    const errors: unknown[] = [];
    const inbox = createInbox({
      store: new SharedMemory(new FakeClock()).connect(),
      issueToken: () => Promise.resolve({ authToken: 'x', expiresAt: 1 }),
      authorizeAgent: () => ({ id: 'sam', name: 'Sam' }),
      onError: (error) => errors.push(error),
      ...options,
    });
    const ask = (): Promise<Response> =>
      inbox.handler(
        new Request('https://host.example/inbox', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: '{"type":"presence","here":true}',
        }),
      );
    return { inbox, ask, errors };
  }

  it('is asked for each request, and may refuse', async () => {
    const authorizeAgent = vi.fn<InboxOptions['authorizeAgent']>(() => null);
    const { ask } = inboxWith({ authorizeAgent });
    expect((await ask()).status).toBe(403);
    authorizeAgent.mockReturnValue({ id: 'sam', name: 'Sam' });
    expect((await ask()).status).toBe(200);
    authorizeAgent.mockReturnValue(undefined as never);
    expect((await ask()).status).toBe(403);
    expect(authorizeAgent).toHaveBeenCalledTimes(3);
  });

  it('may answer itself', async () => {
    const { ask } = inboxWith({
      authorizeAgent: () => new Response('Log in', { status: 401, headers: { 'X-Login': '/in' } }),
    });
    const answer = await ask();
    expect([answer.status, await answer.text(), answer.headers.get('X-Login')]).toEqual([
      401,
      'Log in',
      '/in',
    ]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('secret'))],
    ['returns no agent', () => 'sam' as never],
    ['returns an agent without an id', () => ({ id: '', name: 'Sam' })],
    ['returns a long id', () => ({ id: 'x'.repeat(65), name: 'Sam' })],
  ])('that %s is told, and the agent learns nothing of it', async (_, authorizeAgent) => {
    const { ask, errors } = inboxWith({ authorizeAgent });
    const answer = await ask();
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(errors).toHaveLength(1);
  });

  it('passes the address on that the issuer names: the embedded engine’s', async () => {
    const endpoint = 'http://127.0.0.1:8081';
    const issued = { authToken: 'e30=', expiresAt: 2_000_000_000, endpoint };
    const { inbox } = inboxWith({ issueToken: () => Promise.resolve(issued) });
    const answer = await inbox.handler(new Request('https://host.example/inbox'));
    expect(await answer.json()).toMatchObject({ authToken: 'e30=', endpoint });
  });

  it('bounds an agent’s requests', async () => {
    const { ask } = inboxWith({ rateLimit: { messages: 2, seconds: 60 } });
    expect((await ask()).status).toBe(200);
    expect((await ask()).status).toBe(200);
    const answer = await ask();
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '1']);
  });

  it.each<[string, Partial<InboxOptions>]>([
    ['ttlSeconds', { ttlSeconds: 86_400 }],
    ['rateLimit', { rateLimit: { messages: 0, seconds: 1 } }],
    ['tokenTtlSeconds', { tokenTtlSeconds: 1 }],
    ['cacheName', { cacheName: ' ' }],
    ['endpoint', { endpoint: 'http://example.com' }],
    ['origin', { allowedOrigins: ['*'] }],
    ['cannedAnswers', { cannedAnswers: [{ name: '', text: 'x' }] }],
    ['setIfEqual', { store: { ...new SharedMemory(new FakeClock()).connect() } as never }],
  ])('learns at once that %s is wrong', (name, options) => {
    expect(() => inboxWith(options)).toThrow(name);
  });
});
