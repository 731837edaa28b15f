import type { ChatStrings } from '../../src/element/chat-strings.js';
import { en } from '../../src/localization/en.js';
import { availabilityStrings } from '../../src/availability/words.js';
import { deskStrings } from '../../src/desk/words.js';
import { frameWords } from '../../src/frames/words.js';
import { newsStrings } from '../../src/news/words.js';
import { activityStrings } from '../../src/signals/words.js';
import { actionWords } from '../../src/views/actions/words.js';
import { attachmentStrings } from '../../src/views/attachments/words.js';
import { menuStrings } from '../../src/views/chat-menu/words.js';
import { emojiStrings } from '../../src/views/emoji/words.js';
import { preChatStrings } from '../../src/views/pre-chat/words.js';
import { searchStrings } from '../../src/views/search/words.js';
import { transcriptStrings } from '../../src/views/transcript/words.js';
import { viewerStrings } from '../../src/views/viewer/words.js';

/** All words in English: those of the chat, and those of each module. A module that is missing here is an error of its type. */
export const english: ChatStrings = {
  ...actionWords(en),
  ...frameWords(en),
  ...newsStrings({}),
  ...activityStrings({}),
  ...attachmentStrings({}),
  ...availabilityStrings({}),
  ...menuStrings({}),
  ...emojiStrings({}),
  ...preChatStrings({}),
  ...searchStrings({}),
  ...deskStrings({}),
  ...transcriptStrings({}),
  ...viewerStrings({}),
};

type Words = {
  [
    Key in keyof ChatStrings as ChatStrings[Key] extends (...args: never[]) => string ? Key : never
  ]: ChatStrings[Key];
};

/** Words that depend on something. */
export type WordWithArguments = keyof Words;

export type Sample<Key extends WordWithArguments = WordWithArguments> = Parameters<Words[Key]>;

const NAME = ['Grace'] as const;
/** In each of these languages, one of them falls into each category of numbers. */
export const COUNTS = [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 102, 111, 1000] as const;

const counts = COUNTS.map((count) => [count] as const);
const TIME = ['5 minutes'] as const;

const people = [0, 1, 2, 5, 12, 21].flatMap((others) => [
  [['Grace', 'Ada'], others] as const,
  [['Grace'], others] as const,
]);

/** What each of them is asked for. A further one that is missing here is an error of its type. */
export const SAMPLES: { readonly [Key in WordWithArguments]: readonly Readonly<Sample<Key>>[] } = {
  newMessages: counts,
  reactedBy: people.flatMap(([names, others]) => [
    ['👍', names, false, others] as const,
    ['👍', names, true, others] as const,
  ]),
  bytesLeft: [...counts, ...counts.slice(1).map(([count]) => [-count] as const)],
  charactersLeft: [...counts, ...counts.slice(1).map(([count]) => [-count] as const)],
  mentionedYou: [NAME],
  replyingTo: [NAME],
  removeFile: [['cat.png']],
  describe: [['cat.png']],
  uploading: [[0], [50], [100]],
  openPicture: [['cat.png']],
  download: [['cat.png']],
  viewerCount: [[3, 17]],
  emojiFound: counts,
  searchCount: [[3, 17]],
  searching: [['3 May, 14:20'], ['']],
  searchedBack: [['3 May, 14:20'], ['']],
  gathering: counts,
  transcriptOwn: [NAME],
  transcriptReply: [['Grace', 'How is it?']],
  transcriptFile: [['cat.png', 'image/png', '340 kB']],
  answersInMinutes: counts.slice(1),
  answersInHours: counts.slice(1),
  preChatTooLong: counts.slice(1),
  unreadMessages: counts,
  pressToWrite: [['Enter']],
  previewMore: counts.slice(1),
  typing: people,
  seenBy: counts.slice(1),
  present: people,
  newsMention: [NAME],
  deskRemoveAll: [NAME],
  deskRemoveAllQuestion: [NAME],
  deskRemovedAll: [NAME],
  deskMute: [NAME],
  deskBan: [NAME],
  deskMuted: [TIME],
  deskBanned: [TIME],
  deskLifted: [NAME],
  deskSlowOn: [TIME],
  nextPinned: [[2, 3]],
  unfoldPinned: counts.slice(1),
  newlyPinned: [['Grace', 'Welcome!']],
  slowHint: [TIME],
  slowWait: [TIME],
  mutedUntil: [['14:20']],
};
