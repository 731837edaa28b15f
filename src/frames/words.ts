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

const format = numberFormatter('en');

const en: FrameStrings = {
  openChat: 'Open the chat',
  closeChat: 'Close the chat',
  unreadMessages: (count) => `${format(count)} unread`,
  mentioned: 'you were mentioned',
  title: 'Chat',
  pressToWrite: (key) => `Press ${key} to write`,
  previewReply: 'Reply…',
  previewClose: 'Close the preview',
  previewMore: (count) =>
    count === 1 ? 'and 1 more message' : `and ${format(count)} more messages`,
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function frameWords(strings: Strings): FrameWords {
  return { ...en, ...strings };
}
