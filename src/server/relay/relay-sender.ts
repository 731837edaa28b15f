import { createMessageId } from '../../protocol/ids.js';
import { byteLength } from '../../protocol/limits.js';
import type { ChatMessage } from '../../protocol/message.js';
import { cleanName } from '../../protocol/names.js';
import { serializeMessage, withAvatar } from '../../protocol/message-codec.js';
import type { MessageRequest } from '../../protocol/relay.js';
import type { Clock } from '../../platform/clock.js';
import type { AuthorizedUser } from '../host/authorization.js';
import type { RelaySettings } from './relay-options.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';
import type { Outcome, RelayRoom } from './relay-room.js';
import { RelayWriter } from './relay-writer.js';

/**
 * How long the relay waits for a moderator's result before it submits the message again, in ms. After the last wait it
 * gives up. The moderator may have failed, or its process may have ended; then another process takes over when the
 * lease has expired.
 */
const ANSWER_MS = [1_000, 4_000, 16_000, 32_000];

/** The sender of a message. */
export interface RelaySource {
  readonly socketId: string;
  /** The visitor's id, decided by the relay: that of the host's user, or of a guest. */
  readonly userId: string;
  /** Part of the key that recognizes a message which is sent again over another connection. */
  readonly senderKey: string;
  /** The host's user; undefined for a guest. */
  readonly user: AuthorizedUser | undefined;
  /** Whether the client receives the room's items, and repeats a message until it sees it there. */
  readonly hearsItems: boolean;
}

/** Sends clients' messages to their rooms: it writes to direct rooms itself, and submits to the moderator otherwise. */
export class RelaySender {
  readonly #settings: RelaySettings;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #writer: RelayWriter;

  /** @param signal aborts all retries */
  constructor(settings: RelaySettings, clock: Clock, signal: AbortSignal) {
    const { store, history, report } = settings;
    this.#settings = settings;
    this.#clock = clock;
    this.#signal = signal;
    this.#writer = new RelayWriter(store, history, clock, report);
  }

  /**
   * @returns the message's id, when it is stored and published. If the client receives the room's items, it resolves as
   * soon as the message is submitted to the moderator.
   * @throws RelayRefusal
   */
  async send(room: RelayRoom, request: MessageRequest, source: RelaySource): Promise<string> {
    const message = this.#messageOf(request, source);
    const item = serializeMessage(message, request.order ?? room.feed.nextOrder());
    if (byteLength(item) > this.#settings.maxMessageBytes) {
      throw new RelayRefusal(
        'message-too-long',
        `unable to send the message; it exceeds ${String(this.#settings.maxMessageBytes)} bytes.`,
      );
    }
    // Read for each message, because the room may have become moderated, and must not be written to directly then.
    const mode = await this.#settings.modeOf(room.name);
    room.feed.mode = mode;
    const { id } = message;
    if (mode === 'moderated') await this.#submit(room, id, item, source);
    else if (request.id === undefined) await this.#writer.write(room.name, item, this.#signal);
    else {
      await this.#writer.writeOnce(room.name, source.senderKey, id, item);
    }
    return id;
  }

  #messageOf(request: MessageRequest, { user, userId, socketId }: RelaySource): ChatMessage {
    const now = Math.floor(this.#clock.now());
    // The name of a known user comes from the host, so that a client cannot use another user's name.
    const name = user
      ? cleanName(user.name) || cleanName(user.id)
      : cleanName(request.name) || socketId;
    return {
      id: request.id ?? createMessageId(now),
      text: request.message,
      // Never from the message itself: any client could write as any user.
      author: { id: userId, name, verified: true, ...withAvatar(user?.avatarUrl) },
      sentAt: request.timestamp ?? now,
    };
  }

  async #submit(
    room: RelayRoom,
    id: string,
    item: string,
    { hearsItems, userId }: RelaySource,
  ): Promise<void> {
    const { moderator } = this.#settings;
    if (!moderator) throw unavailable('send the message');
    if (hearsItems) {
      await moderator.submit(room.name, item, userId);
      return;
    }
    const outcome = await this.#outcomeOf(room, id, userId, () =>
      moderator.submit(room.name, item, userId),
    );
    if (outcome === 'passed') return;
    const { code, reason } = outcome;
    throw new RelayRefusal(
      code === 'too-long' ? 'message-too-long' : code === 'rate-limited' ? code : 'rejected',
      reason ?? `unable to send the message; the moderator says ${code}.`,
    );
  }

  /** Submits a message repeatedly until the room shows its result, for about a minute. */
  #outcomeOf(
    room: RelayRoom,
    id: string,
    userId: string,
    ask: () => Promise<void>,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      let asked = 0;
      let timer: unknown;
      const stop = room.onOutcome(id, (outcome) => {
        // The rejection may be for another user's message with the same id.
        if (outcome !== 'passed' && outcome.userId !== userId) return;
        finish(() => resolve(outcome));
      });
      const finish = (settle: () => void): void => {
        this.#clock.clearTimeout(timer);
        this.#signal.removeEventListener('abort', giveUp);
        stop();
        settle();
      };
      const giveUp = (): void => finish(() => reject(unavailable('send the message')));
      const next = (): void => {
        const wait = ANSWER_MS[asked];
        if (wait === undefined) {
          giveUp();
          return;
        }
        asked += 1;
        timer = this.#clock.setTimeout(next, wait);
        ask().catch((error: unknown) => this.#settings.report(error));
      };
      this.#signal.addEventListener('abort', giveUp);
      next();
    });
  }
}
