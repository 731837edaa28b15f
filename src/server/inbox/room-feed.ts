import type { Clock } from '../../platform/clock.js';
import type { Agent, Conversation } from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { BOT_PREFIX } from '../../protocol/bot-prefix.js';
import type { AuthorizedUser } from '../host/authorization.js';
import { BoundedMap } from '../limits/bounded-map.js';
import { keyOf } from '../store/leases.js';
import type { Agents } from './agents.js';
import {
  excerptOf,
  newConversation,
  withMessage,
  withoutBot,
  type KnownVisitor,
  type StoredConversation,
} from './conversation-state.js';
import type { Availability, FedMessage, InboxFeed, InboxPort, SideOf } from './inbox-feed.js';
import type { Register } from './register.js';
import type { InboxStore } from './shared-item.js';
import type { Waits } from './waits.js';

export interface RoomFeedOptions {
  readonly store: InboxStore;
  readonly clock: Clock;
  readonly register: Register;
  readonly agents: Agents;
  readonly waits: Waits;
  readonly ttlSeconds: number;
  readonly has: (room: string) => boolean;
  readonly isAgent: (userId: string, room: string) => Promise<boolean>;
  /** A conversation was written, or may not have been told by the process that wrote it. */
  readonly onChange: (shown: Conversation) => void;
  /** Who is here was looked at. */
  readonly onPresence: () => void;
  readonly report: (error: unknown) => void;
}

/** How many visitors are remembered whose context is written already. */
const MAX_VISITORS = 10_000;
/** How often it is written again, in ms: the item that holds it ends after a day. */
const VISITOR_MS = 3_600_000;
const VISITOR_SECONDS = 86_400;

/** Keeps the register as the rooms are. */
export class RoomFeed implements InboxFeed {
  readonly #options: RoomFeedOptions;
  readonly #visitors = new BoundedMap<string, { readonly text: string; readonly until: number }>(
    MAX_VISITORS,
  );
  #port: InboxPort | undefined;

  constructor(options: RoomFeedOptions) {
    this.#options = options;
  }

  /** The moderator of the rooms, if it is in this process. */
  get port(): InboxPort | undefined {
    return this.#port;
  }

  connect(port: InboxPort): void {
    this.#port = port;
  }

  async onStored(room: string, message: FedMessage, bot?: Agent): Promise<void> {
    const { clock, register, ttlSeconds, has, onChange, waits, report } = this.#options;
    if (!has(room)) return;
    let waitedSince: number | undefined;
    const { stored, isChanged } = await register.update(room, async (known) => {
      const visitor = known ? undefined : await this.#visitorOf(room);
      const begun = newConversation(room, visitor, bot, ttlSeconds);
      const side = await this.#sideIn(known ?? begun, message);
      // In a room of several visitors the one who writes has opened it.
      const isOther = side === 'visitor' && visitor?.id !== message.author.id;
      const before = known ?? (isOther ? newConversation(room, undefined, bot, ttlSeconds) : begun);
      waitedSince = side === 'agent' ? before.shown.waitingSince : undefined;
      return withMessage(before, { message, side }, clock.now());
    });
    if (!stored) return;
    // Also if it was counted before: the process that has counted it may have ended before it told.
    onChange(stored.shown);
    if (isChanged && waitedSince !== undefined) {
      // It is an estimate: the message does not wait for it.
      waits.add(stored.shown.lastAt - waitedSince).catch(report);
    }
  }

  async onEdited(room: string, messageId: string, text: string): Promise<void> {
    const { register, has, onChange } = this.#options;
    if (!has(room)) return;
    const { stored, isChanged } = await register.update(room, (before) => {
      if (before?.newest !== messageId) return undefined;
      return { ...before, shown: { ...before.shown, excerpt: excerptOf({ text }) } };
    });
    if (stored && isChanged) onChange(stored.shown);
  }

  async isForBot(room: string): Promise<boolean> {
    if (!this.#options.has(room)) return true;
    const stored = await this.#options.register.read(room);
    return stored?.shown.bot ?? true;
  }

  async handOver(room: string): Promise<void> {
    const { clock, register, onChange } = this.#options;
    const { stored } = await register.update(room, (before) =>
      before ? withoutBot(before, clock.now()) : undefined,
    );
    if (stored) onChange(stored.shown);
  }

  async onVisitor(
    room: string,
    { id, name = '' }: AuthorizedUser,
    context: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { clock, has, isAgent, report } = this.#options;
    if (!has(room)) return;
    const visitor: KnownVisitor = { id, name, context };
    const text = toJson(visitor);
    const key = toJson([room, id]);
    const known = this.#visitors.get(key);
    if (known?.text === text && known.until > clock.elapsed()) return;
    try {
      if (await isAgent(id, room)) return;
      await this.#noteVisitor(room, visitor, text);
      this.#visitors.set(key, { text, until: clock.elapsed() + VISITOR_MS });
    } catch (error) {
      report(error);
    }
  }

  async availability(room: string): Promise<Availability | undefined> {
    const { agents, waits, has, report, onPresence } = this.#options;
    if (!has(room)) return undefined;
    try {
      const [{ agents: here, at }, answerSeconds] = await Promise.all([
        agents.presence(),
        waits.median(),
      ]);
      onPresence();
      const away = here.length === 0;
      return { at, away, ...(answerSeconds !== undefined && { answerSeconds }) };
    } catch (error) {
      report(error);
      return undefined;
    }
  }

  /** Who writes in the room; the visitor's own id is known without a question. */
  async #sideIn(before: StoredConversation, { author }: FedMessage): ReturnType<SideOf> {
    const { id } = author;
    if (id === undefined) return 'visitor';
    if (id.startsWith(BOT_PREFIX)) return 'bot';
    if (before.writer === id) return 'visitor';
    return (await this.#options.isAgent(id, before.shown.room)) ? 'agent' : 'visitor';
  }

  async #noteVisitor(room: string, visitor: KnownVisitor, text: string): Promise<void> {
    const { store, register, onChange } = this.#options;
    const { id, context } = visitor;
    const { stored, isChanged } = await register.update(room, (before) => {
      if (!before || (before.writer ?? id) !== id) return undefined;
      if (toJson(before.shown.context) === toJson(context)) return undefined;
      return { ...before, shown: { ...before.shown, context } };
    });
    if (stored && isChanged) onChange(stored.shown);
    // For the conversation that begins with their first message.
    else if (!stored) await store.set(keyOf('inbox-visitor', room), text, VISITOR_SECONDS);
  }

  async #visitorOf(room: string): Promise<KnownVisitor | undefined> {
    const value = parseJson(await this.#options.store.get(keyOf('inbox-visitor', room)));
    // Only servers write this item, so its content is trusted.
    return value === undefined ? undefined : ownFields<KnownVisitor>(value);
  }
}
