import type { RoomState } from '../core/room-state.js';
import { isDerivedId } from '../protocol/message-codec.js';
import { hasReacted, isRemoved, type ChatMessage } from '../protocol/message.js';
import { toFlag } from './attribute-converters.js';
import type { ChatProperties } from './chat-properties.js';

/** What the visitor may do with which message, as far as the element and the room's state tell. */
export class MessageRights {
  readonly #host: ChatProperties;
  readonly #state: () => RoomState;

  constructor(host: ChatProperties, state: () => RoomState) {
    this.#host = host;
    this.#state = state;
  }

  /** Whether the history is known: before that, any message may be in it. */
  get loaded(): boolean {
    return this.#state().loaded;
  }

  /** The message with this id, settled or on its way. */
  find(id: string | undefined): ChatMessage | undefined {
    if (id === undefined) return undefined;
    const { messages, pending } = this.#state();
    const isWanted = (message: ChatMessage): boolean => message.id === id;
    return messages.find(isWanted) ?? pending.find(isWanted);
  }

  isOwn(message: ChatMessage): boolean {
    const { ownId } = this.#state();
    return 'state' in message || (ownId !== undefined && message.author.id === ownId);
  }

  /** Whether the visitor has reacted to a message with an emoji. */
  hasReacted(message: ChatMessage, emoji: string): boolean {
    return hasReacted(message, emoji, this.#state().ownId);
  }

  /** Whether messages can be reacted to at all. */
  get canReact(): boolean {
    return this.#host.reactions !== 'off' && this.#canChange;
  }

  mayReply(message: ChatMessage): boolean {
    return this.#canChange && isSettled(message);
  }

  mayReact(message: ChatMessage): boolean {
    return this.canReact && isSettled(message);
  }

  mayEdit(message: ChatMessage): boolean {
    const { editWindow } = this.#host;
    return (
      this.#canChange && this.isOwn(message) && isSettled(message) && isIn(editWindow, message)
    );
  }

  mayRemove(message: ChatMessage): boolean {
    const isAuthorInTime = this.isOwn(message) && isIn(this.#host.deleteWindow, message);
    // A message without an id of its own cannot be named to the server.
    const mayModerate = this.#state().canModerate && !isDerivedId(message.id);
    return this.#canChange && !isRemoved(message) && (isAuthorInTime || mayModerate);
  }

  mayReport(message: ChatMessage): boolean {
    return toFlag(this.#host.reports) && !this.isOwn(message) && isSettled(message);
  }

  get #canChange(): boolean {
    return !this.#host.readOnly && this.#state().canRelate;
  }
}

/** Templates set properties to anything: only a number of 0 or more is a limit. */
export function toLimit(value: unknown): number {
  const limit = parseFloat(String(value));
  return limit >= 0 ? limit : Infinity;
}

/** Whether it is a person's, and in the room. */
function isSettled(message: ChatMessage): boolean {
  return !('state' in message || isRemoved(message) || message.announcement);
}

/** Whether a message was sent no longer ago than so many seconds. For own messages: this clock has dated them. */
function isIn(window: number | undefined, { sentAt = 0 }: ChatMessage): boolean {
  return Date.now() - sentAt < toLimit(window) * 1000;
}
