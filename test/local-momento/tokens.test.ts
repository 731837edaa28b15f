import {
  AllCaches,
  DisposableTokenScopes,
  ExpiresIn,
  GenerateDisposableToken,
  MomentoErrorCode,
} from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  startLocalMomento,
  type LocalMomento,
  type Permission,
} from '../../src/local-momento/index.js';
import { FakeClock } from '../helpers/engine-fake-clock.js';
import { clientsFor, clientsWith, type Clients } from '../helpers/engine-node-clients.js';
import { RawSubscription } from '../helpers/engine-raw-subscription.js';
import { errorCodeOf } from '../helpers/engine-responses.js';

const { AUTHENTICATION_ERROR, INVALID_ARGUMENT_ERROR, PERMISSION_ERROR } = MomentoErrorCode;
const UNAUTHENTICATED = 16;

describe('tokens in the Node SDK', () => {
  let clock: FakeClock;
  let local: LocalMomento;
  let opened: Clients[];

  beforeEach(async () => {
    clock = new FakeClock();
    local = await startLocalMomento({ caches: ['chat', 'other'], clock });
    opened = [];
  });

  afterEach(async () => {
    opened.forEach((clients) => clients[Symbol.dispose]());
    await local.close();
  });

  function as(...permissions: Permission[]): Clients {
    return withKey(local.createToken({ permissions, validForSeconds: 60 }));
  }

  function withKey(apiKey: string): Clients {
    const clients = clientsWith(local, apiKey);
    opened.push(clients);
    return clients;
  }

  async function codeOf(response: Promise<object>): Promise<string | undefined> {
    return errorCodeOf(await response);
  }

  it('are not required on the gRPC server', async () => {
    const clients = clientsFor(local);
    opened.push(clients);
    expect(await codeOf(clients.cache.set('chat', 'k', 'v'))).toBeUndefined();
  });

  it('are not needed with the API key, which permits everything', async () => {
    const { cache } = withKey(local.apiKey);
    expect(await codeOf(cache.createCache('third'))).toBeUndefined();
    expect(await codeOf(cache.set('third', 'k', 'v'))).toBeUndefined();
  });

  it('are refused if they are no tokens', async () => {
    const { cache, topics } = withKey('not-a-token');
    expect(await codeOf(cache.get('chat', 'k'))).toBe(AUTHENTICATION_ERROR);
    expect(await codeOf(topics.publish('chat', 't', 'x'))).toBe(AUTHENTICATION_ERROR);
  });

  it('are refused by another engine', async () => {
    const foreign = await startLocalMomento({ clock });
    const permissions = [{ role: 'readwrite' as const }];
    const { cache } = withKey(foreign.createToken({ permissions, validForSeconds: 60 }));
    await foreign.close();
    expect(await codeOf(cache.get('chat', 'k'))).toBe(AUTHENTICATION_ERROR);
  });

  it('are refused once expired', async () => {
    const { cache } = as({ role: 'readwrite' });
    expect(await codeOf(cache.get('chat', 'k'))).toBeUndefined();
    clock.advance(60_000);
    expect(await codeOf(cache.get('chat', 'k'))).toBe(AUTHENTICATION_ERROR);
  });

  it('end an open subscription when they expire', async () => {
    const token = local.createToken({
      permissions: [{ role: 'subscribeonly', cache: 'chat', topic: 'room' }],
      validForSeconds: 60,
    });
    using open = new RawSubscription(local, { cache_name: 'chat', topic: 'room' }, token);
    expect(await open.frames.next()).toEqual({ kind: 'heartbeat' });
    clock.advance(60_000);
    const last = await open.frames.nextWhere(({ kind }) => kind === 'error');
    expect(last).toEqual({ kind: 'error', code: UNAUTHENTICATED });
    expect(local.stats().openStreams).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('permit one key and no other', async () => {
    const { cache } = as({ role: 'readwrite', cache: 'chat', item: { key: 'room' } });
    expect(await codeOf(cache.listPushBack('chat', 'room', 'x'))).toBeUndefined();
    expect(await codeOf(cache.listPushBack('chat', 'room2', 'x'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(cache.listPushBack('other', 'room', 'x'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(cache.keysExist('chat', ['room', 'room2']))).toBe(PERMISSION_ERROR);
  });

  it('permit keys by prefix', async () => {
    const { cache } = as({ role: 'readonly', cache: 'chat', item: { keyPrefix: 'ルーム-' } });
    expect(await codeOf(cache.listFetch('chat', 'ルーム-1'))).toBeUndefined();
    expect(await codeOf(cache.listFetch('chat', 'ルーム'))).toBe(PERMISSION_ERROR);
  });

  it('permit reading and writing separately', async () => {
    const reader = as({ role: 'readonly', cache: 'chat' });
    expect(await codeOf(reader.cache.listFetch('chat', 'room'))).toBeUndefined();
    expect(await codeOf(reader.cache.listPushBack('chat', 'room', 'x'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(reader.cache.listPopBack('chat', 'room'))).toBe(PERMISSION_ERROR);
    const writer = as({ role: 'writeonly', cache: 'chat' });
    expect(await codeOf(writer.cache.listPushBack('chat', 'room', 'x'))).toBeUndefined();
    expect(await codeOf(writer.cache.listFetch('chat', 'room'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(writer.cache.setIfAbsent('chat', 'k', 'x'))).toBe(PERMISSION_ERROR);
  });

  it('permit publishing and subscribing separately', async () => {
    const publisher = as({ role: 'publishonly', cache: 'chat', topic: 'room-input' });
    expect(await codeOf(publisher.topics.publish('chat', 'room-input', 'x'))).toBeUndefined();
    expect(await codeOf(subscribe(publisher, 'room-input'))).toBe(PERMISSION_ERROR);
    const subscriber = as({ role: 'subscribeonly', cache: 'chat', topic: 'room' });
    expect(await codeOf(subscribe(subscriber, 'room'))).toBeUndefined();
    expect(await codeOf(subscriber.topics.publish('chat', 'room', 'x'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(subscribe(subscriber, 'room-input'))).toBe(PERMISSION_ERROR);
  });

  it('permit topics by prefix', async () => {
    const namePrefix = { namePrefix: 'room-' };
    const { topics } = as({ role: 'publishsubscribe', cache: 'chat', topic: namePrefix });
    expect(await codeOf(topics.publish('chat', 'room-1', 'x'))).toBeUndefined();
    expect(await codeOf(topics.publish('chat', 'lobby', 'x'))).toBe(PERMISSION_ERROR);
  });

  it('permit items and topics separately', async () => {
    const items = as({ role: 'readwrite', cache: 'chat' });
    expect(await codeOf(items.topics.publish('chat', 'room', 'x'))).toBe(PERMISSION_ERROR);
    const topics = as({ role: 'publishsubscribe', cache: 'chat' });
    expect(await codeOf(topics.cache.get('chat', 'k'))).toBe(PERMISSION_ERROR);
  });

  it('never permit the control plane', async () => {
    const { cache } = as({ role: 'readwrite' }, { role: 'publishsubscribe' });
    expect(await codeOf(cache.createCache('mine'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(cache.deleteCache('chat'))).toBe(PERMISSION_ERROR);
    expect(await codeOf(cache.listCaches())).toBe(PERMISSION_ERROR);
  });

  it('do not reveal whether a cache exists without permission', async () => {
    const { cache } = as({ role: 'readwrite', cache: 'chat' });
    expect(await codeOf(cache.get('no-such-cache', 'k'))).toBe(PERMISSION_ERROR);
  });

  describe('from the SDK’s AuthClient', () => {
    function generate(clients: Clients, scope = DisposableTokenScopes.cacheReadOnly('chat')) {
      opened.push(clients);
      return clients.auth.generateDisposableToken(scope, ExpiresIn.seconds(60), { tokenId: 'ada' });
    }

    it('work, and contain the endpoint of the gRPC-Web server', async () => {
      const made = await generate(clientsFor(local));
      if (!(made instanceof GenerateDisposableToken.Success)) throw new Error(made.toString());
      expect(made.endpoint).toBe(new URL(local.webUrl).host);
      expect(made.expiresAt.epoch()).toBe(clock.now() / 1000 + 60);
      const { cache } = withKey(bareToken(made));
      expect(await codeOf(cache.get('chat', 'k'))).toBeUndefined();
      expect(await codeOf(cache.set('chat', 'k', 'v'))).toBe(PERMISSION_ERROR);
    });

    it('are restricted to a key or a prefix', async () => {
      const scope = DisposableTokenScopes.cacheKeyPrefixReadWrite('chat', 'room-');
      const made = await generate(clientsFor(local), scope);
      if (!(made instanceof GenerateDisposableToken.Success)) throw new Error(made.toString());
      const { cache } = withKey(bareToken(made));
      expect(await codeOf(cache.set('chat', 'room-1', 'v'))).toBeUndefined();
      expect(await codeOf(cache.set('chat', 'lobby', 'v'))).toBe(PERMISSION_ERROR);
    });

    it('permit every key if combined with topics, because the SDK then omits the item', async () => {
      const made = await generate(clientsFor(local), {
        permissions: [
          { role: 'readwrite', cache: 'chat', item: { key: 'room' } },
          { role: 'publishsubscribe', cache: AllCaches, topic: 'room' },
        ],
      });
      if (!(made instanceof GenerateDisposableToken.Success)) throw new Error(made.toString());
      const { cache } = withKey(bareToken(made));
      expect(await codeOf(cache.set('chat', 'another-room', 'v'))).toBeUndefined();
    });

    it('are issued for the API key and refused for a wrong one', async () => {
      expect(await codeOf(generate(clientsWith(local, local.apiKey)))).toBeUndefined();
      expect(await codeOf(generate(clientsWith(local, 'wrong')))).toBe(AUTHENTICATION_ERROR);
    });

    it('are valid for 25 hours at most', async () => {
      const clients = clientsFor(local);
      opened.push(clients);
      const scope = DisposableTokenScopes.cacheReadOnly('chat');
      const longest = clients.auth.generateDisposableToken(scope, ExpiresIn.hours(25));
      expect(await codeOf(longest)).toBeUndefined();
      const longer = clients.auth.generateDisposableToken(scope, ExpiresIn.hours(26));
      expect(await codeOf(longer)).toBe(INVALID_ARGUMENT_ERROR);
    });
  });
});

function subscribe(clients: Clients, topic: string): Promise<object> {
  const ignore = () => undefined;
  return clients.topics.subscribe('chat', topic, { onItem: ignore, onError: ignore });
}

/** The SDK returns a token encoded together with its endpoint. */
function bareToken({ authToken }: GenerateDisposableToken.Success): string {
  const wrapped = JSON.parse(Buffer.from(authToken, 'base64').toString()) as { api_key: string };
  return wrapped.api_key;
}
