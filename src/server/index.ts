/**
 * For the host's back end: decides who may enter a room, and what may be written there. Nothing here runs in a browser.
 *
 * Nothing here needs Node. The modules that do have their own entry points:
 * `momento-chat/server/momento-token-issuer` and `…/momento-room-store` speak gRPC with Momento, and
 * `…/moderation-webhook` verifies a signature that only Node supports.
 */
export { createTokenEndpoint, type TokenEndpointAnswer } from './token-endpoint/token-endpoint.js';
export type { TokenEndpointOptions } from './token-endpoint/token-endpoint-options.js';
export type { Authorization, AuthorizedUser } from './host/authorization.js';
export type { PreChatAnswers } from '../protocol/answers.js';
export type { RefusalCode } from './token-endpoint/refusal.js';
export {
  TokenIssueError,
  type IssuedToken,
  type RoomAccess,
  type RoomMode,
  type TokenGrant,
  type TokenIssueErrorCode,
  type TokenIssuer,
} from './token-endpoint/token-issuer.js';
export type { AttachmentRules } from '../protocol/attachments.js';
export type { Role } from '../protocol/role.js';
export { MAX_ROOM_NAME_BYTES, roomNameFault } from '../protocol/room-name.js';
export { inboxOf } from '../protocol/room-rules.js';
export { createModerator, type Moderator, type ModeratorOptions } from './moderation/moderator.js';
export type {
  AttachmentVerdict,
  Author,
  ModerationContext,
  ModerationOptions,
  Profile,
  SubmittedAttachment,
  SubmittedMessage,
  Verdict,
} from './moderation/moderation-options.js';
export type { FileStats } from './moderation/file-counts.js';
export type { ModeratorStats } from './moderation/moderation-stats.js';
export type { RoomVisitor } from './moderation/room-visits.js';
export { createBot, type Bot, type BotStats } from './bot/bot.js';
export { BOT_PREFIX } from '../protocol/bot-prefix.js';
export type { BotContext, BotOptions, BotReply } from './bot/bot-options.js';
export { createInbox, type Inbox, type InboxStats } from './inbox/inbox.js';
export type { AuthorizedAgent, CannedAnswer, InboxOptions } from './inbox/inbox-options.js';
export type { Availability, InboxFeed } from './inbox/inbox-feed.js';
export type { Agent, Conversation, ConversationStatus, Note } from '../protocol/inbox.js';
export {
  createModerationDesk,
  type DeskAction,
  type ModerationDesk,
  type ModerationDeskOptions,
  type ReportAction,
  type TimedAction,
  type UserAction,
} from './desk/moderation-desk.js';
export type { AuditEntry } from './desk/audit-log.js';
export { DeskError } from './desk/desk-error.js';
export type { DeskGuard, WritingRefusal } from './desk/desk-guard.js';
export type { Restriction } from './desk/room-guard.js';
export type { ReportedMessage, RoomReport } from './desk/reports.js';
export type { RoomLimits } from './desk/room-limits.js';
export type { Sanction } from './desk/sanctions.js';
export {
  createTextRules,
  type TextMatch,
  type TextRule,
  type TextRules,
  type TextRulesOptions,
} from './desk/text-rules.js';
export { closeRoom, removeMessage } from './store/room-administration.js';
export type { HistoryLimits, LiveRoomStore, RoomStore } from './store/room-store.js';
export type { FileLimits } from './limits/file-quota.js';
export type { RateLimit } from './limits/rate-limiter.js';
