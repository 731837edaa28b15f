/** The texts of notifications on the desktop. */
export interface NewsStrings {
  /** The title, where a message names the visitor. */
  readonly newsMention: (name: string) => string;
  /** The title, where the author has no name. */
  readonly newsUnnamed: string;
}

const en: NewsStrings = {
  newsMention: (name) => `${name} mentioned you`,
  newsUnnamed: 'New message',
};

const ja: NewsStrings = {
  newsMention: (name) => `${name}さんがあなたをメンションしました`,
  newsUnnamed: '新しいメッセージ',
};

/** The built-in texts of a language, with the host's own in their place. */
export function newsStrings(
  language: string,
  overrides: Partial<NewsStrings> | undefined,
): NewsStrings {
  return { ...(/^ja\b/i.test(language) ? ja : en), ...overrides };
}
