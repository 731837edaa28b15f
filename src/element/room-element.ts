import type { Room } from '../core/room.js';
import type { RoomState } from '../core/room-state.js';
import { tabStore } from '../platform/tab-store.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import { ChatError } from '../protocol/errors.js';
import { KINDS } from '../protocol/kinds/index.js';
import type { AnyKind } from '../protocol/kinds/kind.js';
import type { Person } from '../protocol/chat-user.js';
import { isMentioned, type ChatMessage, type PendingMessage } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import type { RoomAccess } from '../transport/room-access.js';
import { ChatProperties } from './chat-properties.js';
import { ActivityController } from './controllers/activity-controller.js';
import { FilesController } from './controllers/files-controller.js';
import { RoomController } from './controllers/room-controller.js';
import { UnreadController } from './controllers/unread-controller.js';
import { createRoom, DEFAULT_CACHE_NAME } from './create-room.js';
import {
  MomentoChatActivityChangeEvent,
  MomentoChatErrorEvent,
  MomentoChatMentionEvent,
  MomentoChatMessageEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from './events.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import { keyOf } from './guarded.js';
import type { DraftField } from './memory/draft.js';
import { RoomMemory } from './memory/room-memory.js';

/** The room of a chat, as programs read it. It has no views. */
export abstract class RoomElement extends ChatProperties {
  /** A change of any of these means another room, or another way into the same one. @internal */
  protected static roomProperties: readonly PropertyKey[] = [
    'room',
    'credentials',
    'username',
    'preChatAnswers',
  ];

  /** The kinds of events that the room knows. @internal */
  protected static kinds: readonly AnyKind[] = KINDS;

  /**
   * Reports a fault to the page by an event, and to its developer in the console. The views tell the visitor.
   *
   * @internal
   */
  protected readonly reportFault = (error: ChatError): void => {
    console.error(`${this.elementName} ${error.message}`, error);
    this.dispatchEvent(new MomentoChatErrorEvent(error));
  };
  /** @internal */
  protected readonly memory = new RoomMemory(this, tabStore(), {
    field: () => this.composing,
    session: () => this.session,
  });
  /** @internal */
  protected readonly roomController = new RoomController(this, {
    entrance: () => this.#entrance,
    createRoom: () => {
      if (!this.room) throw this.configurationError('needs the attribute "room"');
      return this.#isHeld ? undefined : this.createRoom();
    },
    onRefused: (error) => {
      // As when a user signs out: the page removes the way into the room.
      this.memory.leave();
      this.reportFault(error);
    },
    onRoom: (room) => {
      this.memory.draft.leaveIfEmpty();
      room.onMessage((message) => {
        this.activity.receiveMessage(message.author);
        this.dispatchEvent(new MomentoChatMessageEvent(message));
        if (!isMentioned(message, room.getState().ownId)) return;
        this.dispatchEvent(new MomentoChatMentionEvent(message));
      });
      room.onFault(this.reportFault);
    },
    onStateChange: (current, previous) => this.#announce(current, previous),
  });
  /** @internal */
  protected readonly unread = new UnreadController(this, this.memory.unread, {
    state: () => this.roomController.state,
    isShown: () => this.isReading,
    onRead: () => this.activity.sawAll(),
    onChange: (count) => this.dispatchEvent(new MomentoChatUnreadChangeEvent(count)),
  });

  /** @internal */
  protected readonly activity = new ActivityController(this, {
    room: () => this.roomController.room,
    state: () => this.roomController.state,
    signals: () => this.signals,
    budget: () => this.signalBudget,
    isOpen: () => this.isOpen,
    onChange: () => this.dispatchEvent(new MomentoChatActivityChangeEvent()),
    onFault: this.reportFault,
  });
  /** @internal */
  protected readonly files = new FilesController(this, {
    room: () => this.roomController.room,
    state: () => this.roomController.state,
    attachments: () => this.attachments,
    maxSize: () => this.maxAttachmentSize,
    upload: () => this.storage,
    origins: () => this.attachmentOrigins,
    readOnly: () => this.readOnly,
    onChange: () => this.memory.draft.keep(),
    onFault: this.reportFault,
  });

  /** The state of the connection to the service. */
  get status(): ConnectionStatus {
    return this.roomController.error ? 'failed' : this.roomController.state.status;
  }

  /** Settled messages, in the order that all visitors see. */
  get messages(): readonly ChatMessage[] {
    return this.roomController.state.messages;
  }

  /** The visitor's own messages that are on their way, or have failed. */
  get pending(): readonly PendingMessage[] {
    return this.roomController.state.pending;
  }

  /** How many messages of others have not been read yet. */
  get unreadCount(): number {
    return this.unread.count;
  }

  /** How many of them name the visitor. */
  get mentionCount(): number {
    return this.unread.mentions;
  }

  /** The answer of the token endpoint: who the visitor is, and what they may do. */
  get session(): Session | undefined {
    return this.roomController.state.session;
  }

  /** Whether the chat was closed by its server: nothing more can be written. */
  get ended(): boolean {
    return this.roomController.state.ended;
  }

  /** How many list elements and topic items were no messages, or forged, and are not shown. */
  get droppedCount(): number {
    return this.roomController.state.dropped;
  }

  /** Other visitors who are writing, with `typing` among the `signals`. */
  get typing(): readonly Person[] {
    return this.activity.typing;
  }

  /** Other visitors who are here, with `presence` among the `signals`. In large rooms only the active ones are known. */
  get present(): readonly Person[] {
    return this.activity.here;
  }

  /** Other visitors who have seen a message, with `read` among the `signals`, as far as is known since the chat was opened. */
  readersOf(messageId: string): readonly Person[] {
    return this.activity.readersOf(messageId);
  }

  /** Counts all messages as read, and says so to the room if `read` is among the `signals`. */
  markRead(): void {
    this.unread.markRead();
  }

  /** Tries a failed message or change again. */
  retry(id: string): void {
    this.roomController.room?.retry(id);
  }

  /** Forgets a failed message or change. */
  discard(id: string): void {
    this.roomController.room?.discard(id);
  }

  /** Tries to enter the room again, with a new token. */
  reconnect(): void {
    this.roomController.wanted = true;
    if (this.roomController.room) this.roomController.room.connect();
    else this.roomController.restart();
  }

  /** Differs where another room, or way into it, is meant. Functions count as equal: templates make new ones at each render. */
  get #entrance(): string {
    const { roomProperties } = this.constructor as typeof RoomElement;
    const values = roomProperties.map((name) => {
      const value: unknown = Reflect.get(this, name);
      return typeof value === 'function' ? ['function'] : value;
    });
    return keyOf([...values, this.#isHeld]);
  }

  /** Whether the room is not to be entered yet. */
  get #isHeld(): boolean {
    return this.questions.open || this.hasAttribute('defer-hydration');
  }

  /** What is asked before the room is entered. @internal */
  protected abstract readonly questions: {
    /** Whether an answer is missing. */
    readonly open: boolean;
  };

  /** What the composer writes. @internal */
  protected abstract readonly composing: DraftField;

  /** Whether the conversation is open. @internal */
  protected abstract get isOpen(): boolean;

  /** Whether the newest messages are in view, as far as the page is. @internal */
  protected abstract get isReading(): boolean;

  /** The page's own storage of files, where messages may name files in one. @internal */
  protected get storage(): UploadHook | undefined {
    return this.upload;
  }

  /** The address through which the room is reached; elements of the same room and address are numbered. @internal */
  protected abstract get address(): string;

  /**
   * Makes a room as the host wants it, by `roomThrough`.
   *
   * @throws ChatError `configuration-invalid`, naming the attribute
   * @internal
   */
  protected abstract createRoom(): Room;

  /**
   * The room that `access` reaches, not connected yet.
   *
   * @param cacheName the Momento cache, where the session does not name one
   * @internal
   */
  protected roomThrough(access: RoomAccess, cacheName = DEFAULT_CACHE_NAME): Room {
    const { room } = this;
    // A name that nobody vouches for, as the attribute.
    const username = this.username || this.preChatAnswers?.['name'];
    const { kinds } = this.constructor as typeof RoomElement;
    const loadFileUploads = this.files.connect;
    return createRoom({ room, cacheName, username, kinds, loadFileUploads }, access);
  }

  /**
   * An error that names the element.
   *
   * @param reason such as `needs the attribute "room"`
   * @internal
   */
  protected configurationError(reason: string): ChatError {
    return new ChatError(
      'configuration-invalid',
      `unable to enter a room; ${this.elementName} ${reason}.`,
    );
  }

  /** Another room is meant: the draft and the unread messages belong to this one. @internal */
  protected leaveRoom(): void {
    this.memory.leave();
  }

  /** The element's tag, for messages to developers. @internal */
  protected get elementName(): string {
    return `<${this.localName}>`;
  }

  #announce(current: RoomState, previous: RoomState): void {
    const { session, status } = current;
    if (session && session !== previous.session) this.memory.enter(session);
    if (status !== previous.status) {
      this.dispatchEvent(new MomentoChatStatusChangeEvent(status));
    }
    for (const { id, error } of current.pending) {
      const before = previous.pending.find((message) => message.id === id);
      // A failure from before a reload has been reported.
      if (error && before && error !== before.error) this.reportFault(error);
    }
    if (!this.roomController.room) this.memory.unread.leave();
    this.unread.update();
  }
}
