import type { Clock } from '../../platform/clock.js';
import type { ChatMessage } from '../../protocol/message.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { messageIn } from '../store/relation-list.js';
import type { RoomStore } from '../store/room-store.js';
import { BOT_PREFIX } from '../../protocol/bot-prefix.js';
import { Question } from './question.js';

export interface QuestionsOptions {
  readonly store: RoomStore;
  readonly clock: Clock;
  /** The most questions that are worked on at a time. */
  readonly concurrency: number;
  /** After this time another process that worked on a question has ended, in ms. */
  readonly takeOverMs: number;
  /** @throws the store's error */
  readonly isAnswered: (room: string, messageId: string) => Promise<boolean>;
  /** @returns whether to look at it again after `takeOverMs` */
  readonly answer: (question: Question) => Promise<boolean>;
  readonly report: (error: unknown) => void;
}

/** The most questions that wait; further ones are left to other processes. */
const MAX_WAITING = 10_000;
/** How often one question is looked at. */
const MAX_LOOKS = 20;
/** How far back a message is searched that another process has stored. */
const NEWEST = 20;
/** How old a message may be that nobody has answered, in ms, when a process begins to listen to its room. */
const MAX_AGE_MS = 600_000;
/** After this time, a message that has arrived is stored, if it passes quickly, in ms. */
const SOON_MS = 1_000;

/** The messages that a bot has to answer, here or, if another process ends, in its place. */
export class Questions {
  readonly #options: QuestionsOptions;
  /** Those that wait or are worked on, by room and message. */
  readonly #known = new Set<string>();
  /** Those that need no second look. */
  readonly #settled = new BoundedMap<string, true>(MAX_WAITING);
  readonly #active = new Set<Question>();
  readonly #waiting: (() => void)[] = [];
  #places = 0;
  readonly #timers = new Set<unknown>();
  #isClosed = false;

  constructor(options: QuestionsOptions) {
    this.#options = options;
  }

  get working(): number {
    return this.#active.size;
  }

  /** A message was stored by this process. */
  ask(room: string, message: ChatMessage): void {
    const key = keyOf(room, message.id);
    // An earlier one may be published again, and supersedes none that came after it.
    if (!this.#known.has(key) && !this.#settled.has(key)) this.#supersede(room, message);
    void this.#work(new Question(room, message));
  }

  /** A message has arrived, which some process stores: this one looks later whether it was answered. */
  expect(room: string, userId: string, messageId: string): void {
    this.#later(SOON_MS, async () => {
      const about = [...this.#active].some(
        ({ room: its, message }) => its === room && message.author.id === userId,
      );
      // Only then is it of interest so soon.
      const newest = about ? await this.#newest(room) : [];
      const index = newest.findIndex(({ id }) => id === messageId);
      const message = newest[index];
      if (message) this.#supersede(room, message, newest.slice(0, index));
    });
    this.#later(this.#options.takeOverMs, async () => {
      const key = keyOf(room, messageId);
      if (this.#known.has(key) || this.#settled.has(key)) return;
      if (await this.#options.isAnswered(room, messageId)) return;
      const message = await this.#find(room, messageId);
      if (message?.author.id === userId) await this.#work(new Question(room, message));
    });
  }

  /**
   * Looks for each visitor's last message, if nobody has answered it: its process may have ended. It looks at once, since a busy
   * room soon has newer ones, and again when it works: the room may not have been heard yet.
   */
  catchUp(room: string): void {
    const { clock, takeOverMs } = this.#options;
    const found: ChatMessage[] = [];
    const look = async (): Promise<void> => void found.push(...(await this.#lastOfEach(room)));
    this.#later(0, look);
    this.#later(clock.random() * takeOverMs, async () => {
      await look();
      for (const last of found) {
        if (this.#settled.has(keyOf(room, last.id))) continue;
        if (clock.now() - (last.sentAt ?? 0) > MAX_AGE_MS) continue;
        void this.#work(new Question(room, last));
      }
    });
  }

  /** Whether the author has written again since. @throws the store's error */
  async isSuperseded({ room, message }: Question): Promise<boolean> {
    const newest = await this.#newest(room);
    const index = newest.findIndex(({ id }) => id === message.id);
    return newest.slice(index + 1).some(({ author }) => author.id === message.author.id);
  }

  /** Resolves after a time, in ms, or when the bot is closed. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#later(ms, () => Promise.resolve(resolve()), resolve);
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const question of this.#active) question.close();
    for (const timer of this.#timers) this.#options.clock.clearTimeout(timer);
    this.#timers.clear();
    for (const next of this.#waiting.splice(0)) next();
  }

  async #work(question: Question, looks = 1): Promise<void> {
    const key = keyOf(question.room, question.message.id);
    if (this.#isClosed || (looks === 1 && this.#known.has(key))) return;
    if (this.#known.size >= MAX_WAITING) return;
    this.#known.add(key);
    let again = true;
    await this.#takePlace();
    if (this.#isClosed) return;
    this.#active.add(question);
    try {
      again = await this.#options.answer(question);
    } catch (error) {
      this.#options.report(error);
    }
    this.#active.delete(question);
    this.#leavePlace();
    if (again && looks < MAX_LOOKS) {
      this.#later(this.#options.takeOverMs, () => this.#work(question, looks + 1));
      return;
    }
    this.#known.delete(key);
    this.#settled.set(key, true);
  }

  /** Resolves when there is a place to work. */
  #takePlace(): Promise<void> | undefined {
    if (this.#places >= this.#options.concurrency) {
      return new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.#places += 1;
    return undefined;
  }

  /** The next one that waits gets it. */
  #leavePlace(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#places -= 1;
  }

  /**
   * Its author does not wait for answers to earlier messages any more.
   *
   * @param earlier the messages before it, where they are known; otherwise all others are
   */
  #supersede(room: string, { id, author }: ChatMessage, earlier?: readonly ChatMessage[]): void {
    for (const question of this.#active) {
      const { message } = question;
      const isOther = message.id !== id && message.author.id === author.id;
      if (question.room !== room || !isOther) continue;
      if (!earlier || earlier.some((one) => one.id === message.id)) question.supersede();
    }
  }

  async #find(room: string, messageId: string): Promise<ChatMessage | undefined> {
    return (await this.#newest(room)).find(({ id }) => id === messageId);
  }

  /** The last message of each visitor, among the newest. */
  async #lastOfEach(room: string): Promise<readonly ChatMessage[]> {
    const newest = await this.#newest(room);
    const lastOf = new Map(newest.map((message) => [message.author.id, message]));
    lastOf.delete(undefined);
    return [...lastOf.values()].filter(({ author }) => !author.id?.startsWith(BOT_PREFIX));
  }

  async #newest(room: string): Promise<readonly ChatMessage[]> {
    const items = await this.#options.store.fetch(room, NEWEST);
    return items.flatMap((item) => messageIn(item)?.message ?? []);
  }

  #later(ms: number, work: () => Promise<void>, onClose?: () => void): void {
    if (this.#isClosed) {
      onClose?.();
      return;
    }
    const timer = this.#options.clock.setTimeout(() => {
      this.#timers.delete(timer);
      work().catch((error: unknown) => this.#options.report(error));
    }, ms);
    this.#timers.add(timer);
  }
}

function keyOf(room: string, messageId: string): string {
  return JSON.stringify([room, messageId]);
}
