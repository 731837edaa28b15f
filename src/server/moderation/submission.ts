import { parseItem } from '../../protocol/item.js';

/** A message on its way through. */
export interface Submission {
  readonly room: string;
  readonly userId: string;
  readonly id: string;
  readonly text: string;
  /** The sender's place for it, if there is one. */
  readonly order: number | undefined;
  /** Its place by when it came. */
  readonly arrival: number;
}

/** Whether a list's element is this message, however it was rewritten: only servers write the list. */
export function isSame(item: string, { id, userId }: Submission): boolean {
  const parsed = parseItem(item);
  return (
    parsed.kind === 'message' && parsed.message.id === id && parsed.message.author.id === userId
  );
}
