import { ChatElement } from './element/chat-element.js';
import { MomentoChatElement } from './element/momento-chat-element.js';
import { define } from './views/define.js';

export { ChatError, type ChatErrorCode } from './protocol/errors.js';
export {
  MomentoChatActivityChangeEvent,
  MomentoChatBeforeEditEvent,
  MomentoChatBeforeReactEvent,
  MomentoChatBeforeRemoveEvent,
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatErrorEvent,
  MomentoChatMentionEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatReportEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from './element/events.js';
export type {
  ChatMessage,
  EditOptions,
  Mention,
  MessageAuthor,
  MessageReference,
  PendingChange,
  PendingMessage,
  Reaction,
  SendOptions,
} from './protocol/message.js';
export type { MessageAction } from './views/message-action.js';
export type { Placement, Theme, Variant } from './element/variant.js';
export type { Role } from './protocol/role.js';
export type { ChatStrings as Strings } from './element/chat-strings.js';
export type { Session, TokenProvider, TokenResponse } from './session/session.js';
export type { ActivityStrings } from './signals/words.js';
export type { Attached, RefusedFile } from './files/attached.js';
export type { Attachment, AttachmentRules } from './protocol/attachments.js';
export type { AttachmentStrings } from './views/attachments/words.js';
export type { UploadHook, UploadOptions } from './views/attachments/upload-hook.js';
export type { ViewerStrings } from './views/viewer/words.js';
export type { CannedAnswer } from './protocol/canned-answer.js';
export type { PreChatAnswers } from './protocol/answers.js';
export type { PreChatStrings } from './views/pre-chat/words.js';
export type { NewsStrings } from './news/words.js';
export type { SearchStrings } from './views/search/words.js';
export type { ChatUser, Person } from './protocol/chat-user.js';
export type { PeopleHook } from './element/people.js';
export type { ConnectionStatus } from './protocol/connection-status.js';
/** `ChatElement` is what `<momento-chat>` and `<momento-relay-chat>` have in common. */
export { ChatElement, MomentoChatElement };

define('momento-chat', MomentoChatElement);
