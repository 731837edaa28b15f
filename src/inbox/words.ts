import { numberFormatter } from '../localization/number-formatter.js';
import type { ConversationFilter } from '../protocol/inbox.js';
import type { ReportStrings } from './report-words.js';

/** All texts that the inbox shows, or gives to screen readers. Those of a conversation are the chat's own. */
export interface InboxStrings extends ReportStrings {
  /** Name of the inbox for assistive technology. */
  readonly inbox: string;
  readonly conversations: string;
  readonly filters: Readonly<Record<ConversationFilter, string>>;
  readonly searchConversations: string;
  readonly clearSearch: string;
  readonly loadingConversations: string;
  readonly noConversations: string;
  readonly nothingFound: string;
  readonly listFailed: string;
  readonly tryAgain: string;
  /** The button that shows the newest first again: so many are not shown yet; 0: they are only in another order. */
  readonly showNewest: (count: number) => string;
  /** A visitor without a name. */
  readonly guest: string;
  readonly you: string;
  readonly bot: string;
  readonly unread: (count: number) => string;
  /** For how long a visitor has waited for an answer. */
  readonly waits: (duration: string) => string;
  readonly snoozedUntil: (time: string) => string;
  readonly closed: string;
  readonly open: string;
  readonly assignedTo: (name: string) => string;
  readonly unassigned: string;
  /** The name of the open conversation for assistive technology. */
  readonly conversationWith: (name: string) => string;
  readonly chooseConversation: string;
  readonly openingFailed: string;
  readonly back: string;
  readonly assignToMe: string;
  readonly takeOver: (name: string) => string;
  readonly unassign: string;
  readonly snooze: string;
  readonly snoozeHour: string;
  readonly snoozeHours: (hours: number) => string;
  readonly snoozeEvening: string;
  readonly snoozeTomorrow: string;
  readonly close: string;
  readonly reopen: string;
  readonly toBot: string;
  readonly fromBot: string;
  readonly details: string;
  readonly visitor: string;
  readonly nothingKnown: string;
  readonly notes: string;
  /** Beside the notes: they are not for visitors. */
  readonly internal: string;
  readonly noNotes: string;
  readonly addNote: string;
  readonly notePlaceholder: string;
  readonly noteFailed: string;
  readonly keys: string;
  readonly dismiss: string;
  readonly undo: string;
  /** What each key does. */
  readonly keyNext: string;
  readonly keyOpen: string;
  readonly keyReply: string;
  readonly keyEscape: string;
  /** What has become of a conversation, with the visitor's name. */
  readonly wasClosed: (name: string) => string;
  readonly wasReopened: (name: string) => string;
  readonly wasSnoozed: (name: string, time: string) => string;
  readonly wasAssigned: (name: string) => string;
  readonly wasUnassigned: (name: string) => string;
  readonly wasHandedToBot: (name: string) => string;
  readonly wasTakenFromBot: (name: string) => string;
  readonly noteAdded: string;
  /** Another agent was first; `agent` is empty where nobody has it now. */
  readonly wasTaken: (name: string, agent: string) => string;
  readonly notDone: (name: string) => string;
  /** The number of visitors who wait has changed. */
  readonly waitingNow: (count: number) => string;
  /** The state of the connection, above the list. */
  readonly connecting: string;
  readonly catchingUp: string;
  readonly reconnecting: string;
  readonly disconnected: string;
  readonly refused: string;
  readonly failed: string;
}

const enCount = numberFormatter('en');

/** They are built in; those of other languages are modules. */
export const en: InboxStrings = {
  inbox: 'Inbox',
  conversations: 'Conversations',
  filters: {
    open: 'Open',
    mine: 'Mine',
    unassigned: 'Unassigned',
    waiting: 'Waiting',
    snoozed: 'Snoozed',
    closed: 'Closed',
  },
  searchConversations: 'Search conversations',
  clearSearch: 'Clear search',
  loadingConversations: 'Loading conversations',
  noConversations: 'No conversations here.',
  nothingFound: 'Nothing was found.',
  listFailed: 'The conversations could not be loaded.',
  tryAgain: 'Try again',
  showNewest: (count) => (count > 0 ? `${enCount(count)} new` : 'Newest first'),
  guest: 'Guest',
  you: 'You',
  bot: 'Bot',
  unread: (count) => `${enCount(count)} unread`,
  waits: (duration) => `Waits ${duration}`,
  snoozedUntil: (time) => `Snoozed until ${time}`,
  closed: 'Closed',
  open: 'Open',
  assignedTo: (name) => `Assigned to ${name}`,
  unassigned: 'Unassigned',
  conversationWith: (name) => `Conversation with ${name}`,
  chooseConversation: 'Choose a conversation.',
  openingFailed: 'The conversation could not be opened.',
  back: 'All conversations',
  assignToMe: 'Assign to me',
  takeOver: (name) => `Take over from ${name}`,
  unassign: 'Unassign',
  snooze: 'Snooze',
  snoozeHour: '1 hour',
  snoozeHours: (hours) => `${enCount(hours)} hours`,
  snoozeEvening: 'This evening',
  snoozeTomorrow: 'Tomorrow morning',
  close: 'Close',
  reopen: 'Reopen',
  toBot: 'Hand to the bot',
  fromBot: 'Take from the bot',
  details: 'Details',
  visitor: 'Visitor',
  nothingKnown: 'Nothing more is known.',
  notes: 'Notes',
  internal: 'Internal: visitors never see notes.',
  noNotes: 'No notes yet.',
  addNote: 'Add note',
  notePlaceholder: 'A note for your colleagues',
  noteFailed: 'The note was not saved.',
  keys: 'Keyboard shortcuts',
  dismiss: 'Dismiss',
  undo: 'Undo',
  keyNext: 'Next, previous',
  keyOpen: 'Open the conversation',
  keyReply: 'Reply',
  keyEscape: 'Back',
  wasClosed: (name) => `Closed: ${name}`,
  wasReopened: (name) => `Reopened: ${name}`,
  wasSnoozed: (name, time) => `Snoozed until ${time}: ${name}`,
  wasAssigned: (name) => `Assigned to you: ${name}`,
  wasUnassigned: (name) => `Unassigned: ${name}`,
  wasHandedToBot: (name) => `Handed to the bot: ${name}`,
  wasTakenFromBot: (name) => `Taken from the bot: ${name}`,
  noteAdded: 'Note added',
  wasTaken: (name, agent) =>
    agent ? `${agent} was first: ${name}` : `Someone has changed this meanwhile: ${name}`,
  notDone: (name) => `This did not work and was taken back: ${name}`,
  waitingNow: (count) => `${enCount(count)} waiting`,
  connecting: 'Connecting…',
  catchingUp: 'Catching up… The list may be out of date.',
  reconnecting: 'Reconnecting… The list may be out of date.',
  disconnected: 'Not connected. The list may be out of date.',
  refused: 'You may not open this inbox.',
  failed: 'The inbox cannot be reached. The list may be out of date.',
  reports: 'Reports',
  noReports: 'No reports.',
  reportsFailed: 'The reports could not be loaded.',
  reportCount: (count) => (count === 1 ? '1 report' : `${enCount(count)} reports`),
  moreReports: (count) => `${enCount(count)} more`,
  reportDismiss: 'Dismiss',
  reportRemove: 'Delete',
  reportMute: (time) => `Delete, mute for ${time}`,
  reportBan: (time) => `Delete, ban for ${time}`,
  reportDismissed: (name) => `Dismissed: ${name}`,
  reportRemoved: (name) => `Deleted: ${name}`,
  reportMuted: (name) => `Deleted and muted: ${name}`,
  reportBanned: (name) => `Deleted and banned: ${name}`,
  reportGone: 'Another moderator was first.',
  reportForbidden: 'You may not do this.',
  reportNotDone: 'This did not work. Please try again.',
};

/** The texts of a language; English ones until they are loaded; with the host's own in their place. */
export function inboxWords(
  found: InboxStrings | undefined,
  overrides: Partial<InboxStrings> | undefined,
): InboxStrings {
  const words = found ?? en;
  return overrides
    ? { ...words, ...overrides, filters: { ...words.filters, ...overrides.filters } }
    : words;
}
