import type { RoomAvailability } from '../../protocol/kinds/availability.js';
import type { Agent } from '../../protocol/inbox.js';
import type { ConversationSide } from '../../protocol/inbox.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { AttachmentRules } from '../../protocol/attachments.js';
import type { AuthorizedUser } from '../host/authorization.js';

/** A message as a room's server has stored it. */
export type FedMessage = Pick<ChatMessage, 'id' | 'text' | 'author' | 'sentAt' | 'attachments'>;

/** What an inbox needs of the moderator of its rooms. */
export interface InboxPort {
  /** Listens to a room for so many seconds. */
  readonly attend: (room: string, seconds: number) => void;
  /** The files that moderated rooms take. */
  readonly attachments: AttachmentRules | undefined;
  /** The bot that answers in the rooms. */
  readonly bot: Agent | undefined;
}

/** Whether agents are here, and how long a visitor may have to wait: the median of the last waits of a day. */
export type Availability = RoomAvailability;

/** What the servers of this package tell an inbox, and ask it. */
export interface InboxFeed {
  /** Called by the moderator that the inbox is an option of. */
  connect(port: InboxPort): void;
  /**
   * A message was stored. Called before it is published: then the sender tries again if its process ends in between. The same
   * message is counted once, however often it is told.
   *
   * @param bot the bot that answers in the room, if one does
   * @throws the store's error, or the host's
   */
  onStored(room: string, message: FedMessage, bot?: Agent): Promise<void>;
  /** A message has another text now. @throws the store's error */
  onEdited(room: string, messageId: string, text: string): Promise<void>;
  /** Whether a bot may answer in a room: agents do not have its conversation. @throws the store's error */
  isForBot(room: string): Promise<boolean>;
  /** A bot gives a conversation to the agents. @throws the store's error */
  handOver(room: string): Promise<void>;
  /**
   * A visitor gets a token for a room. It never rejects: errors are reported.
   *
   * @param context what the host's `authorize` tells of the visitor
   */
  onVisitor(
    room: string,
    user: AuthorizedUser,
    context: Readonly<Record<string, string>> | undefined,
  ): Promise<void>;
  /** Whether agents are here, and how long an answer takes; undefined for rooms of no inbox. It never rejects. */
  availability(room: string): Promise<Availability | undefined>;
}

/** Who has written a message. */
export type SideOf = (authorId: string, room: string) => Promise<ConversationSide>;
