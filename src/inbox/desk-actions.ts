import type { ChatError } from '../protocol/errors.js';
import { asChatError } from './as-chat-error.js';
import { createMessageId } from '../protocol/ids.js';
import type { Conversation, InboxRequest, Note } from '../protocol/inbox.js';
import type { Desk } from './desk.js';
import { Conflict } from './inbox-client.js';

/** What an agent does with a conversation. */
export type DeskAction =
  | { readonly type: 'assign'; readonly to: 'me' | 'nobody' }
  | { readonly type: 'snooze'; readonly until: number }
  | { readonly type: 'close' }
  | { readonly type: 'reopen' }
  | { readonly type: 'hand-over'; readonly to: 'bot' | 'agents' };

/** What has become of it. */
export type Outcome =
  | { readonly result: 'done'; readonly conversation: Conversation | undefined }
  /** Another agent was first; the conversation as it is now. */
  | { readonly result: 'conflict'; readonly conversation: Conversation }
  | { readonly result: 'failed'; readonly error: ChatError };

export interface OpenConversation {
  readonly room: string;
  readonly notes: readonly Note[];
  readonly loaded: boolean;
  readonly error: ChatError | undefined;
}

/**
 * What agents do. A change is shown at once, as one that is on its way, and taken back where the server does not have it so.
 */
export class DeskActions {
  readonly #desk: Desk;
  readonly #onChange: () => void;
  readonly #onFault: (error: ChatError) => void;
  /** How conversations will be, if all goes well; by room. */
  readonly #intended = new Map<string, Partial<Conversation>>();
  /** The number of messages that the server was told were seen, by room. */
  readonly #seen = new Map<string, number>();
  #opened: OpenConversation | undefined;

  constructor(desk: Desk, onChange: () => void, onFault: (error: ChatError) => void) {
    this.#desk = desk;
    this.#onChange = onChange;
    this.#onFault = onFault;
  }

  /** A conversation as it is shown: with what is on its way. */
  shown(room: string): Conversation | undefined {
    const known = this.#desk.list.get(room);
    const intended = this.#intended.get(room);
    return known && intended ? { ...known, ...intended } : known;
  }

  isPending(room: string): boolean {
    return this.#intended.has(room);
  }

  get opened(): OpenConversation | undefined {
    return this.#opened;
  }

  /**
   * Fetches a conversation and its notes; an empty name closes the one of now.
   *
   * @param maybe the room may have no conversation, which is no fault then
   */
  open(room: string, maybe = false): void {
    const isSame = this.#opened?.room === room;
    if (!room) this.#opened = undefined;
    else if (!isSame) this.#opened = { room, notes: [], loaded: false, error: undefined };
    if (room) void this.#load(room, maybe);
    this.#onChange();
  }

  /** The server has said that a conversation changed: its notes may have. */
  noticed({ room, notes }: Conversation): void {
    const opened = this.#opened;
    if (opened?.room === room && opened.loaded && opened.notes.length !== notes) {
      void this.#load(room);
    }
  }

  async #load(room: string, maybe = false): Promise<void> {
    try {
      const { conversation, notes } = await this.#desk.client.open(room);
      this.#desk.take(conversation);
      if (this.#opened?.room !== room) return;
      this.#opened = { room, notes, loaded: true, error: undefined };
    } catch (error) {
      if (this.#opened?.room !== room) return;
      const fault = asChatError(error, 'open the conversation');
      if (!maybe) this.#onFault(fault);
      this.#opened = { ...this.#opened, error: fault };
    }
    this.#onChange();
  }

  /** Tells the server how much of a conversation the agent has seen. */
  see(room: string): void {
    const { agent, list } = this.#desk;
    const conversation = list.get(room);
    if (!agent || !conversation) return;
    const { messages, seen } = conversation;
    const told = Math.max(seen[agent.id] ?? 0, this.#seen.get(room) ?? 0);
    if (messages <= told) return;
    this.#seen.set(room, messages);
    this.#desk.client.change({ type: 'seen', room, messages }).then(
      (changed) => changed && this.#desk.take(changed),
      // The next message, or the next opening, tries again.
      () => this.#seen.delete(room),
    );
  }

  async run(room: string, action: DeskAction): Promise<Outcome> {
    const { agent, list } = this.#desk;
    const conversation = list.get(room);
    if (!agent || !conversation || this.isPending(room)) {
      return { result: 'done', conversation };
    }
    const request: InboxRequest = requestOf(action, room, agent.id, conversation.version);
    this.#intended.set(room, intentionOf(action));
    this.#onChange();
    try {
      const changed = await this.#desk.client.change(request);
      if (changed) this.#desk.take(changed);
      return { result: 'done', conversation };
    } catch (error) {
      if (error instanceof Conflict) {
        this.#desk.take(error.conversation);
        return { result: 'conflict', conversation: error.conversation };
      }
      const fault = asChatError(error, `do “${action.type}” with the conversation`);
      this.#onFault(fault);
      return { result: 'failed', error: fault };
    } finally {
      this.#intended.delete(room);
      list.refresh();
      this.#onChange();
    }
  }

  /** @returns whether the note is saved */
  async note(room: string, text: string): Promise<boolean> {
    const { agent, client, now } = this.#desk;
    if (!agent) return false;
    const id = createMessageId(now);
    try {
      const changed = await client.change({ type: 'note', room, id, text });
      if (changed) this.#desk.take(changed);
      void this.#load(room);
      return true;
    } catch (error) {
      this.#onFault(asChatError(error, 'save the note'));
      return false;
    }
  }
}

function requestOf(action: DeskAction, room: string, by: string, version: number): InboxRequest {
  switch (action.type) {
    case 'assign':
      return { type: 'assign', room, to: action.to === 'me' ? by : null, version };
    case 'snooze':
      return { type: 'snooze', room, until: action.until };
    case 'hand-over':
      return { type: 'hand-over', room, to: action.to };
    case 'close':
    case 'reopen':
      return { type: action.type, room };
  }
}

/** What is shown before the server has answered. Who gets a conversation is not: two may want it. */
function intentionOf(action: DeskAction): Partial<Conversation> {
  switch (action.type) {
    case 'snooze':
      return { status: 'snoozed', snoozedUntil: action.until };
    case 'close':
      return { status: 'closed' };
    case 'reopen':
      return { status: 'open' };
    default:
      return {};
  }
}
