import type { Clock } from '../clock.js';
import type { ChatError } from '../errors.js';
import type { LiveItem, Transport } from '../transport/transport.js';
import { Link, type LinkHandlers } from './link.js';

/** Far more items than two streams can be apart. */
const MAX_OVERLAP = 2_000;

/**
 * A room's live items, by one link after the other: the next is opened before the last is given up, and what
 * both bring is passed on once.
 */
export class LiveStream {
  readonly #clock: Clock;
  readonly #handlers: LinkHandlers;
  #link: Link | undefined;
  /** The link before, while it may still bring something. */
  #retiring: Link | undefined;
  /** Numbers of the items that either of two links has brought. */
  readonly #brought = new Set<number>();

  /** @param handlers `onEnd` is called when nothing is live any more */
  constructor(clock: Clock, handlers: LinkHandlers) {
    this.#clock = clock;
    this.#handlers = handlers;
  }

  get alive(): boolean {
    return this.#link !== undefined;
  }

  /** Whether it has been quiet for longer than it should. */
  get overdue(): boolean {
    return this.#link?.overdue ?? true;
  }

  /**
   * Goes over to a new link.
   *
   * @throws as {@link Link.open}; the one of now goes on then
   */
  async renew(transport: Transport, signal: AbortSignal): Promise<void> {
    this.#retiring?.close();
    this.#brought.clear();
    // Filled while the link is being opened: it may end before anybody knows that it is open.
    const opening: { link?: Link; ended?: ChatError } = {};
    const link = await Link.open(
      transport,
      {
        onItem: (item) => this.#receive(item),
        onGap: () => {
          this.#brought.clear();
          this.#handlers.onGap();
        },
        onHeavy: () => this.#handlers.onHeavy(),
        onEnd: (error) => {
          opening.ended = error;
          if (opening.link && this.#link === opening.link) this.#end(error);
        },
      },
      this.#clock,
      signal,
    );
    opening.link = link;
    if (signal.aborted || opening.ended) link.close();
    signal.throwIfAborted();
    if (opening.ended) throw opening.ended;
    this.#retiring = this.#link;
    this.#retiring?.retire(link);
    this.#link = link;
  }

  close(): void {
    this.#link?.close();
    this.#retiring?.close();
    this.#link = undefined;
    this.#retiring = undefined;
    this.#brought.clear();
  }

  #receive(item: LiveItem): void {
    if (this.#brought.has(item.sequence)) return;
    this.#brought.add(item.sequence);
    if (this.#brought.size > MAX_OVERLAP) this.#brought.clear();
    this.#handlers.onItem(item);
  }

  #end(error: ChatError): void {
    this.close();
    this.#handlers.onEnd(error);
  }
}
