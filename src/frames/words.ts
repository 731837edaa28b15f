import { closestLanguage } from '../localization/closest-language.js';
import { numberFormatter } from '../localization/number-formatter.js';
import type { Strings } from '../localization/strings.js';

/** The texts around the conversation of a launcher or an overlay. */
export interface FrameStrings {
  /** The launcher's accessible name, open or closed: `aria-expanded` says which. */
  readonly openChat: string;
  readonly closeChat: string;
  /** The launcher's badge, for screen readers. */
  readonly unreadMessages: (count: number) => string;
  /** Added to it, where one of them names the visitor. */
  readonly mentioned: string;
  /** The launcher's title, and the panel's name. */
  readonly title: string;
  /** The hint over a game: the key that focuses the composer. */
  readonly pressToWrite: (key: string) => string;
  /** Above a closed launcher: the name of the field to answer in, and what is in it while it is empty. */
  readonly previewReply: string;
  readonly previewClose: string;
  /** For screen readers: so many further messages are not shown. */
  readonly previewMore: (count: number) => string;
}

/** With those of the chat, and the host's own in their place. */
export type FrameWords = FrameStrings & Strings;

const formatEn = numberFormatter('en');
const formatJa = numberFormatter('ja');

const en: FrameStrings = {
  openChat: 'Open the chat',
  closeChat: 'Close the chat',
  unreadMessages: (count) => `${formatEn(count)} unread`,
  mentioned: 'you were mentioned',
  title: 'Chat',
  pressToWrite: (key) => `Press ${key} to write`,
  previewReply: 'Reply…',
  previewClose: 'Close the preview',
  previewMore: (count) =>
    count === 1 ? 'and 1 more message' : `and ${formatEn(count)} more messages`,
};

const ja: FrameStrings = {
  openChat: 'チャットを開く',
  closeChat: 'チャットを閉じる',
  unreadMessages: (count) => `未読 ${formatJa(count)} 件`,
  mentioned: 'あなたへのメンションあり',
  title: 'チャット',
  pressToWrite: (key) => `${key} キーで入力`,
  previewReply: '返信を入力…',
  previewClose: 'プレビューを閉じる',
  previewMore: (count) => `ほか ${formatJa(count)} 件のメッセージ`,
};

/** @param strings the chat's texts; the host's own are among them */
export function frameWords(host: Element, strings: Strings): FrameWords {
  return { ...(/^ja\b/i.test(closestLanguage(host)) ? ja : en), ...strings };
}
