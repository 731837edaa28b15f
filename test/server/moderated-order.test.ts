import { setTimeout as delay } from 'node:timers/promises';
import { CredentialProvider } from '@gomomento/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createModerator } from '../../src/server/index.js';
import { momentoRoomStore } from '../../src/server/store/momento-room-store.js';
import { Random } from '../helpers/random.js';
import { ModeratedSender } from '../helpers/moderated-sender.js';

const CACHE = 'instant-messaging';
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

interface Stored {
  readonly id: string;
  readonly userId: string;
  readonly order: number;
}

describe('several moderators of one room keep a sender’s order', () => {
  let engine: LocalMomento;
  const random = new Random(7);
  const closers: (() => void)[] = [];

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: [CACHE] });
  });

  afterAll(async () => {
    for (const close of closers) close();
    await engine.close();
  });

  /** @param skewMs how far its clock is off */
  function moderate(room: string, skewMs: number): void {
    const store = momentoRoomStore({
      credentialProvider: CredentialProvider.forMomentoLocal({
        hostname: '127.0.0.1',
        port: engine.grpcPort,
      }),
    });
    const moderator = createModerator(
      {
        store,
        rooms: [room],
        // All of them hear of each message.
        roomLeaseSeconds: 0,
        rateLimit: { messages: 1_000, seconds: 1 },
        moderate: async () => {
          await delay(random.between(0, 300));
        },
      },
      { ...systemClock, now: () => Date.now() + skewMs },
    );
    closers.push(() => {
      moderator.close();
      store.close();
    });
  }

  it.each([
    ['whichever of them is the faster', 0, 0],
    ['though their clocks are apart', 200, 0],
    ['though their clocks are hours apart', -3 * HOUR, 0],
    ['though the sender’s clock is years ahead', 0, YEAR],
    ['though the sender’s clock is years behind', 300, -YEAR],
  ])(
    '%s',
    async (title, skewMs, senderSkewMs) => {
      moderate(title, 0);
      moderate(title, skewMs);
      const users = ['ada', 'grace', 'edsger'];
      const senders = await Promise.all(
        users.map((userId) => ModeratedSender.join(engine, { cache: CACHE, room: title, userId })),
      );
      // Both have to listen by then, or there is no race.
      await expect
        .poll(() => engine.stats().openStreams)
        .toBeGreaterThanOrEqual(closers.length + senders.length);
      const start = Date.now() + senderSkewMs;
      await Promise.all(
        senders.flatMap((sender, who) =>
          Array.from({ length: 12 }, (_, i) =>
            sender.send(`${String(users[who])} ${String(i).padStart(2, '0')}`, 'x', {
              order: start + i,
            }),
          ),
        ),
      );
      for (const sender of senders) sender[Symbol.dispose]();
      const stored = engine.direct
        .listFetch({ cache: CACHE, list: title })
        .map((text) => JSON.parse(text) as Stored)
        .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
      for (const userId of users) {
        const ids = stored.filter((one) => one.userId === userId).map(({ id }) => id);
        expect(ids).toEqual([...ids].sort());
        expect(ids).toHaveLength(12);
      }
      for (const { order } of stored) expect(Math.abs(order - Date.now())).toBeLessThan(4 * HOUR);
    },
    60_000,
  );
});
