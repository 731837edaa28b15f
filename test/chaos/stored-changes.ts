import { WIPED, type ChangeRecord, type Journal } from './evidence.js';

/** A list keeps so many relations for each message. */
const RELATIONS_PER_MESSAGE = 3;

/** A stored relation, as far as the verdict needs it. */
export interface StoredChange extends Omit<ChangeRecord, 'accepted'> {
  readonly id: string;
  readonly userId: string;
  readonly order: number;
}

/** The relations that were ever stored: which of them count, and of which of them clients may rightly differ. */
export class StoredChanges {
  /** By key, since the last loss of data. */
  readonly #latest = new Map<string, StoredChange>();
  readonly #unsure = new Set<string>();

  /** @param limit the number of messages that the list keeps */
  constructor(journal: Journal, limit: number) {
    const kept = journal.length - RELATIONS_PER_MESSAGE * limit;
    journal.forEach((entry, index) => {
      if (entry !== WIPED) {
        this.#add(readChange(entry), index < kept);
        return;
      }
      // Who has received them keeps them.
      for (const key of this.#latest.keys()) this.#unsure.add(key);
      this.#latest.clear();
    });
  }

  /** In the order that counts. */
  get all(): readonly StoredChange[] {
    return [...this.#latest.values()].sort((a, b) => (isLater(a, b) ? 1 : -1));
  }

  latest(key: string): StoredChange | undefined {
    return this.#latest.get(key);
  }

  /** Whether it has left the list, so that clients may know more than the list does. */
  isUnsure(key: string): boolean {
    return this.#unsure.has(key);
  }

  #add(change: StoredChange, hasLeft: boolean): void {
    const key = keyOf(change, change.userId);
    const before = this.#latest.get(key);
    if (before && !isLater(change, before)) return;
    this.#latest.set(key, change);
    if (hasLeft) this.#unsure.add(key);
    else this.#unsure.delete(key);
  }
}

/** The same for changes that replace each other: a user's reactions with one emoji, the edits or the removal of a message. */
export function keyOf(
  { type, target, emoji = '' }: Omit<ChangeRecord, 'accepted'>,
  user: string,
): string {
  return [type, target, user, emoji].join(' ').trim();
}

/** @param element of the list of relations */
export function readChange(element: string): StoredChange {
  const { order = 0, ...fields } = JSON.parse(element) as Omit<StoredChange, 'target'> & {
    target?: string;
  };
  return { ...fields, target: fields.target ?? fields.id, order };
}

function isLater(a: StoredChange, b: StoredChange): boolean {
  return a.order === b.order ? a.id > b.id : a.order > b.order;
}
