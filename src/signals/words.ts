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

const ja: ActivityStrings = {
  typing: (names, others) =>
    others > 0 || names.length > 2
      ? '数人が入力中…'
      : `${names.map((name) => `${name}さん`).join('と')}が入力中…`,
  seen: '既読',
  seenBy: (count) => `既読 ${String(count)}`,
  present: (names, others) =>
    `${names.map((name) => `${name}さん`).join('、')}${others > 0 ? `ほか${String(others)}人` : ''}が参加中`,
};

/** The built-in texts of a language, with the host's own in their place. */
export function activityStrings(
  language: string,
  overrides: Partial<ActivityStrings> | undefined,
): ActivityStrings {
  return { ...(/^ja\b/i.test(language) ? ja : en), ...overrides };
}
