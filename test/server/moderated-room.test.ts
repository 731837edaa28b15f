import { CredentialProvider } from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import {
  createModerator,
  createTokenEndpoint,
  type Moderator,
  type ModeratorOptions,
  type TokenEndpointAnswer,
} from '../../src/server/index.js';
import { systemClock } from '../../src/platform/clock.js';
import type { Internals } from '../../src/server/moderation/internals.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';
import type { LiveRoomStore } from '../../src/server/store/room-store.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { ModeratedSender } from '../helpers/moderated-sender.js';
import { SHORT_LEASES } from '../helpers/short-leases.js';

const CACHE = 'instant-messaging';

/** A moderated room as its members see it: the engine, the SDK and the server side, all of them real. */
describe('a moderated room, over the wire', () => {
  let engine: LocalMomento;
  let store: LiveRoomStore;
  let issuer: MomentoTokenIssuer;
  let owner: Clients;
  let moderator: Moderator | undefined;
  const opened: Disposable[] = [];
  const errors: unknown[] = [];

  beforeEach(async () => {
    engine = await startLocalMomento({ caches: [CACHE], heartbeatMs: 200 });
    const credentialProvider = CredentialProvider.forMomentoLocal({
      hostname: engine.host,
      port: engine.grpcPort,
    });
    store = momentoRoomStore({ credentialProvider });
    issuer = momentoTokenIssuer({ credentialProvider });
    owner = clientsFor(engine);
    opened.push(owner);
  });

  afterEach(async () => {
    moderator?.close();
    opened.splice(0).forEach((one) => one[Symbol.dispose]());
    errors.length = 0;
    store.close();
    issuer.close();
    await engine.close();
  });

  function moderate(options: Partial<ModeratorOptions> = {}, internals?: Internals): Moderator {
    moderator = createModerator(
      {
        store,
        moderate: ({ text }) => {
          if (text.includes('spam')) return { reject: 'No advertising, please.' };
          return text.includes('darn') ? { text: text.replaceAll('darn', '****') } : undefined;
        },
        profileOf: (id) => ({ name: id.toUpperCase() }),
        onError: (error) => errors.push(error),
        ...options,
      },
      systemClock,
      internals,
    );
    return moderator;
  }

  async function join(userId: string, room = 'lobby'): Promise<ModeratedSender> {
    const sender = await ModeratedSender.join(engine, {
      cache: CACHE,
      room,
      userId,
      everyMs: 1_000,
    });
    opened.push(sender);
    return sender;
  }

  async function list(room = 'lobby'): Promise<Record<string, unknown>[]> {
    const items = (await owner.cache.listFetch(CACHE, room)).value() ?? [];
    return items.map((item) => JSON.parse(item) as Record<string, unknown>);
  }

  it('shows accepted messages, with the text and name that the host gives them', async () => {
    moderate({ rooms: ['lobby'] });
    const [ada, grace] = [await join('ada'), await join('grace')];
    const forged = { userId: 'grace', username: 'Grace', avatarUrl: 'https://g.example/g.png' };
    const echo = await ada.send('m1', 'darn it', forged);
    expect(echo).toMatchObject({ username: 'ADA', message: '**** it', userId: 'ada' });
    expect(echo).not.toHaveProperty('avatarUrl');
    expect(await list()).toEqual([echo]);
    await eventually(() => grace.heard.length > 0);
    expect(grace.heard).toEqual([echo]);
  });

  it('tells the sender, and stores nothing, where it does not pass', async () => {
    moderate({ rooms: ['lobby'] });
    const ada = await join('ada');
    const reason = 'No advertising, please.';
    expect(await ada.send('m1', 'spam')).toMatchObject({
      type: 'rejection',
      code: 'rejected',
      reason,
    });
    expect(await list()).toEqual([]);
  });

  it('removes a message from the list and for every visitor', async () => {
    const listening = moderate({ rooms: ['lobby'] });
    const ada = await join('ada');
    await ada.send('m1', 'one');
    await ada.send('m2', 'two');
    await listening.removeMessage('lobby', 'm1');
    expect((await list()).map(({ id }) => id)).toEqual(['m2']);
    await eventually(() => ada.heard.some(({ type }) => type === 'removal'));
    expect(ada.heard.at(-1)).toMatchObject({ type: 'removal', id: 'm1', userId: 'ada' });
    await listening.closeRoom('lobby');
    await eventually(() => ada.heard.some(({ type }) => type === 'closing'));
    expect(await list()).toEqual([]);
  });

  it('is entered with a token, whose room the moderator attends from then on', async () => {
    const listening = moderate();
    const endpoint = createTokenEndpoint({
      issueToken: issuer,
      authorize: () => ({ user: { id: 'ada' } }),
      mode: (room) => (room === 'open' ? 'direct' : 'moderated'),
      moderator: listening,
    });
    expect(listening.rooms).toEqual([]);
    const ask = (room: string) => endpoint(new Request(`https://chat.example/?room=${room}`));
    const [answer, again] = await Promise.all([ask('lobby'), ask('lobby'), ask('open')]);
    const { authToken, mode } = (await answer.json()) as TokenEndpointAnswer;
    expect(mode).toBe('moderated');
    expect(((await again.json()) as TokenEndpointAnswer).authToken).toBe(authToken);
    expect(engine.stats().calls).toMatchObject({ GenerateDisposableToken: 2 });
    expect(listening.rooms).toEqual(['lobby']);
    const ada = await join('ada');
    expect(await ada.send('m1', 'Hello')).toMatchObject({ message: 'Hello' });

    // The server is replaced by another one, which has issued no token yet.
    listening.close();
    await eventually(() => engine.stats().openStreams === 1);
    const next = moderate();
    await eventually(() => next.rooms.length > 0);
    expect(await ada.send('m2', 'Anybody there?')).toMatchObject({ message: 'Anybody there?' });
  });

  it.each<[string, () => Promise<void> | void]>([
    ['restarts', () => engine.restart({ downMs: 500 })],
    ['cuts every stream', () => engine.faults.dropStreams()],
    ['ends every stream', () => engine.faults.endStreams()],
    ['lets every stream fall silent', () => engine.faults.stallStreams()],
  ])(
    'loses nothing and writes nothing twice when the service %s',
    async (_, happen) => {
      moderate({ rooms: ['lobby'], rateLimit: { messages: 1_000, seconds: 1 } });
      const ada = await join('ada');
      await ada.send('before', 'x');
      // The watchdog learns the heartbeats' pace: it need not wait for half a minute then.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const sent = Array.from({ length: 10 }, (__, n) => ada.send(`during ${n}`, 'x'));
      await happen();
      // Ada's own stream need not come back: the messages in the list have arrived.
      await eventually(async () => (await list()).length === 11);
      const after = await join('grace');
      await after.send('after', 'x');
      const ids = (await list()).map(({ id }) => id);
      expect(ids).toHaveLength(new Set(ids).size);
      expect(ids).toHaveLength(12);
      void Promise.allSettled(sent);
    },
    60_000,
  );

  it('writes a message once if the answer to the write was lost', async () => {
    moderate({ rooms: ['lobby'] }, { leaseTimes: SHORT_LEASES });
    const [ada, grace, linus] = [await join('ada'), await join('grace'), await join('linus')];
    for (const rpc of ['SetIf', 'ListPushBack']) {
      engine.faults.inject({ rpc, kind: 'lost-answer', count: 1 });
    }
    // The answer to one lease and the answer to one push are lost; both messages are retried when their lease has expired.
    await Promise.all([ada.send('m1', 'x'), grace.send('m2', 'x'), linus.send('m3', 'x')]);
    expect((await list()).map(({ id }) => id).sort()).toEqual(['m1', 'm2', 'm3']);
    expect(errors).toHaveLength(2);
  }, 60_000);

  it('writes a message once if two moderators receive it', async () => {
    moderate({ rooms: ['lobby'] });
    const otherStore = momentoRoomStore({
      credentialProvider: CredentialProvider.forMomentoLocal({
        hostname: engine.host,
        port: engine.grpcPort,
      }),
    });
    const other = createModerator({
      store: otherStore,
      rooms: ['lobby'],
      moderate: () => undefined,
    });
    opened.push({
      [Symbol.dispose]: () => {
        other.close();
        otherStore.close();
      },
    });
    const people = await Promise.all(['ada', 'grace', 'linus'].map((id) => join(id)));
    await Promise.all(
      people.flatMap((one, person) =>
        Array.from({ length: 5 }, (_, n) => one.send(`${person}-${n}`, 'x')),
      ),
    );
    const ids = (await list()).map(({ id }) => String(id));
    expect([...ids].sort()).toEqual(
      [0, 1, 2].flatMap((person) => [0, 1, 2, 3, 4].map((n) => `${person}-${n}`)),
    );
    expect(errors).toEqual([]);
  });
});
