import { sleep, type Clock } from '../clock.js';
import { ChatError, isAbort } from '../errors.js';
import { createMessageId } from '../message-id.js';
import {
  fitsInItem,
  MAX_ITEM_BYTES,
  serializeMessage,
  type ChatMessage,
  type WireMessage,
} from '../message.js';
import type { ChatUser } from '../session/session.js';
import { RetryDelay } from '../transport/retry-delay.js';
import type { Transport } from '../transport/transport.js';

/** `sending` may take as long as the connection is away; `failed` waits for the visitor. */
export type DeliveryState = 'sending' | 'failed';

/** A message of the visitor's own that is not settled yet. */
export interface PendingMessage extends ChatMessage {
  readonly state: DeliveryState;
  /** Why it failed. */
  readonly error: ChatError | undefined;
}

export interface OutboxOptions {
  clock: Clock;
  /** The `order` for the message that is sent next. */
  nextOrder: () => number;
  /** Called when a message is stored and published: it belongs to the timeline now. */
  onSent: (message: ChatMessage, order: number) => void;
  onChange: () => void;
}

/** Messages that may wait; more would be a flood, or a program's mistake. */
export const MAX_PENDING = 100;

/** Room for the largest `order` when a message is measured before it has one. */
const WIDEST_ORDER = Number.MAX_SAFE_INTEGER;

interface Entry {
  view: PendingMessage;
  /** Set at the first attempt and then kept: the attempt may have succeeded without our hearing of it. */
  order: number | undefined;
  stored: boolean;
}

/**
 * What the visitor has sent and the service has not confirmed: shown at once, sent in order, each step
 * retried on its own under the same id until it succeeds or fails for good.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  #entries: Entry[] = [];
  #views: readonly PendingMessage[] = Object.freeze([]);
  #transport: Transport | undefined;
  #sending: AbortController | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** In the order of sending; a new array after every change. */
  get messages(): readonly PendingMessage[] {
    return this.#views;
  }

  /**
   * Takes a message and starts sending it.
   *
   * @throws ChatError `message-too-long` over 4,096 bytes with all that goes with it, `outbox-full`
   */
  add(text: string, user: ChatUser): PendingMessage {
    const { clock } = this.#options;
    const view: PendingMessage = Object.freeze({
      id: createMessageId(clock.now()),
      text,
      author: { id: user.id, name: user.name, verified: false },
      sentAt: clock.now(),
      state: 'sending',
      error: undefined,
    });
    if (!fitsInItem(serialize(view, WIDEST_ORDER))) {
      throw new ChatError(
        'message-too-long',
        `unable to send the message; it exceeds ${String(MAX_ITEM_BYTES)} bytes. Shorten it.`,
      );
    }
    if (this.#entries.length >= MAX_PENDING) {
      throw new ChatError(
        'outbox-full',
        `unable to send the message; ${String(MAX_PENDING)} others are waiting to be sent.`,
      );
    }
    this.#entries.push({ view, order: undefined, stored: false });
    this.#changed();
    this.#send();
    return view;
  }

  /** Sends through this transport from now on. */
  start(transport: Transport): void {
    this.stop();
    this.#transport = transport;
    this.#send();
  }

  /** Keeps everything, and sends nothing until the next `start()`. */
  stop(): void {
    this.#transport = undefined;
    this.#sending?.abort();
    this.#sending = undefined;
  }

  /** Tries a failed message again, behind those that are being sent. */
  retry(id: string): void {
    const entry = this.#entries.find(({ view }) => view.id === id && view.state === 'failed');
    if (!entry) return;
    this.#entries = [...this.#entries.filter((other) => other !== entry), entry];
    this.#mark(entry, 'sending');
    this.#send();
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    const kept = this.#entries.filter(({ view }) => view.id !== id || view.state !== 'failed');
    if (kept.length === this.#entries.length) return;
    this.#entries = kept;
    this.#changed();
  }

  /**
   * A message came back from the service: if it is one of ours, it has arrived, whatever the answer to our
   * own calls was. One that somebody else published under our id settles nothing.
   */
  settle(message: ChatMessage, live: boolean): void {
    const entry = this.#entries.find(({ view }) => view.id === message.id);
    if (!entry || entry.view.text !== message.text) return;
    if (entry.view.author.id !== message.author.id && message.author.verified) return;
    if (live) this.#remove(entry);
    else entry.stored = true;
  }

  #send(): void {
    if (!this.#transport || this.#sending || !this.#next()) return;
    const controller = new AbortController();
    this.#sending = controller;
    void this.#drain(this.#transport, controller.signal).finally(() => {
      if (this.#sending === controller) this.#sending = undefined;
    });
  }

  /** Sends one message after the other until none is left, or the signal aborts. Never rejects. */
  async #drain(transport: Transport, signal: AbortSignal): Promise<void> {
    const delay = new RetryDelay(this.#options.clock);
    for (let entry = this.#next(); entry && !signal.aborted; entry = this.#next()) {
      try {
        await this.#deliver(entry, transport, signal);
        delay.reset();
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        const fault = toFault(error);
        if (!fault.passing) this.#mark(entry, 'failed', fault);
        else
          await sleep(this.#options.clock, delay.next(fault.retryAfterMs), signal).catch(() => {});
      }
    }
  }

  async #deliver(entry: Entry, transport: Transport, signal: AbortSignal): Promise<void> {
    entry.order ??= this.#options.nextOrder();
    const item = serialize(entry.view, entry.order);
    // Stored before published: whoever joins in between finds it in the list.
    if (!entry.stored) {
      await transport.push([item]);
      entry.stored = true;
    }
    signal.throwIfAborted();
    await transport.publish(item);
    this.#remove(entry);
  }

  #next(): Entry | undefined {
    return this.#entries.find(({ view }) => view.state === 'sending');
  }

  #remove(entry: Entry): void {
    if (!this.#entries.includes(entry)) return;
    this.#entries = this.#entries.filter((other) => other !== entry);
    const { id, text, author, sentAt } = entry.view;
    const message = Object.freeze({ id, text, author, sentAt });
    if (entry.order !== undefined) this.#options.onSent(message, entry.order);
    this.#changed();
  }

  #mark(entry: Entry, state: DeliveryState, error?: ChatError): void {
    entry.view = Object.freeze({ ...entry.view, state, error });
    this.#changed();
  }

  #changed(): void {
    this.#views = Object.freeze(this.#entries.map(({ view }) => view));
    this.#options.onChange();
  }
}

function serialize(message: PendingMessage, order: number): string {
  const wire: WireMessage = {
    id: message.id,
    username: message.author.name,
    message: message.text,
    ...(message.author.id === undefined ? {} : { userId: message.author.id }),
    timestamp: message.sentAt ?? 0,
    order,
  };
  return serializeMessage(wire);
}

function toFault(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  return new ChatError('service-unavailable', 'unable to send the message; see the cause.', {
    cause: error,
  });
}
