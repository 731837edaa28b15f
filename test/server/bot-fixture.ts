import { vi } from 'vitest';
import { createBot, type Bot } from '../../src/server/bot/bot.js';
import type { BotOptions } from '../../src/server/bot/bot-options.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../helpers/memory-room-store.js';
import { message } from './moderation-fixture.js';

type Fields = Record<string, unknown>;

export const ROOM = 'lobby';
export const USER = { id: 'bot-help', name: 'Helper' };

/** A server process with a bot. */
export interface BotProcess {
  readonly store: MemoryRoomStore;
  readonly bot: Bot;
  readonly moderation: Moderation;
  readonly reply: ReturnType<typeof vi.fn<BotOptions['reply']>>;
  readonly errors: unknown[];
}

/** Processes that moderate a room and answer in it. */
export function setUpBots(options: Partial<BotOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const processes: BotProcess[] = [];
  const start = (more: Partial<BotOptions & ModerationOptions> = {}): BotProcess => {
    const store = memory.connect();
    const errors: unknown[] = [];
    const onError = (error: unknown): unknown => errors.push(error);
    const reply = vi.fn(more.reply ?? options.reply ?? (({ text }) => `You said ${text}`));
    const bot = createBot({ store, user: USER, onError, ...options, ...more, reply }, clock);
    const host = { store, moderate: () => undefined, onError, ...more, bot };
    const one = { store, bot, moderation: new Moderation(host, clock), reply, errors };
    processes.push(one);
    return one;
  };
  return {
    clock,
    memory,
    start,
    /** Sends a message to the room: all processes that live hear of it. */
    write: async (userId: string, id: string, text = 'Hello'): Promise<void> => {
      const living = processes.filter(({ store }) => !store.isDead);
      // A process that is killed at this never returns.
      for (const { moderation } of living) void moderation.handle(ROOM, message(id, text), userId);
      await clock.advance(10);
    },
    /** The texts that the room shows. */
    shown: () =>
      (memory.lists.get(ROOM) ?? []).map((item) => (JSON.parse(item) as Fields)['message']),
    /** The texts that the room has heard. */
    heard: () => (memory.heard(ROOM) as Fields[]).map((item) => item['message']),
    /** What the room has heard of the bot's writing. */
    progress: () =>
      (memory.heard(ROOM) as Fields[]).filter(
        ({ type, userId }) => type === 'activity' && userId === USER.id,
      ),
    replies: () => processes.flatMap(({ reply }) => reply.mock.calls),
  };
}

/** An iterable that a test feeds. */
export function feed(): {
  readonly texts: AsyncIterable<string>;
  readonly push: (text: string) => void;
  readonly end: (error?: Error) => void;
  readonly isLeft: () => boolean;
} {
  const queue: (() => IteratorResult<string>)[] = [];
  let wake = (): void => undefined;
  let left = false;
  const add = (step: () => IteratorResult<string>): void => {
    queue.push(step);
    wake();
  };
  return {
    texts: {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
          return (queue.shift() as () => IteratorResult<string>)();
        },
        return: () => {
          left = true;
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    },
    push: (value) => add(() => ({ done: false, value })),
    end: (error) =>
      add(() => {
        if (error) throw error;
        return { done: true, value: undefined };
      }),
    isLeft: () => left,
  };
}
