/** The languages besides English, each in a file of its own: on pages in it. */
export const LANGUAGES: readonly string[] = [
  ...['ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'uk'],
  ...['zh-Hans', 'zh-Hant'],
];

/**
 * The entries of the modules that the widget loads when it needs them, by name: each is built into a file beside the widget's,
 * `momento-chat-{name}.js`. A further module needs a line here only.
 */
export const MODULES: Readonly<Record<string, string>> = {
  /** Menus, the list of people to mention and the like: after the first view. */
  actions: 'src/views/actions/index.ts',
  /** What moderators order, and members see of it: in rooms whose server has a moderators' desk. */
  desk: 'src/desk/index.ts',
  /** For developers: what is wrong, and the line to change. A page loads it by a line of its own. */
  developer: 'src/developer/index.ts',
  /** All emoji, to be picked or completed: for the first one that a visitor looks for. */
  emoji: 'src/views/emoji/index.ts',
  /** The emoji themselves, and their English names. */
  'emoji-data': 'src/views/emoji/emoji-data.ts',
  /** Their Japanese names: on pages in Japanese. */
  'emoji-data-ja': 'src/views/emoji/emoji-data-ja.ts',
  /** Pictures and files: where a room takes some, or a message has some. */
  files: 'src/files/index.ts',
  /** The launcher and the overlay: where a page uses them. */
  frames: 'src/frames/index.ts',
  ...languages('src/languages/'),
  /** The words of the agents' inbox: on its pages alone. */
  ...languages('src/languages/inbox-', 'inbox-'),
  /** A worker that makes pictures smaller: where a page has it. */
  'picture-worker': 'src/files/picture-worker.ts',
  /** The questions before a chat: where a page asks some. */
  'pre-chat': 'src/views/pre-chat/index.ts',
  /** The menu of a chat: where a page has one, or asks for a transcript. */
  menu: 'src/views/chat-menu/index.ts',
  /** What tells the developer to update: with the first item of a later version of the wire format. */
  newer: 'src/protocol/newer.ts',
  /** What tells of new messages while the chat is out of sight: with the first message of others. */
  news: 'src/news/index.ts',
  /** The search in the conversation: when a visitor first searches. */
  search: 'src/views/search/index.ts',
  /** Typing, read marks and presence: where a page switches them on. */
  signals: 'src/signals/index.ts',
  /** Transcripts of a conversation: when a visitor or the page first wants one. */
  transcript: 'src/views/transcript/index.ts',
  /** The viewer of pictures: when a visitor first opens one. */
  viewer: 'src/views/viewer/index.ts',
};

/** The file that a module is built into, in `dist`. */
export function moduleFile(name: string): string {
  return `momento-chat-${name}.js`;
}

/** The modules of all languages, by name. @param files how the paths of their files begin @param prefix of their names */
function languages(files: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(LANGUAGES.map((name) => [prefix + name, `${files}${name}.ts`]));
}
