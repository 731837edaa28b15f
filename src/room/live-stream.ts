import type { Clock } from '../clock.js';
import type { ChatError } from '../errors.js';
import type { LiveItem, Transport } from '../transport/transport.js';
import { Link, type LinkHandlers } from './link.js';

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
  #opening = false;
  #distrusted = false;
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
    this.#opening = this.alive;
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
    ).finally(() => {
      this.#opening = false;
    });
    opening.link = link;
    if (signal.aborted || opening.ended) link.close();
    signal.throwIfAborted();
    if (opening.ended) throw opening.ended;
    this.#retiring = this.#link;
    if (this.#distrusted) this.#retiring?.close();
    else this.#retiring?.retire(link);
    this.#distrusted = false;
    this.#link = link;
  }

  /** The link of now may be dead: nothing more is expected of it once there is another. */
  distrust(): void {
    this.#distrusted = true;
  }

  close(): void {
    this.#link?.close();
    this.#retiring?.close();
    this.#link = undefined;
    this.#retiring = undefined;
    this.#brought.clear();
  }

  #receive(item: LiveItem): void {
    // Numbers tell items apart only for as long as two links bring the same ones: a topic may start over.
    if (this.#isOverlap()) {
      if (this.#brought.has(item.sequence)) return;
      this.#brought.add(item.sequence);
    }
    this.#handlers.onItem(item);
  }

  #isOverlap(): boolean {
    if (this.#opening || (this.#retiring && !this.#retiring.closed)) return true;
    this.#brought.clear();
    return false;
  }

  #end(error: ChatError): void {
    this.close();
    this.#handlers.onEnd(error);
  }
}
