import { isBlank } from '../../protocol/blank.js';
import { createMessageId } from '../../protocol/ids.js';
import { toJson } from '../../protocol/json.js';
import { byteLength } from '../../protocol/limits.js';
import { detailsOf, type ChatMessage } from '../../protocol/message.js';
import { cleanName } from '../../protocol/names.js';
import type { ChatMode } from '../../protocol/room-rules.js';
import { serializeMessage, withAvatar } from '../../protocol/message-codec.js';
import type { RejectionCode } from '../../protocol/kinds/rejection.js';
import type { MessageRequest, RelayRefusalCode } from '../../protocol/relay.js';
import type { Clock } from '../../platform/clock.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { checkDescriptions, type RelayFiles } from './relay-files.js';
import { connectBot } from './relay-bot.js';
import type { RelaySettings } from './relay-options.js';
import { RelayRefusal, unavailable } from './relay-refusal.js';
import type { Outcome, RelayRoom } from './relay-room.js';
import type { RelayRooms } from './relay-rooms.js';
import { empty, type SentRelation } from './relay-request.js';
import { serializeEvent } from '../../protocol/event-codec.js';
import { recordRemoval, type Leases } from '../store/leases.js';
import { messageIn } from '../store/relation-list.js';
import { RelationWriter, type RelationSource } from './relation-writer.js';
import { RelayWriter } from './relay-writer.js';
import { removal } from '../../protocol/kinds/removal.js';
import type { ActivityEvent } from '../../protocol/kinds/activity.js';
import type { DeskOrder } from '../../protocol/kinds/desk.js';
import { mutesOf } from '../desk/desk-guard.js';
import { DeskOrders } from '../desk/desk-orders.js';
import { SignalForwarding } from '../signals/signal-forwarding.js';

/**
 * How long the relay waits for a moderator's result before it submits the message again, in ms. After the last wait it
 * gives up. The moderator may have failed, or its process may have ended; then another process takes over when the
 * lease has expired.
 */
const ANSWER_MS = [1_000, 4_000, 16_000, 32_000];

/** What the relay says where a moderator has refused a message; `rejected` for all others. */
const REFUSALS: Partial<Record<RejectionCode, RelayRefusalCode>> = {
  'too-long': 'message-too-long',
  'rate-limited': 'rate-limited',
  'file-lost': 'file-lost',
};

/** The sender of a message. */
export interface RelaySource extends RelationSource {
  readonly socketId: string;
  /** The visitor's id, decided by the relay: that of the host's user, or of a guest. */
  readonly userId: string;
  /** The host's user; undefined for a guest. */
  readonly user: AuthorizedUser | undefined;
  /** Whether the client receives the room's items, and repeats a message until it sees it there. */
  readonly receivesItems: boolean;
}

interface MessageWithFiles extends Required<Pick<ChatMessage, 'id' | 'attachments'>> {
  readonly item: string;
}

/** Sends clients' messages to their rooms: it writes to direct rooms itself, and submits to the moderator otherwise. */
export class RelaySender {
  readonly #settings: RelaySettings;
  readonly #files: RelayFiles;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #writer: RelayWriter;
  readonly #relationWriter: RelationWriter;
  readonly #signals: SignalForwarding;
  readonly #orders: DeskOrders;

  /** @param signal aborts all retries */
  constructor(
    settings: RelaySettings,
    files: RelayFiles,
    leases: Leases,
    rooms: RelayRooms,
    clock: Clock,
    signal: AbortSignal,
  ) {
    const { store, history, desk, inbox, bot, report } = settings;
    this.#settings = settings;
    this.#files = files;
    this.#clock = clock;
    this.#signal = signal;
    this.#writer = new RelayWriter(
      ...([store, leases, history, clock, report] as const),
      async (room, item) => {
        const message = messageIn(item)?.message;
        const agent = bot && { id: bot.id, name: bot.name };
        if (message) await inbox?.feed.onStored(room, message, agent);
      },
    );
    if (bot) connectBot(bot, settings, rooms, this.#writer, clock);
    this.#relationWriter = new RelationWriter(
      ...([store, files, leases, history, clock, report] as const),
      inbox?.feed,
      bot && ((room, id) => recordRemoval(store, room, id)),
    );
    this.#signals = new SignalForwarding({ store, clock, ...mutesOf(desk), report });
    this.#orders = new DeskOrders({ store, desk, leases, report });
    signal.addEventListener('abort', () => this.#signals.close());
  }

  /**
   * @returns the message's id, when it is stored and published. If the client receives the room's items, it resolves as
   * soon as the message is submitted to the moderator.
   * @throws RelayRefusal
   */
  async send(room: RelayRoom, request: MessageRequest, source: RelaySource): Promise<string> {
    const mode = await this.#modeOf(room);
    const message = this.#messageOf(this.#withTakenFiles(request, mode), source);
    const item = serializeMessage(message, request.order ?? room.feed.nextOrder());
    this.#checkSize(item);
    const { id, attachments } = message;
    if (mode === 'direct') await this.#checkDesk(room.name, source, id);
    if (mode === 'moderated') await this.#submit(room, id, item, source);
    else if (attachments) await this.#writeWithFiles(room, { id, item, attachments }, source);
    else if (request.id === undefined) await this.#writer.write(room.name, item, this.#signal);
    else await this.#writer.writeOnce(room.name, source.senderKey, id, item);
    if (mode === 'direct') {
      this.#settings.bot?.onStored(room.name, message);
      await this.#relationWriter.refresh(room);
    }
    return id;
  }

  /** A request, without files where the room takes none. @throws RelayRefusal */
  #withTakenFiles(request: MessageRequest, mode: ChatMode): MessageRequest {
    const { attachments, ...others } = request;
    const rules = this.#settings.attachments[mode];
    if (attachments && rules) {
      checkDescriptions(attachments, rules);
      return request;
    }
    if (isBlank(request.message)) throw empty();
    return others;
  }

  async #writeWithFiles(
    { name: room }: RelayRoom,
    { id, item, attachments }: MessageWithFiles,
    { senderKey, userId }: RelaySource,
  ): Promise<void> {
    const owner = { room, userId, messageId: id };
    await this.#files.inTurn(() =>
      this.#writer.writeOnce(room, senderKey, id, item, (step) =>
        this.#files.bring(owner, attachments, step),
      ),
    );
    await this.#files.eraseUploads(owner, attachments);
  }

  /**
   * Sends a reaction, an edit or a removal.
   *
   * @returns its id, when it is stored and published; in a moderated room, as soon as it is submitted to the moderator
   * @throws RelayRefusal
   */
  async sendRelation(room: RelayRoom, sent: SentRelation, source: RelaySource): Promise<string> {
    const { kind, event, stamp } = sent;
    const order = stamp.order > 0 ? stamp.order : room.feed.nextOrder();
    const relation = {
      kind,
      event,
      // Never from the relation itself: any client could write as any user.
      by: { id: source.userId, isServer: false },
      stamp: { ...stamp, name: nameOf(stamp.name, source), order },
    };
    const item = serializeEvent(relation);
    this.#checkSize(item);
    const mode = await this.#modeOf(room);
    if (mode === 'direct') {
      // What is the user's own they may remove at any time.
      if (kind !== removal) await this.#checkDesk(room.name, source);
      await this.#relationWriter.write(room, relation, source);
    } else if (!this.#settings.moderator) throw unavailable('change the message');
    else await this.#settings.moderator.submit(room.name, item, source.userId);
    return stamp.id;
  }

  /** Gives a moderator's order to the room's moderator, or obeys it. The topic brings the answer. */
  async order(room: RelayRoom, order: DeskOrder, { userId }: RelaySource): Promise<void> {
    const isModerated = (await this.#modeOf(room)) === 'moderated';
    if (isModerated) await this.#settings.moderator?.submit(room.name, toJson(order), userId);
    else await this.#orders.obey(room.name, userId, order);
  }

  /** Passes on what a visitor does. Nothing tells whether it has reached the others: the next signal says it again. */
  async sendSignal(room: RelayRoom, event: ActivityEvent, source: RelaySource): Promise<void> {
    const { userId } = source;
    const item = toJson(event);
    this.#checkSize(item);
    if ((await this.#modeOf(room)) === 'moderated') {
      await this.#settings.moderator?.submit(room.name, item, userId);
      return;
    }
    const name = nameOf(event.username, source);
    await this.#signals.forward(room.name, userId, { event, isShared: false, name });
  }

  /** @throws RelayRefusal if the user may not write now */
  async #checkDesk(room: string, { userId }: RelaySource, messageId?: string): Promise<void> {
    const refusal = await this.#settings.desk?.guard.refusalOf(room, userId, messageId);
    if (!refusal) return;
    const { reason, retryAfterMs } = refusal;
    const code = retryAfterMs === undefined ? 'rejected' : 'rate-limited';
    throw new RelayRefusal(code, reason, retryAfterMs);
  }

  /** @throws RelayRefusal */
  #checkSize(item: string): void {
    const { maxMessageBytes } = this.#settings;
    if (byteLength(item) <= maxMessageBytes) return;
    throw new RelayRefusal(
      'message-too-long',
      `unable to send the message; it exceeds ${String(maxMessageBytes)} bytes.`,
    );
  }

  async #modeOf(room: RelayRoom): Promise<ChatMode> {
    // Read for each message, because the room may have become moderated, and must not be written to directly then.
    const mode = await this.#settings.modeOf(room.name);
    room.feed.mode = mode;
    return mode;
  }

  #messageOf(request: MessageRequest, source: RelaySource): ChatMessage {
    const { user, userId } = source;
    const now = Math.floor(this.#clock.now());
    const name = nameOf(request.name, source);
    return {
      id: request.id ?? createMessageId(now),
      text: request.message,
      // Never from the message itself: any client could write as any user.
      author: { id: userId, name, verified: true, ...withAvatar(user?.avatarUrl) },
      sentAt: request.timestamp ?? now,
      ...detailsOf(request),
    };
  }

  async #submit(
    room: RelayRoom,
    id: string,
    item: string,
    { receivesItems, userId }: RelaySource,
  ): Promise<void> {
    const { moderator } = this.#settings;
    if (!moderator) throw unavailable('send the message');
    if (receivesItems) {
      await moderator.submit(room.name, item, userId);
      return;
    }
    const outcome = await this.#outcomeOf(room, id, userId, () =>
      moderator.submit(room.name, item, userId),
    );
    if (outcome === 'passed') return;
    const { code, reason, retryAfterMs } = outcome;
    throw new RelayRefusal(
      REFUSALS[code] ?? 'rejected',
      reason ?? `unable to send the message; the moderator says ${code}.`,
      retryAfterMs,
    );
  }

  /** Submits a message repeatedly until the room shows its result, for about a minute. */
  #outcomeOf(
    room: RelayRoom,
    id: string,
    userId: string,
    submit: () => Promise<void>,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      let tries = 0;
      let timer: unknown;
      const stop = room.onOutcome(id, (outcome) => {
        // The rejection may be for another user's message with the same id.
        if (outcome !== 'passed' && outcome.userId !== userId) return;
        finish(() => resolve(outcome));
      });
      const finish = (settle: () => void): void => {
        this.#clock.clearTimeout(timer);
        this.#signal.removeEventListener('abort', onAbort);
        stop();
        settle();
      };
      const onAbort = (): void => finish(() => reject(unavailable('send the message')));
      const next = (): void => {
        const wait = ANSWER_MS[tries];
        if (wait === undefined) {
          onAbort();
          return;
        }
        tries += 1;
        timer = this.#clock.setTimeout(next, wait);
        submit().catch((error: unknown) => this.#settings.report(error));
      };
      this.#signal.addEventListener('abort', onAbort);
      next();
    });
  }
}

/** The name of a known user comes from the host, so that a client cannot use another user's name. */
function nameOf(claimed: string | undefined, { user, socketId }: RelaySource): string {
  return user ? cleanName(user.name) || cleanName(user.id) : cleanName(claimed) || socketId;
}
