import { setTimeout as wait } from 'node:timers/promises';
import { createModerationDesk, type LiveRoomStore } from '../../src/server/index.js';
import { storeFor, type RelayEngine } from '../helpers/relay-server.js';

/** Longer than a run. */
const SECONDS = 86_400;
/** Before an order is given again that failed, in ms. */
const RETRY_MS = 200;

/** A time in which a user was banned for sure, by `performance.now()`: from the answer to the ban until its end was asked for. */
export interface Ban {
  readonly userId: string;
  readonly from: number;
  until: number;
}

/** The host's bans in one room. Orders fail during faults, and are given again. */
export class Bans {
  readonly all: Ban[] = [];
  readonly #store: LiveRoomStore;
  readonly #room: string;
  readonly #desk: ReturnType<typeof createModerationDesk>;

  constructor(engine: RelayEngine, room: string) {
    this.#store = storeFor(engine);
    this.#room = room;
    this.#desk = createModerationDesk({ store: this.#store, roleOf: () => 'member' });
  }

  /** Whether a user is banned, or may be. */
  has(userId: string): boolean {
    return this.all.some((ban) => ban.userId === userId && ban.until === Infinity);
  }

  async ban(userId: string): Promise<void> {
    const order = { room: this.#room, userId, seconds: SECONDS };
    await untilDone(() => this.#desk.ban(order));
    this.all.push({ userId, from: performance.now(), until: Infinity });
  }

  async lift(userId: string): Promise<void> {
    this.#end((ban) => ban.userId === userId);
    await untilDone(() => this.#desk.lift({ room: this.#room, userId }));
  }

  /** The engine is about to lose all bans. */
  lose(): void {
    this.#end(() => true);
  }

  close(): void {
    this.#store.close();
  }

  #end(isMeant: (ban: Ban) => boolean): void {
    for (const ban of this.all) {
      if (isMeant(ban)) ban.until = Math.min(ban.until, performance.now());
    }
  }
}

async function untilDone(order: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await order();
      return;
    } catch (error) {
      if (tries === 100) throw error;
      await wait(RETRY_MS);
    }
  }
}
