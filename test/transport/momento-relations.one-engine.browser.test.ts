import { expect } from '@open-wc/testing';
import { relationsKey } from '../../src/protocol/room-rules.js';
import type { Session } from '../../src/session/session.js';
import { MomentoTransport } from '../../src/transport/momento/momento-transport.js';
import type { Transport } from '../../src/transport/transport.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { wrapToken } from '../helpers/engine-token.js';
import { outgoing } from '../helpers/outgoing.js';

const CACHE = 'chat';
const HOUR_MS = 3_600_000;
const DAY_SECONDS = 86_400;

describe('the relations of a room on Momento', () => {
  let engine: TestEngine;
  let room: string;
  let rooms = 0;
  const now = performance.now.bind(performance);

  before(async () => {
    engine = await startEngine({ caches: [CACHE] });
  });

  after(() => engine.stop());

  beforeEach(() => {
    rooms += 1;
    room = `room-${String(rooms)}`;
  });

  afterEach(() => {
    performance.now = now;
  });

  function advanceBy(ms: number): void {
    const before = performance.now.bind(performance);
    performance.now = () => before() + ms;
  }

  function enter(
    ttlSeconds = DAY_SECONDS,
    authToken = wrapToken(engine.webUrl, engine.apiKey),
  ): Transport {
    const session: Session = {
      room,
      authToken,
      expiresAt: Date.now() + 600_000,
      lifetimeMs: 600_000,
      cacheName: CACHE,
      user: { id: 'ada', name: 'Ada', avatarUrl: undefined },
      userIsVouchedFor: true,
      mode: 'direct',
      readOnly: false,
      role: 'member',
      relations: true,
      signals: true,
      attachments: undefined,
      away: false,
      answerSeconds: undefined,
      endpoint: engine.webUrl,
    };
    return new MomentoTransport(session, { limit: 50, ttlSeconds });
  }

  async function refreshes(during: () => Promise<unknown>): Promise<number> {
    const count = async (): Promise<number> =>
      Object.entries((await engine.stats()).calls)
        .filter(([name]) => name.endsWith('UpdateTtl'))
        .reduce((sum, [, calls]) => sum + calls, 0);
    const start = await count();
    await during();
    return (await count()) - start;
  }

  const list = (): { cache: string; list: string } => ({ cache: CACHE, list: relationsKey(room) });

  it('cost a message no further call where there are none', async () => {
    const transport = enter();
    await transport.relations?.fetch(0, 10);
    expect(
      await refreshes(async () => {
        await transport.push([outgoing('hello')]);
        advanceBy(20 * HOUR_MS);
        await transport.push([outgoing('hello')]);
      }),
    ).to.equal(0);
  });

  it('are refreshed by messages, once in half of the messages’ time', async () => {
    await engine.push(list(), 'an edit');
    const transport = enter(DAY_SECONDS / 2);
    expect(await transport.relations?.fetch(0, 10)).to.deep.equal(['an edit']);
    const push = (): Promise<void> => transport.push([outgoing('hello')]);
    // It is not known how old the fetched list is.
    expect(await refreshes(push)).to.equal(1);
    expect(await refreshes(push)).to.equal(0);
    advanceBy(5 * HOUR_MS);
    expect(await refreshes(push)).to.equal(0);
    advanceBy(2 * HOUR_MS);
    expect(await refreshes(push)).to.equal(1);
    expect(await refreshes(push)).to.equal(0);
  });

  it('are refreshed each minute where the service lets them live no longer than the messages', async () => {
    await engine.push(list(), 'an edit');
    const transport = enter(DAY_SECONDS);
    await transport.relations?.fetch(0, 10);
    const push = (): Promise<void> => transport.push([outgoing('hello')]);
    expect(await refreshes(push)).to.equal(1);
    expect(await refreshes(push)).to.equal(0);
    advanceBy(61_000);
    expect(await refreshes(push)).to.equal(1);
  });

  it('are not refreshed again by the transport of a new token', async () => {
    await engine.push(list(), 'an edit');
    const before = enter();
    await before.relations?.fetch(0, 10);
    await before.push([outgoing('hello')]);
    const transport = enter();
    await transport.relations?.fetch(0, 10);
    expect(await refreshes(() => transport.push([outgoing('hello')]))).to.equal(0);
  });

  it('outlive their time as long as messages come', async () => {
    const ttlSeconds = 6;
    const transport = enter(ttlSeconds);
    await engine.push(list(), 'an edit');
    await transport.relations?.fetch(0, 10);
    const end = now() + ttlSeconds * 1500;
    while (now() < end) {
      // On a busy machine a call may time out: the next message makes up for it.
      await transport.push([outgoing('hello')]).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(await enter(ttlSeconds).relations?.fetch(0, 10)).to.deep.equal(['an edit']);
  }).timeout(60_000);

  it('let a message be stored where they cannot be refreshed', async () => {
    await engine.push(list(), 'an edit');
    const transport = enter();
    await transport.relations?.fetch(0, 10);
    await engine.faults.inject({ rpc: 'UpdateTtl', kind: 'error', status: 'PERMISSION_DENIED' });
    await transport.push([outgoing('hello')]);
    expect(await engine.list({ cache: CACHE, list: room })).to.have.length(1);
    expect(await refreshes(() => transport.push([outgoing('hello')]))).to.equal(1);
  });

  it('are given up where the token opens only the list of messages', async () => {
    const { authToken } = await engine.token({
      permissions: [{ role: 'readwrite', cache: CACHE, item: { key: room } }],
      validForSeconds: 600,
    });
    await engine.push(list(), 'an edit');
    const transport = enter(DAY_SECONDS, authToken);
    expect(transport.relations).not.to.equal(undefined);
    expect(await transport.relations?.fetch(0, 10)).to.deep.equal([]);
    expect(transport.relations).to.equal(undefined);
    await transport.push([outgoing('hello')]);
    expect(await transport.fetchHistory(0, 10)).to.have.length(1);
  });

  it('are removed by value, all that are equal', async () => {
    await engine.push(list(), 'like', 'edit', 'like');
    await enter().relations?.remove?.('like');
    expect(await engine.list(list())).to.deep.equal(['edit']);
  });
});
