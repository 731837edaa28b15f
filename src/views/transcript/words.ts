/** The texts of transcripts. */
export interface TranscriptStrings {
  /** The chat's title, as a launcher has it. */
  readonly title: string;
  /** In a transcript: the labels of what is known about it. */
  readonly transcriptRoom: string;
  readonly transcriptTaken: string;
  readonly transcriptLanguage: string;
  readonly transcriptMessages: string;
  /** In a transcript that lacks the beginning of the conversation. */
  readonly transcriptIncomplete: string;
  /** The name of the visitor, as an author. */
  readonly transcriptOwn: (name: string) => string;
  /** The message that one answers, in text: whose it is, and how it begins. */
  readonly transcriptReply: (name: string, excerpt: string) => string;
  /** The same, where the message is not in the transcript. */
  readonly transcriptReplyGone: string;
  /** A file of a message. */
  readonly transcriptFile: (name: string, type: string, size: string) => string;
}

const en: TranscriptStrings = {
  title: 'Chat',
  transcriptRoom: 'Room',
  transcriptTaken: 'Saved',
  transcriptLanguage: 'Language',
  transcriptMessages: 'Messages',
  transcriptIncomplete: 'Earlier messages could not be loaded.',
  transcriptOwn: (name) => `${name} (you)`,
  transcriptReply: (name, excerpt) => `In reply to ${name}: ${excerpt}`,
  transcriptReplyGone: 'In reply to a message that is not here',
  transcriptFile: (name, type, size) => `File: ${name} (${type}, ${size})`,
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function transcriptStrings<Texts extends object>(strings: Texts): TranscriptStrings & Texts {
  return { ...en, ...strings };
}
