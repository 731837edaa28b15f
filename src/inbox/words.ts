import { numberFormatter } from '../localization/number-formatter.js';
import type { ConversationFilter } from '../protocol/inbox.js';

/** All texts that the inbox shows, or gives to screen readers. Those of a conversation are the chat's own. */
export interface InboxStrings {
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
const jaCount = numberFormatter('ja');

const en: InboxStrings = {
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
};

const ja: InboxStrings = {
  inbox: '受信トレイ',
  conversations: '会話',
  filters: {
    open: '対応中',
    mine: '自分の担当',
    unassigned: '未割り当て',
    waiting: '返信待ち',
    snoozed: '保留中',
    closed: '完了',
  },
  searchConversations: '会話を検索',
  clearSearch: '検索をクリア',
  loadingConversations: '会話を読み込み中',
  noConversations: '会話はありません。',
  nothingFound: '見つかりませんでした。',
  listFailed: '会話を読み込めませんでした。',
  tryAgain: '再試行',
  showNewest: (count) => (count > 0 ? `新着 ${jaCount(count)} 件` : '新しい順に並べる'),
  guest: 'ゲスト',
  you: '自分',
  bot: 'ボット',
  unread: (count) => `未読 ${jaCount(count)} 件`,
  waits: (duration) => `待ち時間 ${duration}`,
  snoozedUntil: (time) => `${time}まで保留`,
  closed: '完了',
  open: '対応中',
  assignedTo: (name) => `担当：${name}`,
  unassigned: '未割り当て',
  conversationWith: (name) => `${name}との会話`,
  chooseConversation: '会話を選んでください。',
  openingFailed: '会話を開けませんでした。',
  back: '会話の一覧',
  assignToMe: '自分が担当する',
  takeOver: (name) => `${name}から引き継ぐ`,
  unassign: '担当を外す',
  snooze: '保留',
  snoozeHour: '1時間',
  snoozeHours: (hours) => `${jaCount(hours)}時間`,
  snoozeEvening: '今日の夕方',
  snoozeTomorrow: '明日の朝',
  close: '完了にする',
  reopen: '再開する',
  toBot: 'ボットに任せる',
  fromBot: 'ボットから引き継ぐ',
  details: '詳細',
  visitor: '訪問者',
  nothingKnown: 'ほかの情報はありません。',
  notes: 'メモ',
  internal: '社内用：訪問者には表示されません。',
  noNotes: 'メモはまだありません。',
  addNote: 'メモを追加',
  notePlaceholder: '同僚へのメモ',
  noteFailed: 'メモを保存できませんでした。',
  keys: 'キーボードショートカット',
  dismiss: '閉じる',
  undo: '元に戻す',
  keyNext: '次へ・前へ',
  keyOpen: '会話を開く',
  keyReply: '返信する',
  keyEscape: '戻る',
  wasClosed: (name) => `完了にしました：${name}`,
  wasReopened: (name) => `再開しました：${name}`,
  wasSnoozed: (name, time) => `${time}まで保留にしました：${name}`,
  wasAssigned: (name) => `担当になりました：${name}`,
  wasUnassigned: (name) => `担当を外しました：${name}`,
  wasHandedToBot: (name) => `ボットに任せました：${name}`,
  wasTakenFromBot: (name) => `ボットから引き継ぎました：${name}`,
  noteAdded: 'メモを追加しました',
  wasTaken: (name, agent) =>
    agent ? `${agent}が先に担当しました：${name}` : `ほかの人が先に変更しました：${name}`,
  notDone: (name) => `うまくいかなかったため、元に戻しました：${name}`,
  waitingNow: (count) => `返信待ち ${jaCount(count)} 件`,
  connecting: '接続中…',
  catchingUp: '更新中… 一覧は最新でないことがあります。',
  reconnecting: '再接続中… 一覧は最新でないことがあります。',
  disconnected: '接続されていません。一覧は最新でないことがあります。',
  refused: 'この受信トレイを開く権限がありません。',
  failed: '受信トレイに接続できません。一覧は最新でないことがあります。',
};

/** The texts of a language, with the host's own in their place. */
export function inboxWords(
  language: string,
  overrides: Partial<InboxStrings> | undefined,
): InboxStrings {
  const words = /^ja\b/i.test(language) ? ja : en;
  return overrides
    ? { ...words, ...overrides, filters: { ...words.filters, ...overrides.filters } }
    : words;
}
