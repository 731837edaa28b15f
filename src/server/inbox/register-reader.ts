import type { Clock } from '../../platform/clock.js';
import { RetryDelay } from '../../platform/retry-delay.js';
import type { StoredConversation } from './conversation-state.js';
import type { Register } from './register.js';

export interface RegisterReaderOptions {
  readonly register: Register;
  readonly clock: Clock;
  /** @param stored undefined: there is none any more */
  readonly onRead: (room: string, stored: StoredConversation | undefined) => void;
  /** The rooms that are known already. */
  readonly known: () => readonly string[];
  readonly report: (error: Error) => void;
}

/** Conversations that are read at a time when everything is read. */
const LANES = 16;
/** When everything is read again bit by bit: one conversation each time, in ms. */
const SPACING_MS = 250;
/** After the last one, in ms. */
const ROUND_MS = 600_000;

/** Reads conversations from the register: all of them, single ones, and all again and again, slowly. */
export class RegisterReader {
  readonly #options: RegisterReaderOptions;
  readonly #retry: RetryDelay;
  readonly #waiting = new Set<() => void>();
  /** Counts the readings: a later one replaces the earlier one. */
  #reading = 0;
  #isWhole = false;
  #timer: unknown;
  #isClosed = false;

  constructor(options: RegisterReaderOptions) {
    this.#options = options;
    this.#retry = new RetryDelay(options.clock);
  }

  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Reads everything, as often as it takes. */
  readAll(): void {
    this.#reading += 1;
    this.#isWhole = false;
    this.#options.clock.clearTimeout(this.#timer);
    void this.#readAll(this.#reading);
  }

  /** Reads one conversation. */
  readSoon(room: string): void {
    this.#read(room).catch((error: Error) => this.#options.report(error));
  }

  /** Resolves when everything is read, or after a time, in ms. */
  whole(ms: number): Promise<void> {
    if (this.#isWhole || this.#isClosed) return Promise.resolve();
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const done = (): void => {
        clock.clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = clock.setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#reading += 1;
    this.#options.clock.clearTimeout(this.#timer);
    for (const done of this.#waiting) done();
  }

  async #readAll(reading: number): Promise<void> {
    const { clock, report } = this.#options;
    try {
      await this.#readIndex(reading, LANES, 0);
      if (reading !== this.#reading) return;
      this.#retry.reset();
      this.#isWhole = true;
      for (const done of this.#waiting) done();
      this.#timer = clock.setTimeout(() => void this.#readAgain(reading), ROUND_MS);
    } catch (error) {
      if (reading !== this.#reading) return;
      report(error as Error);
      this.#timer = clock.setTimeout(() => void this.#readAll(reading), this.#retry.next());
    }
  }

  /** What a process has not told before it ended is found here. */
  async #readAgain(reading: number): Promise<void> {
    const { clock, report } = this.#options;
    try {
      await this.#readIndex(reading, 1, SPACING_MS);
    } catch (error) {
      report(error as Error);
    }
    if (reading !== this.#reading) return;
    this.#timer = clock.setTimeout(() => void this.#readAgain(reading), ROUND_MS);
  }

  async #readIndex(reading: number, lanes: number, spacingMs: number): Promise<void> {
    const { register } = this.#options;
    const left = new Set(this.#options.known());
    for await (const entries of register.index.entries()) {
      const rooms = [...new Set(entries.map(({ room }) => room))];
      const gone = await this.#readRooms(reading, rooms, lanes, spacingMs);
      if (reading !== this.#reading) return;
      for (const room of rooms) left.delete(room);
      await register.index.sweep(entries, (room) => gone.has(room));
    }
    await this.#readRooms(reading, [...left], lanes, spacingMs);
  }

  /** @returns those that are not there any more */
  async #readRooms(
    reading: number,
    rooms: readonly string[],
    lanes: number,
    spacingMs: number,
  ): Promise<ReadonlySet<string>> {
    const { clock } = this.#options;
    const gone = new Set<string>();
    const queue = [...rooms];
    const lane = async (): Promise<void> => {
      for (;;) {
        const room = queue.pop();
        if (room === undefined || reading !== this.#reading) return;
        if (!(await this.#read(room))) gone.add(room);
        if (spacingMs > 0) await new Promise<void>((go) => clock.setTimeout(go, spacingMs));
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return gone;
  }

  async #read(room: string): Promise<boolean> {
    const stored = await this.#options.register.read(room);
    if (!this.#isClosed) this.#options.onRead(room, stored);
    return stored !== undefined;
  }
}
