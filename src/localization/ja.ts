import { numberFormatter } from './number-formatter.js';
import type { Strings } from './strings.js';

const tryLater = '現在チャットに接続できません。';
const setUp = 'チャットの設定に問題があります。サイトの管理者にお知らせください。';

const format = numberFormatter('ja');

export const ja = Object.freeze<Strings>({
  conversation: '会話',
  composerLabel: 'メッセージ',
  composerPlaceholder: 'メッセージを入力',
  send: '送信',
  retry: '再試行',
  retryNow: '今すぐ再接続',
  discard: '破棄',
  loading: '会話を読み込んでいます',
  gap: 'ここに表示できないメッセージがあるかもしれません。',
  empty: 'まだメッセージはありません。最初のひとことをどうぞ。',
  unread: '未読',
  newMessages: (count) => `新着メッセージ ${format(count)} 件`,
  toLatest: '最新のメッセージへ',
  loadingEarlier: '以前のメッセージを読み込んでいます',
  earlierFailed: '以前のメッセージを読み込めませんでした。',
  removed: 'このメッセージは削除されました。',
  reactions: 'リアクション',
  reactedBy: (emoji, names, own, others) => {
    const people = [...names, ...(own ? ['あなた'] : [])].join('、');
    const rest = others > 0 ? `、ほか ${format(others)} 人` : '';
    return `${emoji} ${format(names.length + Number(own) + others)} 人：${people}${rest}`;
  },
  addReaction: 'リアクションを追加',
  inReplyTo: '返信先：',
  showOriginal: '元のメッセージを表示',
  originalGone: '元のメッセージは残っていません。',
  edited: '編集済み',
  changeFailed: '変更を保存できませんでした。',
  removalFailed: 'メッセージを削除できませんでした。',
  bytesLeft: (count) =>
    count < 0 ? `${format(-count)} バイト超過しています` : `残り ${format(count)} バイト`,
  charactersLeft: (count) =>
    count < 0 ? `${format(-count)} 文字超過しています` : `残り ${format(count)} 文字`,
  mentionedYou: (name) => `${name} さんからのメンション`,
  suggestions: '質問の例',
  away: 'ただいま不在です。メッセージをお残しください。後ほどお返事いたします。',
  readOnly: 'この会話は閲覧のみです。',
  ended: 'この会話は終了しました。',
  connecting: '接続しています…',
  catchingUp: '最新のメッセージを取得しています…',
  reconnecting: '再接続しています…',
  disconnected: '接続されていません。',
  sending: '送信中…',
  failed: '送信できませんでした。',
  sent: '送信済み',
  delivered: '配信済み',
  unknownAuthor: '名前なし',
  you: 'あなた',
  search: '検索',
  copyCode: 'コードをコピー',
  reported: '報告しました。',
  save: '保存',
  errors: {
    'configuration-invalid': setUp,
    'token-refused': 'この会話に参加する権限がありません。',
    'token-not-found': setUp,
    'token-rejected': setUp,
    'token-invalid': setUp,
    'token-rate-limited': '参加者が集中しています。',
    'token-unavailable': tryLater,
    'token-short-lived': setUp,
    'not-authenticated': 'この会話へのアクセスの有効期限が切れました。',
    'not-permitted': 'この操作は許可されていません。',
    'cache-not-found': setUp,
    'quota-exceeded': 'チャットが大変混み合っています。',
    'service-rejected': 'チャットがこの内容を受け付けませんでした。',
    'connection-lost': '接続が切れました。',
    'connection-slow': '接続が遅くなっています。',
    'service-unavailable': tryLater,
    'message-rejected': 'この内容は掲載できません。',
    'sending-too-fast': '送信が速すぎます。少しお待ちください。',
    'message-too-long': 'メッセージが長すぎます。短くしてください。',
    'outbox-full': '送信待ちのメッセージが多すぎます。少しお待ちください。',
    'attachment-not-allowed': 'このファイルはここでは送信できません。',
    'attachment-too-large': 'ファイルが大きすぎます。',
    'attachment-broken': 'ファイルが空か、壊れています。',
    'attachment-lost': 'このファイルはもう利用できません。',
  },
});
