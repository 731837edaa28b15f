import { afterEach, describe, expect, it } from 'vitest';
import { ChatError } from '../src/errors.js';
import { parseItem } from '../src/message.js';
import { createMessageId } from '../src/message-id.js';
import { parseRoomEvent } from '../src/room-events.js';
import { toEntry } from '../src/room/outbox-entry.js';
import { OutboxStore } from '../src/room/outbox-store.js';
import { checkedAuthorization } from '../src/server/authorization.js';
import { judge } from '../src/server/judge.js';
import { readEvent, readJoin, readMessage } from '../src/server/relay-request.js';
import { checkedOptions, type TokenEndpointOptions } from '../src/server/token-endpoint-options.js';
import { parseWebhookEvent } from '../src/server/webhook-event.js';
import { toChatError } from '../src/relay/relay-errors.js';
import { systemClock } from '../src/clock.js';
import { parseTokenResponse } from '../src/session/token-response.js';
import { tabStore } from '../src/tab-store.js';

const polluted = new Set<string>();

/** What a script of the page, or a library of the server's, has put where every object finds it. */
function pollute(fields: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(fields)) {
    polluted.add(name);
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  }
}

const ADA = { id: 'ada', name: 'Ada', avatarUrl: undefined };

/** What is on `Object.prototype` is nothing that anybody has sent. */
describe('what is on Object.prototype counts for nothing', () => {
  afterEach(() => {
    for (const name of polluted) Reflect.deleteProperty(Object.prototype, name);
    polluted.clear();
  });

  it('in a token endpoint’s answer', () => {
    pollute({
      endpoint: 'https://evil.example',
      cacheName: 'evil',
      mode: 'moderated',
      readOnly: true,
      user: { id: 'mallory' },
      name: 'Mallory',
      avatarUrl: 'https://evil.example/a.png',
    });
    const defaults = { room: 'lobby', cacheName: 'chat', visitor: ADA };
    const parse = (answer: object): unknown => parseTokenResponse(answer, defaults, 0);
    expect(parse({ authToken: 't', expiresAt: 60 })).toMatchObject({
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
    expect(event.kind === 'event' && parseRoomEvent(event.fields)).toBeUndefined();
    pollute({ type: 'closing' });
    expect(parseItem('{"message":"Hi"}')).toMatchObject({ kind: 'message' });
  });

  it('in messages that are sent, and those restored after a reload', () => {
    const stored = { id: createMessageId(1), text: 'Hi', sentAt: 1 };
    const storage = tabStore(undefined);
    new OutboxStore(storage, 'chat', 'lobby', 'ada').save(stored);
    pollute({ stored: true, order: 7, failure: 'message-rejected', reason: 'evil' });
    const another = new OutboxStore(storage, 'chat', 'lobby', 'ada');
    storage.set(`momento-chat:outbox:["chat","lobby","ada"]:${stored.id}`, JSON.stringify(stored));
    new OutboxStore(storage, 'chat', 'lobby', 'ada').release();
    for (const message of [stored, ...another.load(10)]) {
      expect(toEntry(message, ADA)).toMatchObject({
        stored: false,
        order: undefined,
        view: { state: 'sending', error: undefined },
      });
    }
  });

  it('in errors, and in a relay’s answers', () => {
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

  it('in what a relay’s client says', () => {
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

  it('in a webhook’s request', () => {
    pollute({ token_id: 'mallory', text: 'evil' });
    const fields = { cache: 'chat', topic: 'lobby-input', publish_timestamp: 1 };
    const parse = (body: object): unknown =>
      parseWebhookEvent(new TextEncoder().encode(JSON.stringify(body)));
    expect(parse(fields)).toBeUndefined();
    expect(parse({ ...fields, text: 'Hi' })).toMatchObject({ text: 'Hi', publisherId: undefined });
  });

  it('in what the host’s functions return, and in its options', async () => {
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
    const judgement = await judge(host, submitted, 1000, systemClock, () => undefined);
    expect(judgement).toMatchObject({ passes: true, text: 'Hello' });
    pollute({ endpoint: 'https://evil.example', allowedOrigins: ['https://evil.example'] });
    const options = { issueToken: () => undefined, authorize: () => null };
    const checked = checkedOptions(options as unknown as TokenEndpointOptions);
    expect(checked.endpoint).toBeUndefined();
    expect([...checked.origins]).toEqual([]);
  });
});
