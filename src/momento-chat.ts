import { MomentoChatElement } from './momento-chat-element.js';
import { define } from './views/define.js';

export { ChatError, type ChatErrorCode } from './errors.js';
export {
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatErrorEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from './events.js';
export type { ChatMessage, MessageAuthor, PendingMessage } from './message.js';
export type { Placement, Theme, Variant } from './variant.js';
export type { Strings } from './localization/strings.js';
export type { ChatUser, Session, TokenProvider, TokenResponse } from './session/session.js';
export type { ConnectionStatus } from './transport/transport.js';
export { MomentoChatElement };

define('momento-chat', MomentoChatElement);
