/** The texts of the questions before a chat. */
export interface PreChatStrings {
  /** The name of the questions for assistive technology. */
  readonly preChat: string;
  readonly preChatName: string;
  readonly preChatEmail: string;
  readonly preChatTopic: string;
  /** Beside the name of a field that may be left empty. */
  readonly preChatOptional: string;
  /** The button, and the same while the chat is being entered. */
  readonly preChatStart: string;
  readonly preChatStarting: string;
  /** Under a field that is empty, or holds something else. */
  readonly preChatNameMissing: string;
  readonly preChatEmailMissing: string;
  readonly preChatEmailWrong: string;
  readonly preChatTopicMissing: string;
  /** @param max in characters */
  readonly preChatTooLong: (max: number) => string;
  /** Above the fields, after the reason: the visitor was not let in with these answers. */
  readonly preChatCheck: string;
}

const en: PreChatStrings = {
  preChat: 'Before the chat',
  preChatName: 'Name',
  preChatEmail: 'Email',
  preChatTopic: 'How can we help?',
  preChatOptional: 'optional',
  preChatStart: 'Start chat',
  preChatStarting: 'Starting…',
  preChatNameMissing: 'Please enter your name.',
  preChatEmailMissing: 'Please enter your email address.',
  preChatEmailWrong: 'Please enter an address such as name@example.com.',
  preChatTopicMissing: 'Please say what it is about.',
  preChatTooLong: (max) => `Please shorten this to ${String(max)} characters.`,
  preChatCheck: 'Please check your details and try again.',
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function preChatStrings(strings: object): PreChatStrings {
  return { ...en, ...strings };
}
