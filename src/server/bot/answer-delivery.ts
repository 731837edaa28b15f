import { toJson } from '../../protocol/json.js';
import type { InboxFeed } from '../inbox/inbox-feed.js';
import type { Leases } from '../store/leases.js';
import { answerId } from './answer-ids.js';
import type { Answer, Answers } from './answers.js';
import type { Question } from './question.js';

/** What a bot needs of the moderator, or the relay, that it works with. */
export interface BotPort {
  /**
   * Stores and publishes a message of the bot as any other one: it is stored once under its id. It never rejects; the bot is
   * told of what was published.
   *
   * @param item JSON with an `id`, a `message` and `suggestions`, perhaps
   */
  readonly submit: (room: string, item: string, userId: string) => Promise<void>;
  /** The inbox, if the rooms have one: agents may have taken a conversation over. */
  readonly inbox: Pick<InboxFeed, 'isForBot' | 'handOver'> | undefined;
}

export interface AnswerDeliveryOptions {
  readonly botId: string;
  readonly answers: Answers;
  readonly leases: Leases;
  /** Resolves after a time, in ms, or when the bot is closed. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** After a failed request, in ms: the next one may succeed. The moderator's lease ends within the third. */
const RETRY_MS = [1_000, 4_000, 16_000, 32_000];

/** Brings answers that are decided into their rooms, whichever process has decided them, and has begun. */
export class AnswerDelivery {
  readonly #options: AnswerDeliveryOptions;
  /** The messages of answers that this process has published while it says them, by room and id. */
  readonly #published = new Set<string>();
  #port: BotPort | undefined;
  #answered = 0;

  constructor(options: AnswerDeliveryOptions) {
    this.#options = options;
  }

  /** Answers that this process has brought. */
  get answered(): number {
    return this.#answered;
  }

  connect(port: BotPort): void {
    if (this.#port) throw new TypeError('unable to use a bot twice; each moderator needs its own');
    this.#port = port;
  }

  notePublished(room: string, messageId: string): void {
    this.#published.add(messageKey(room, messageId));
  }

  /** Whether no agent has the conversation. @throws the store's error */
  async isForBot(room: string): Promise<boolean> {
    return (await this.#port?.inbox?.isForBot(room)) ?? true;
  }

  /** Stores the messages of an answer, as far as they are not. @returns whether some are missing */
  async deliver(question: Question, answer: Answer): Promise<boolean> {
    if (answer.state !== 'decided') return false;
    const { room, message } = question;
    const { answers, botId } = this.#options;
    const { parts, suggestions } = answer;
    for (const [index, text] of parts.entries()) {
      const id = answerId(botId, message.id, index);
      const isLast = index === parts.length - 1;
      const item = { id, message: text, ...(isLast && suggestions && { suggestions }) };
      if (!(await this.#say(question, id, toJson(item)))) return true;
    }
    // After its words: a visitor who reads them waits for an agent.
    if (answer.isHandedOver) await this.#port?.inbox?.handOver(room);
    await answers.settle(room, message.id);
    this.#answered += 1;
    return false;
  }

  /**
   * @returns whether the room has the message, or the host has rejected it. A process that was killed may have stored it, and
   *   told nobody: so it is published by this process, a second time perhaps, which readers do not see.
   */
  async #say(question: Question, id: string, item: string): Promise<boolean> {
    const { room } = question;
    const { botId, leases, sleep } = this.#options;
    const key = messageKey(room, id);
    for (const wait of [...RETRY_MS, 0]) {
      if (question.isClosed || !this.#port) return false;
      await this.#port.submit(room, item, botId);
      if (this.#published.delete(key)) return true;
      const result = await leases.resultOf(room, botId, id);
      // A message that was removed meanwhile has an empty result.
      const isOver = result?.state === 'done' && result.item === '';
      if (result?.state === 'rejected' || isOver) return true;
      await sleep(wait);
    }
    return false;
  }
}

function messageKey(room: string, id: string): string {
  return JSON.stringify([room, id]);
}
