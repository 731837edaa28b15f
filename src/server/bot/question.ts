import type { ChatMessage } from '../../protocol/message.js';

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
