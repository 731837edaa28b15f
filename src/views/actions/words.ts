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

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function actionWords(strings: Strings): ActionWords {
  return { ...en, ...strings };
}
