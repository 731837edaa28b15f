/** The texts about other visitors' activity. */
export interface ActivityStrings {
  /** Who is writing: up to two names; `others` more. */
  readonly typing: (names: readonly string[], others: number) => string;
  /** Under the last own message: the one other visitor has seen it. */
  readonly seen: string;
  /** The same in a group: how many have seen it. */
  readonly seenBy: (count: number) => string;
  /** Who is in the room: up to three names; `others` more. */
  readonly present: (names: readonly string[], others: number) => string;
}

const en: ActivityStrings = {
  typing: (names, others) => {
    if (others > 0 || names.length > 2) return 'Several people are typing…';
    return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing…`;
  },
  seen: 'Seen',
  seenBy: (count) => `Seen by ${String(count)}`,
  present: (names, others) => {
    const people = others > 0 ? [...names, `${String(others)} more`] : names;
    return `Here: ${new Intl.ListFormat('en-GB').format(people)}`;
  },
};

/** @param strings the chat’s texts: those of its language, and the host’s own, stand in place of the English ones */
export function activityStrings(strings: object): ActivityStrings {
  return { ...en, ...strings };
}
