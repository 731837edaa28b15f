import { MomentoChatInboxElement } from './inbox/inbox-element.js';
import { define } from './views/define.js';

export {
  MomentoChatInboxChangeEvent,
  MomentoChatInboxConversationEvent,
  MomentoChatInboxOpenEvent,
  MomentoChatInboxStatusChangeEvent,
} from './inbox/events.js';
export type { InboxView } from './inbox/inbox-properties.js';
export type { ReportStrings } from './inbox/report-words.js';
export type { InboxStrings } from './inbox/words.js';
export type {
  Agent,
  Conversation,
  ConversationFilter,
  ConversationSide,
  ConversationStatus,
} from './protocol/inbox.js';
export { MomentoChatInboxElement };

define('momento-chat-inbox', MomentoChatInboxElement);
