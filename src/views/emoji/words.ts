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

const labelsJa: Labels = {
  emoji: '絵文字',
  emojiMatches: '絵文字の候補',
  emojiReaction: 'ほかの絵文字',
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

const ja: Omit<EmojiStrings, keyof Labels> = {
  emojiSearch: '絵文字を検索',
  emojiFound: (count) => `${String(count)}件の絵文字`,
  emojiNone: '見つかりませんでした',
  emojiRecent: '最近使ったもの',
  emojiGroups: [
    ...['顔と気持ち', '人と体', '動物と自然', '食べ物と飲み物'],
    ...['旅行と場所', '活動', '物', '記号', '旗'],
  ],
  emojiTone: '肌の色',
  emojiTones: ['標準', '明るい', 'やや明るい', '中間', 'やや濃い', '濃い'],
  emojiHint: 'Shift：続けて選択',
};

/** What is needed before the picker is, in a language, with the host's own texts in their place. */
export function emojiLabels(language: string, overrides: object): Labels {
  return { ...(isJapanese(language) ? labelsJa : labelsEn), ...overrides };
}

/** The built-in texts of a language, with the host's own in their place. */
export function emojiStrings(language: string, overrides: object): EmojiStrings {
  return { ...(isJapanese(language) ? ja : en), ...emojiLabels(language, overrides), ...overrides };
}

export function isJapanese(language: string): boolean {
  return /^ja\b/i.test(language);
}
