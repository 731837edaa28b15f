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

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function newsStrings(strings: object): NewsStrings {
  return { ...en, ...strings };
}
