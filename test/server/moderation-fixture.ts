import { vi } from 'vitest';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../helpers/memory-room-store.js';

/** A sender asks again about what it has not heard of after so long, in ms. */
export const RETRY_MS = 20_000;

/** One server process that hears of everything. */
export interface Process {
  readonly store: MemoryRoomStore;
  readonly moderation: Moderation;
  readonly errors: unknown[];
  readonly moderate: ReturnType<typeof vi.fn<ModerationOptions['moderate']>>;
}

/** The words that everybody reads in the room. */
export function setUp() {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  return {
    clock,
    memory,
    start: (options: Partial<ModerationOptions> = {}): Process => {
      const store = memory.connect();
      const errors: unknown[] = [];
      const moderate = vi.fn<ModerationOptions['moderate']>(() => undefined);
      const moderation = new Moderation(
        { store, moderate, onError: (error) => errors.push(error), ...options },
        clock,
      );
      return { store, moderation, errors, moderate };
    },
    stored: (): Record<string, unknown>[] =>
      (memory.lists.get('lobby') ?? []).map((item) => JSON.parse(item) as Record<string, unknown>),
    heard: () => memory.heard('lobby') as Record<string, unknown>[],
  };
}

export function message(id: string, text = 'Hello', more: object = {}): string {
  return JSON.stringify({ id, username: 'Ada', message: text, timestamp: 1, ...more });
}

/** Something to wait for, and the way to let it happen. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
