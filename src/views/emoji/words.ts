/** The texts about emoji. */
export interface EmojiStrings {
  /** The button beside the text that opens all emoji, and their name there. */
  readonly emoji: string;
  /** The list of emoji that opens while a shortcode is written. */
  readonly emojiMatches: string;
  /** The button behind the reactions in the menu of a message. */
  readonly emojiReaction: string;
  readonly emojiSearch: string;
  /** How many emoji a search has found. */
  readonly emojiFound: (count: number) => string;
  readonly emojiNone: string;
  readonly emojiRecent: string;
  /** The groups: faces, people, animals, food, travel, activities, objects, symbols, flags. */
  readonly emojiGroups: readonly string[];
  readonly emojiTone: string;
  /** From none to dark. */
  readonly emojiTones: readonly string[];
  /** Below the emoji, while none is under the pointer. */
  readonly emojiHint: string;
}

/** The texts that are needed before the picker is. */
type Labels = Pick<EmojiStrings, 'emoji' | 'emojiMatches' | 'emojiReaction'>;

const labelsEn: Labels = {
  emoji: 'Emoji',
  emojiMatches: 'Matching emoji',
  emojiReaction: 'More emoji',
};

const en: Omit<EmojiStrings, keyof Labels> = {
  emojiSearch: 'Search emoji',
  emojiFound: (count) => `${String(count)} emoji`,
  emojiNone: 'No emoji found',
  emojiRecent: 'Recently used',
  emojiGroups: [
    ...['Smileys & emotion', 'People & body', 'Animals & nature', 'Food & drink'],
    ...['Travel & places', 'Activities', 'Objects', 'Symbols', 'Flags'],
  ],
  emojiTone: 'Skin tone',
  emojiTones: ['Default', 'Light', 'Medium-light', 'Medium', 'Medium-dark', 'Dark'],
  emojiHint: 'Shift: pick several',
};

/** What is needed before the picker is. @param strings as for {@link emojiStrings} */
export function emojiLabels(strings: object): Labels {
  return { ...labelsEn, ...strings };
}

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function emojiStrings(strings: object): EmojiStrings {
  return { ...labelsEn, ...en, ...strings };
}

export function isJapanese(language: string): boolean {
  return /^ja\b/i.test(language);
}
