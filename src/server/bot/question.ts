import { toJson } from '../../protocol/json.js';
import { byteLength } from '../../protocol/limits.js';
import type { ChatMessage } from '../../protocol/message.js';
import { readSuggestions } from '../../protocol/suggestions.js';
import type { BotContext } from './bot-options.js';

/** All suggestions of an answer, as JSON: the rest of a message is for its text. */
const MAX_BYTES = 1_000;

/** The reason why an answer is not wanted any more: the visitor has written again. */
export class Superseded extends Error {
  override readonly name = 'Superseded';

  constructor() {
    super('unable to answer; the visitor has written again');
  }
}

/** A message that a bot may answer. */
export class Question {
  readonly room: string;
  readonly message: ChatMessage;
  readonly #controller = new AbortController();
  #isClosed = false;
  #isHandedOver = false;
  #suggestions: readonly string[] = [];

  constructor(room: string, message: ChatMessage) {
    this.room = room;
    this.message = message;
  }

  /** Aborts when its answer is not wanted any more, or the bot is closed. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the bot is closed: another process answers. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether the host wants an agent to have the conversation after the answer. */
  get isHandedOver(): boolean {
    return this.#isHandedOver;
  }

  /** What the host may do besides answering. */
  get powers(): Pick<BotContext, 'handOver' | 'suggest'> {
    return { handOver: () => this.handOver(), suggest: (texts) => this.suggest(texts) };
  }

  /** Answers that the host offers as buttons. */
  get suggestions(): readonly string[] {
    return this.#suggestions;
  }

  /** @param texts may be anything: a model may have made them. Usable ones are kept, in place of those before. */
  suggest(texts: unknown): void {
    this.#suggestions = withinBytes(readSuggestions(texts));
  }

  handOver(): void {
    this.#isHandedOver = true;
  }

  supersede(): void {
    this.#controller.abort(new Superseded());
  }

  close(): void {
    this.#isClosed = true;
    this.#controller.abort(new Error('unable to answer; the bot is closed'));
  }
}

/** The first ones that have a place beside the text of a message. */
function withinBytes(texts: readonly string[]): readonly string[] {
  const end = texts.findIndex(
    (_, index) => byteLength(toJson(texts.slice(0, index + 1))) > MAX_BYTES,
  );
  return end < 0 ? texts : texts.slice(0, end);
}
