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

const ja: TranscriptStrings = {
  title: 'チャット',
  transcriptRoom: 'ルーム',
  transcriptTaken: '保存日時',
  transcriptLanguage: '言語',
  transcriptMessages: 'メッセージ数',
  transcriptIncomplete: '以前のメッセージを読み込めませんでした。',
  transcriptOwn: (name) => `${name}（自分）`,
  transcriptReply: (name, excerpt) => `${name}への返信：${excerpt}`,
  transcriptReplyGone: 'ここにないメッセージへの返信',
  transcriptFile: (name, type, size) => `ファイル：${name}（${type}、${size}）`,
};

/** The built-in texts of a language. */
export function transcriptStrings(language: string): TranscriptStrings {
  return /^ja\b/i.test(language) ? ja : en;
}
