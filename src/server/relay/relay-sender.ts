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
 * How long a moderator may take before it is asked again, and in the end given up, in ms: it may have failed at once, or
 * its process may have ended; then another one takes over when the lease has expired.
 */
const ANSWER_MS = [1_000, 4_000, 16_000, 32_000];

/** Whose message it is. */
export interface RelaySource {
  readonly socketId: string;
  /** Who the visitor is, by the relay's word: the host's user, or a guest. */
  readonly userId: string;
  /** By what a message is known again when it is sent anew over another connection. */
  readonly senderKey: string;
  /** Whom the host knows the visitor as. */
  readonly user: AuthorizedUser | undefined;
  /** Whether the client hears of its messages by the room's items, and sends them again until it does. */
  readonly hearsItems: boolean;
}

/** Brings clients' messages into their rooms: written here in direct rooms, by the moderator in moderated ones. */
export class RelaySender {
  readonly #settings: RelaySettings;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #writer: RelayWriter;

  /** @param signal ends all tries */
  constructor(settings: RelaySettings, clock: Clock, signal: AbortSignal) {
    const { store, history, report } = settings;
    this.#settings = settings;
    this.#clock = clock;
    this.#signal = signal;
    this.#writer = new RelayWriter(store, history, clock, report);
  }

  /**
   * @returns the message's id, when it is stored and published, or has been submitted by who hears of it anyway
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
    // Asked for each message: no direct write must reach a room that is moderated by now.
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
    // The host names the users whom it knows: no client takes another's name.
    const name = user
      ? cleanName(user.name) || cleanName(user.id)
      : cleanName(request.name) || socketId;
    return {
      id: request.id ?? createMessageId(now),
      text: request.message,
      // Never as the message says: any client could write as any user.
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

  /** Asks until the room tells what became of a message, for a minute. */
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
        // Somebody else may try the same id, and be told off for it.
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
        const patience = ANSWER_MS[asked];
        if (patience === undefined) {
          giveUp();
          return;
        }
        asked += 1;
        timer = this.#clock.setTimeout(next, patience);
        ask().catch((error: unknown) => this.#settings.report(error));
      };
      this.#signal.addEventListener('abort', giveUp);
      next();
    });
  }
}
