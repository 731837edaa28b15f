import { numberFormatter } from '../../localization/number-formatter.js';

/** The texts of the chat's menu. */
export interface MenuStrings {
  /** The button that opens the menu. */
  readonly chatMenu: string;
  readonly copyConversation: string;
  readonly downloadText: string;
  readonly downloadPage: string;
  readonly downloadJson: string;
  readonly printConversation: string;
  readonly newsSound: string;
  readonly newsDesktop: string;
  /** Why desktop notifications cannot be switched on. */
  readonly newsDenied: string;
  readonly newsUnsupported: string;
  /** While earlier messages are fetched: so many are here. */
  readonly gathering: (count: number) => string;
  readonly stopGathering: string;
  readonly gatheringStopped: string;
  readonly downloadStarted: string;
  /** A transcript could not be saved or printed. */
  readonly transcriptFailed: string;
  /** What becomes of a conversation that is copied, as of code. */
  readonly copied: string;
  readonly notCopied: string;
}

const enCount = numberFormatter('en');
const jaCount = numberFormatter('ja');

const en: MenuStrings = {
  chatMenu: 'Chat options',
  copyConversation: 'Copy conversation',
  downloadText: 'Download as text',
  downloadPage: 'Download as web page',
  downloadJson: 'Download as JSON',
  printConversation: 'Print',
  newsSound: 'Sound',
  newsDesktop: 'Desktop notifications',
  newsDenied: 'Blocked in the browser’s settings',
  newsUnsupported: 'Not available here',
  gathering: (count) => `Loading earlier messages… ${enCount(count)} so far`,
  stopGathering: 'Stop',
  gatheringStopped: 'Stopped',
  downloadStarted: 'Download started',
  transcriptFailed: 'This did not work. Please try again.',
  copied: 'Copied',
  notCopied: 'Could not be copied',
};

const ja: MenuStrings = {
  chatMenu: 'チャットのオプション',
  copyConversation: '会話をコピー',
  downloadText: 'テキストで保存',
  downloadPage: 'ウェブページで保存',
  downloadJson: 'JSONで保存',
  printConversation: '印刷',
  newsSound: '通知音',
  newsDesktop: 'デスクトップ通知',
  newsDenied: 'ブラウザーでブロック中',
  newsUnsupported: 'この環境では使えません',
  gathering: (count) => `以前のメッセージを読み込み中… ${jaCount(count)} 件`,
  stopGathering: '停止',
  gatheringStopped: '停止しました',
  downloadStarted: 'ダウンロードを開始しました',
  transcriptFailed: 'うまくいきませんでした。もう一度お試しください。',
  copied: 'コピーしました',
  notCopied: 'コピーできませんでした',
};

/** The built-in texts of a language. */
export function menuStrings(language: string): MenuStrings {
  return /^ja\b/i.test(language) ? ja : en;
}
