import { closestLanguage } from '../../localization/closest-language.js';
import type { Strings } from '../../localization/strings.js';

/** The texts of what visitors do with messages. */
export interface ActionStrings {
  /** The actions on a message: the buttons beside it, and the entries of its menu. */
  readonly moreActions: string;
  readonly reply: string;
  readonly copy: string;
  readonly edit: string;
  readonly report: string;
  readonly remove: string;
  /** Asked before a message is removed, with `remove` and `keep` for answers. */
  readonly removeQuestion: string;
  readonly keep: string;
  /** Above the composer: whom the visitor answers. */
  readonly replyingTo: (name: string) => string;
  /** Above the composer while an own message is edited; `save` and `cancel` end it. */
  readonly editing: string;
  readonly cancel: string;
  /** What becomes of the code that a button copies. */
  readonly copied: string;
  readonly notCopied: string;
  /** The name of the list of people who can be mentioned. */
  readonly people: string;
  /** The name of the list of answers that the page gives. */
  readonly cannedAnswers: string;
}

/** With those of the chat, and the host's own in their place. */
export type ActionWords = ActionStrings & Strings;

const en: ActionStrings = {
  moreActions: 'More actions',
  reply: 'Reply',
  copy: 'Copy text',
  edit: 'Edit',
  report: 'Report',
  remove: 'Delete',
  removeQuestion: 'Delete this message?',
  keep: 'Keep',
  replyingTo: (name) => `Replying to ${name}`,
  editing: 'Editing',
  cancel: 'Cancel',
  copied: 'Copied',
  notCopied: 'Could not be copied',
  people: 'People to mention',
  cannedAnswers: 'Answers',
};

const ja: ActionStrings = {
  moreActions: 'その他の操作',
  reply: '返信',
  copy: 'テキストをコピー',
  edit: '編集',
  report: '報告',
  remove: '削除',
  removeQuestion: 'このメッセージを削除しますか？',
  keep: '削除しない',
  replyingTo: (name) => `${name} に返信`,
  editing: '編集中',
  cancel: 'キャンセル',
  copied: 'コピーしました',
  notCopied: 'コピーできませんでした',
  people: 'メンションする相手',
  cannedAnswers: '定型文',
};

/** @param strings the chat's texts; the host's own are among them */
export function actionWords(view: Element, strings: Strings): ActionWords {
  return { ...(/^ja\b/i.test(closestLanguage(view)) ? ja : en), ...strings };
}
