import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { parseItem } from '../../src/protocol/item.js';
import { createMessageId } from '../../src/protocol/ids.js';
import { parseEvent } from '../../src/protocol/kinds/index.js';
import { toEntry } from '../../src/core/outbox/outbox-entry.js';
import { OutboxStore, type StoredMessage } from '../../src/core/outbox/outbox-store.js';
import { checkedAuthorization } from '../../src/server/host/authorization.js';
import { Leases } from '../../src/server/store/leases.js';
import { askModerationHook } from '../../src/server/moderation/moderation-hook.js';
import { readEvent, readJoin, readMessage } from '../../src/server/relay/relay-request.js';
import {
  checkedOptions,
  type TokenEndpointOptions,
} from '../../src/server/token-endpoint/token-endpoint-options.js';
import { parseWebhookEvent } from '../../src/server/moderation/webhook-event.js';
import { toChatError } from '../../src/transport/relay/relay-errors.js';
import { systemClock } from '../../src/platform/clock.js';
import { tokenFetcher } from '../../src/session/fetch-token.js';
import { parseTokenResponse } from '../../src/session/token-response.js';
import { tabStore } from '../../src/platform/tab-store.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';
import { clean, pollute } from '../helpers/pollution.js';

const CALLS = { timeoutMs: 1_000, clock: systemClock, report: () => undefined };

const ADA = { id: 'ada', name: 'Ada', avatarUrl: undefined };

describe('properties of Object.prototype are ignored', () => {
  afterEach(() => {
    clean();
    vi.unstubAllGlobals();
  });

  it('in a token endpoint’s answer', () => {
    pollute({
      endpoint: 'https://evil.example',
      cacheName: 'evil',
      mode: 'moderated',
      readOnly: true,
      user: { id: 'mallory' },
      name: 'Mallory',
      away: true,
      answerSeconds: 60,
      avatarUrl: 'https://evil.example/a.png',
    });
    const defaults = { room: 'lobby', cacheName: 'chat', visitor: ADA };
    const parse = (answer: object): unknown => parseTokenResponse(answer, defaults, 0);
    expect(parse({ authToken: 't', expiresAt: 60 })).toMatchObject({
      away: false,
      answerSeconds: undefined,
      endpoint: undefined,
      cacheName: 'chat',
      mode: 'direct',
      readOnly: false,
      userIsVouchedFor: false,
      user: ADA,
    });
    expect(parse({ authToken: 't', expiresAt: 60, user: { id: 'bob' } })).toMatchObject({
      user: { id: 'bob', name: 'bob', avatarUrl: undefined },
    });
    pollute({ authToken: 'evil' });
    expect(() => parse({ expiresAt: 60 })).toThrow(/authToken/);
  });

  it.each(['{}', '{"error":{}}'])('in a token endpoint’s refusal: %s', async (body) => {
    vi.stubGlobal('document', { baseURI: 'https://host.example/' });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 403 })));
    pollute({ error: { message: 'evil' }, message: 'evil' });
    const fetchToken = tokenFetcher({ tokenUrl: '/token', credentials: 'same-origin' });
    const refused = await fetchToken('lobby', new AbortController().signal).catch(String);
    expect(refused).toContain('answered 403');
    expect(refused).not.toContain('evil');
  });

  it('in list elements and topic items', () => {
    pollute({
      id: 'x',
      message: 'evil',
      username: 'Mallory',
      userId: 'mallory',
      order: 7,
      timestamp: 7,
    });
    expect(parseItem('{"text":"no message"}')).toEqual({ kind: 'dropped', reason: 'malformed' });
    const item = parseItem('{"message":"Hi"}');
    expect(item).toMatchObject({
      kind: 'message',
      derivedId: true,
      order: undefined,
      message: { text: 'Hi', sentAt: undefined, author: { id: undefined, name: '' } },
    });
    const event = parseItem('{"type":"removal"}');
    expect(event.kind === 'event' && parseEvent(event.fields)).toBeUndefined();
    pollute({ type: 'closing' });
    expect(parseItem('{"message":"Hi"}')).toMatchObject({ kind: 'message' });
  });

  it('in messages that are sent or restored after a reload', () => {
    const author = { id: undefined, name: '', verified: false };
    const stored = { message: { id: createMessageId(1), text: 'Hi', author, sentAt: 1 } };
    const storage = tabStore(undefined);
    const before = new OutboxStore(storage, 'chat', 'lobby', 'ada');
    before.save(stored.message.id, stored);
    before.release();
    pollute({ stored: true, order: 7, failure: 'message-rejected', reason: 'evil' });
    const restored = new OutboxStore(storage, 'chat', 'lobby', 'ada').load(10);
    const known = restored.map((entry) =>
      Object.entries(entry).filter(([, value]) => value !== undefined),
    );
    expect(known.map((fields) => fields.map(([name]) => name))).toEqual([['message']]);
    for (const entry of [stored, ...restored]) {
      expect(toEntry(entry as StoredMessage, ADA)).toMatchObject({
        stored: false,
        order: undefined,
        state: 'sending',
        error: undefined,
      });
    }
  });

  it('in errors and in a relay’s answers', () => {
    pollute({ retryAfterMs: 1e9, reason: 'evil', cause: 'evil' });
    const error = new ChatError('token-unavailable', 'unable to get a token; it is away.');
    expect(error.retryAfterMs).toBeUndefined();
    expect(error.reason).toBeUndefined();
    expect(Object.hasOwn(error, 'cause')).toBe(false);
    for (const code of ['constructor', 'toString', '__proto__', 'evil']) {
      pollute({ evil: 'message-rejected' });
      expect(toChatError('enter', { code }).code).toBe('service-unavailable');
    }
  });

  it('in the events of a relay’s client', () => {
    pollute({ room: 'evil', items: true, message: 'evil', id: 'evil', name: 'Mallory', order: 7 });
    expect(() => readJoin(readEvent([{}]).fields)).toThrow(/"room"/);
    expect(readJoin(readEvent([{ room: 'lobby' }]).fields)).toEqual({
      room: 'lobby',
      items: false,
    });
    const { fields } = readEvent([{ room: 'lobby', message: 'Hi' }]);
    expect(Object.keys(readMessage(fields, Date.now()))).toEqual(['room', 'message']);
    expect(() => readMessage(readEvent([{ room: 'lobby' }]).fields, 0)).toThrow(/"message"/);
  });

  it('in another moderator’s record of a message', async () => {
    const leases = new Leases(new SharedMemory(new FakeClock()).connect(), new FakeClock());
    await leases.record('lobby', 'ada', 'm', { state: 'rejected', code: 'rejected' });
    pollute({ reason: 'evil', item: 'evil' });
    const { state, reason, item } = (await leases.resultOf('lobby', 'ada', 'm')) as {
      state: string;
      reason?: string;
      item?: string;
    };
    expect({ state, reason, item }).toEqual({
      state: 'rejected',
      reason: undefined,
      item: undefined,
    });
  });

  it('in a webhook’s request', () => {
    pollute({ token_id: 'mallory', text: 'evil' });
    const fields = { cache: 'chat', topic: 'lobby-input', publish_timestamp: 1 };
    const parse = (body: object): unknown =>
      parseWebhookEvent(new TextEncoder().encode(JSON.stringify(body)));
    expect(parse(fields)).toBeUndefined();
    expect(parse({ ...fields, text: 'Hi' })).toMatchObject({ text: 'Hi', publisherId: undefined });
  });

  it('in the results of the host’s functions and in its options', async () => {
    pollute({ readOnly: true, reject: 'evil', text: 'evil', name: 'Mallory' });
    expect(checkedAuthorization({ user: { id: 'ada' } })).toEqual({ user: { id: 'ada' } });
    class Row {
      get id(): string {
        return 'bob';
      }
    }
    expect(checkedAuthorization({ user: new Row() }).user.id).toBe('bob');
    const submitted = { id: 'm', room: 'lobby', text: 'Hi', userId: 'ada' };
    const host = { moderate: () => ({ text: 'Hello' }) };
    const judgement = await askModerationHook(host, submitted, CALLS);
    expect(judgement).toMatchObject({ passes: true, text: 'Hello' });
    pollute({ endpoint: 'https://evil.example', allowedOrigins: ['https://evil.example'] });
    const options = { issueToken: () => undefined, authorize: () => null };
    const checked = checkedOptions(options as unknown as TokenEndpointOptions);
    expect(checked.endpoint).toBeUndefined();
    expect([...checked.origins]).toEqual([]);
  });
});
