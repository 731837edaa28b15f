import { Outbox } from '../../../src/core/outbox/outbox.js';
import { OutboxStore } from '../../../src/core/outbox/outbox-store.js';
import { RoomFiles, type FileUploads } from '../../../src/core/room-files.js';
import { RoomLog } from '../../../src/core/room-log.js';
import { Timeline } from '../../../src/core/timeline/timeline.js';
import { tabStore } from '../../../src/platform/tab-store.js';
import type { ChatUser } from '../../../src/protocol/chat-user.js';
import { parseItem } from '../../../src/protocol/item.js';
import type { RoomEvent } from '../../../src/protocol/kinds/kind.js';
import type { ChatMessage, PendingMessage } from '../../../src/protocol/message.js';
import { RoomRules, type ChatMode } from '../../../src/protocol/room-rules.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

export const ADA: ChatUser = { id: 'ada', name: 'Ada', avatarUrl: undefined };
export const GRACE: ChatUser = { id: 'grace', name: 'Grace', avatarUrl: undefined };

let rooms = 0;

/** An outbox that is open for Ada, with a scripted network. */
export class OutboxFixture {
  readonly clock = new FakeClock();
  readonly network = new ScriptedNetwork();
  readonly transport: ScriptedTransport;
  /** The texts that the outbox reported as sent. */
  readonly sent: string[] = [];
  /** The relations that the outbox reported as sent. */
  readonly related: RoomEvent[] = [];
  /** The ids of messages that have arrived after the visitor had removed them. */
  readonly withdrawn: string[] = [];
  /** The type of each relation that was cleaned up after, and the element that it replaces. */
  readonly cleanedUp: (readonly [string, string | undefined])[] = [];
  sessionRequests = 0;
  /** The number of `onUnanswered` calls. */
  unanswered = 0;
  /** The order of the last message that the visitor has seen, other users' messages included. */
  lastOrder = 0;
  onChange: () => void = () => undefined;
  /** It takes no files, unless a test replaces it. */
  files: FileUploads = new RoomFiles(undefined, () => undefined);
  /** The tab outlives a test, so each test has its own room. */
  readonly room: string;
  outbox: Outbox;
  readonly #rules: RoomRules;

  /** @param serverStores as a moderator does, and a relay */
  constructor(mode: ChatMode = 'direct', serverStores = mode === 'moderated') {
    rooms += 1;
    this.room = `room ${String(rooms)}`;
    this.#rules = new RoomRules(mode);
    this.transport = new ScriptedTransport(this.network, 'a', { serverStores });
    this.outbox = this.createOutbox();
    this.open(this.outbox);
  }

  createOutbox(): Outbox {
    return new Outbox({
      clock: this.clock,
      files: this.files,
      nextOrder: () => this.lastOrder + 1,
      fetchStored: async (through) => messagesIn(await through.fetchHistory(0, 100)),
      onSent: ({ text }, order) => {
        this.lastOrder = Math.max(this.lastOrder, order);
        this.sent.push(text);
      },
      onRelated: ({ event }) => this.related.push(event),
      onWithdrawn: (id) => this.withdrawn.push(id),
      cleanUp: (_, { event }, replaces) => {
        this.cleanedUp.push([event.type, replaces]);
        return Promise.resolve();
      },
      readRelation: (text) => new RoomLog(new Timeline(() => 0)).relationsIn([text])[0],
      onChange: () => this.onChange(),
      onUnanswered: () => (this.unanswered += 1),
      onNotAuthenticated: () => (this.sessionRequests += 1),
    });
  }

  open(outbox: Outbox, user = ADA): void {
    const createStore = (id: string) => new OutboxStore(tabStore(), 'cache', this.room, id);
    outbox.open(user, createStore, this.#rules);
  }

  /** Replaces the outbox as a reload of the page does. */
  reload(user = ADA): Outbox {
    this.outbox.dispose();
    this.outbox = this.createOutbox();
    this.open(this.outbox, user);
    return this.outbox;
  }

  /** Adds messages a millisecond apart, because ids sort by time only. */
  async add(...texts: readonly string[]): Promise<PendingMessage[]> {
    const added: PendingMessage[] = [];
    for (const text of texts) {
      const message = this.outbox.add(text);
      if (message) added.push(message);
      await this.clock.advance(1);
    }
    return added;
  }

  /** Adds messages that one call stores. */
  async addTogether<T extends string[]>(...texts: T): Promise<{ [K in keyof T]: PendingMessage }> {
    this.outbox.stop();
    const added = await this.add(...texts);
    await this.start();
    return added as { [K in keyof T]: PendingMessage };
  }

  async start(): Promise<void> {
    this.outbox.start(this.transport);
    await settle();
  }

  /** The unsent texts; a failed one with its error code. */
  pending(): string[] {
    return this.outbox.messages.map(({ text, state, error }) =>
      state !== 'failed' ? text : `${text}: ${error?.code ?? 'failed'}`,
    );
  }
}

export function messagesIn(
  items: readonly string[],
): (ChatMessage & { order: number | undefined })[] {
  return items.flatMap((item) => {
    const parsed = parseItem(item);
    return parsed.kind === 'message' ? [{ ...parsed.message, order: parsed.order }] : [];
  });
}

/** A message as it comes back from the service. */
export function echo(of: PendingMessage, by: string, verified = true): ChatMessage {
  const { id, text, sentAt } = of;
  return { id, text, sentAt, author: { id: by, name: by, verified } };
}
