import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { ModeratedSender } from '../helpers/moderated-sender.js';
import { ModeratingProcess, MOMENTS } from '../helpers/moderating-process.js';

const CACHE = 'instant-messaging';
const ROOM = 'lobby';

/** Two real processes with the real SDK and the engine over the wire. One of them is killed by SIGKILL. */
describe('two processes that moderate one room', () => {
  let engine: LocalMomento;
  let owner: Clients;
  const opened: Disposable[] = [];

  async function join(userId: string): Promise<ModeratedSender> {
    const sender = await ModeratedSender.join(engine, {
      cache: CACHE,
      room: ROOM,
      userId,
      everyMs: 1_000,
    });
    opened.push(sender);
    return sender;
  }

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: [CACHE] });
    owner = clientsFor(engine);
    opened.push(owner);
  });

  afterAll(async () => {
    opened.forEach((one) => one[Symbol.dispose]());
    await engine.close();
  });

  it('write every message once if one of them is killed at any step of a message', async () => {
    const worst = MOMENTS.filter((moment) => moment !== 'before leasing');
    await using victim = await ModeratingProcess.start(engine.grpcPort, ROOM, worst);
    // It waits, so that the victim acquires the leases.
    await using survivor = await ModeratingProcess.start(engine.grpcPort, ROOM, ['before leasing']);
    const senders = await Promise.all(worst.map((moment) => join(moment)));
    const sent = senders.map((sender, index) => {
      const moment = worst[index] ?? '';
      return sender.send(`killed ${moment}`, `Hello from ${moment}`);
    });
    await eventually(() => victim.held.size === worst.length && survivor.held.size > 0);
    await victim.kill();
    survivor.release();

    const echoes = await Promise.all(sent);
    const list = (await owner.cache.listFetch(CACHE, ROOM)).value() ?? [];
    const stored = list.map((item) => JSON.parse(item) as { id: string; userId: string });
    expect(stored.map(({ id }) => id).sort()).toEqual(
      worst.map((moment) => `killed ${moment}`).sort(),
    );
    for (const echo of echoes) {
      expect(stored).toContainEqual(echo);
      expect(echo.id).toBe(`killed ${String(echo.userId)}`);
    }
    // A message that its sender repeats later is not stored again.
    const late = await join('after publishing');
    await late.send('killed after publishing', 'Hello again');
    expect((await owner.cache.listLength(CACHE, ROOM)).value()).toBe(worst.length);
  }, 60_000);
});
