import {
  WIPED,
  type ChangeRecord,
  type Evidence,
  type MessageRecord,
  type Report,
  type SeenMessage,
} from './evidence.js';
import { keyOf, readChange, StoredChanges } from './stored-changes.js';

/**
 * Compares what every client shows with the changes that were asked for, and with the relations that were stored, without
 * the product’s own code:
 *
 * - the last change that was accepted is the stored one that counts, unless its author is told that it has failed
 * - every client shows exactly the stored changes, on the same messages
 * - nothing is removed that nobody removed; a removed message has its text in no list and no view, and does not come back
 *
 * @returns one line per defect
 */
export function judgeChanges(evidence: Evidence): string[] {
  return new ChangesVerdict(evidence).complaints;
}

/** The messages that clients were asked to remove, whether it was done or not. */
export function askedToRemove({ changes }: Evidence): ReadonlySet<string> {
  const all = [...(changes?.values() ?? [])].flat();
  return new Set(all.filter(({ type }) => type === 'removal').map(({ target }) => target));
}

class ChangesVerdict {
  readonly complaints: string[] = [];
  readonly #evidence: Evidence;
  readonly #stored: StoredChanges;
  readonly #moderated: (text: string) => string | undefined;
  readonly #originals: ReadonlyMap<string, MessageRecord>;
  readonly #authors: ReadonlyMap<string, string>;
  /** As `user type target`. */
  readonly #failed: ReadonlySet<string>;
  readonly #asked: ReadonlySet<string>;
  /** Messages that clients were asked to edit. */
  readonly #edited: ReadonlySet<string>;
  /** Messages whose removal was accepted, and of which nobody is told that it has failed. */
  readonly #removed: ReadonlySet<string>;

  constructor(evidence: Evidence) {
    const { accepted, changes = new Map<string, readonly ChangeRecord[]>(), reports } = evidence;
    this.#evidence = evidence;
    this.#moderated = evidence.moderated ?? ((text) => text);
    this.#stored = new StoredChanges(evidence.relationJournal ?? [], evidence.limit);
    this.#originals = new Map(
      [...accepted.values()].flat().map((message) => [message.id, message]),
    );
    const asked = [...changes].flatMap(([user, all]) => all.map((change) => ({ ...change, user })));
    const own = asked.filter(({ type }) => type !== 'reaction');
    this.#authors = new Map([
      ...[...accepted].flatMap(([user, all]) => all.map(({ id }) => [id, user] as const)),
      // Where a page was left before it told which message it had accepted.
      ...own.map(({ target, user }) => [target, user] as const),
    ]);
    const failed = [...reports].flatMap(([name, { failedChanges = [] }]) =>
      failedChanges.map((change) => `${name.replace(/ .*/, '')} ${change}`),
    );
    this.#failed = new Set(failed);
    this.#edited = new Set(own.filter(({ type }) => type === 'edit').map(({ target }) => target));
    this.#asked = askedToRemove(evidence);
    const removals = own.filter(
      ({ type, accepted: isAccepted }) => type === 'removal' && isAccepted,
    );
    const removed = removals.map(({ target }) => target);
    this.#removed = new Set(removed.filter((id) => !this.#hasFailed('removal', id)));

    for (const [user, all] of changes) this.#judgeAuthor(user, all);
    this.#judgeOrigin();
    this.#judgeLists();
    for (const [name, report] of reports) this.#judgeReport(name, report);
    this.#judgeTombstones();
  }

  /** The last accepted change of a key is stored, or one after it of which the author does not know. */
  #judgeAuthor(user: string, asked: readonly ChangeRecord[]): void {
    for (const key of new Set(asked.map((change) => keyOf(change, user)))) {
      const all = asked.filter((change) => keyOf(change, user) === key);
      const { type, target } = all[0] ?? { type: '', target: '' };
      if (type === 'removal' || this.#asked.has(target) || this.#isUnsure(key)) continue;
      const last = all.map(({ accepted }) => accepted).lastIndexOf(true);
      const possible = all.slice(Math.max(0, last)).map((change) => this.#moderatedValue(change));
      if (last < 0) possible.push('nothing');
      const stored = this.#stored.latest(key);
      const value = stored ? valueOf(stored) : 'nothing';
      if (possible.includes(value)) continue;
      this.complaints.push(`“${value}” is stored of ${key}, not “${possible.join('” or “')}”`);
    }
  }

  #judgeOrigin(): void {
    const { changes = new Map<string, readonly ChangeRecord[]>() } = this.#evidence;
    const known = new Set(
      [...changes].flatMap(([user, all]) => all.map((change) => keyOf(change, user))),
    );
    for (const change of this.#stored.all) {
      const key = keyOf(change, change.userId);
      if (!known.has(key)) this.complaints.push(`nobody has asked for ${key}`);
    }
  }

  #judgeLists(): void {
    const { list, relations = [] } = this.#evidence;
    for (const id of list.map((item) => readChange(item).id)) {
      if (this.#removed.has(id)) this.complaints.push(`the list has ${id}, which is removed`);
    }
    for (const { type, target } of relations.map(readChange)) {
      if (type === 'edit' && this.#removed.has(target))
        this.complaints.push(`the relations have a text of ${target}, which is removed`);
    }
  }

  #judgeReport(name: string, { messages, seenRemoved = [] }: Report): void {
    const complain = (text: string): void => void this.complaints.push(`${name} ${text}`);
    for (const message of messages) {
      const { id, text } = message;
      if (message.removed) {
        if (!this.#asked.has(id)) complain(`shows ${id} as removed, which nobody has removed`);
        if (text !== '') complain(`has “${text}” of ${id}, which is removed`);
      } else if (this.#removed.has(id) && !this.#isLost(id)) {
        complain(`shows ${id}, which is removed`);
      } else if (seenRemoved.includes(id) && !this.#hasFailed('removal', id)) {
        complain(`shows ${id} again, which it has shown as removed`);
      } else {
        for (const defect of this.#defectsOf(message)) complain(`${defect} of ${id}`);
      }
    }
  }

  /** How a message differs from what was sent and stored. */
  #defectsOf({ id, text, replyTo, edited = false, reactions = [] }: SeenMessage): string[] {
    const original = this.#originals.get(id);
    const defects: string[] = [];
    if (original && original.replyTo !== replyTo) {
      defects.push(`has the reference ${String(replyTo)}, not ${String(original.replyTo)}`);
    }
    const key = keyOf({ type: 'edit', target: id }, this.#authors.get(id) ?? '');
    const edit = this.#stored.latest(key);
    if (original && !this.#isUnsure(key)) {
      const wanted = edit ? valueOf(edit) : this.#moderated(original.text);
      // Without an edit, another text is a defect of the message.
      if (text !== wanted && this.#edited.has(id))
        defects.push(`has “${text}”, not “${String(wanted)}”`);
      if (edited !== (edit !== undefined)) defects.push(`${edited ? 'has a' : 'lacks the'} mark`);
    }
    const shown = this.#surePart(id, reactions);
    const wanted = this.#surePart(id, this.#reactionsTo(id));
    if (shown !== wanted) defects.push(`has “${shown}”, not “${wanted}”`);
    return defects;
  }

  #reactionsTo(id: string): string[] {
    const users = new Map<string, string[]>();
    for (const { type, target, emoji = '', on, userId } of this.#stored.all) {
      if (type !== 'reaction' || target !== id || !on) continue;
      users.set(emoji, [...(users.get(emoji) ?? []), userId]);
    }
    return [...users].map(([emoji, names]) => [emoji, ...names].join(' '));
  }

  /** Reactions without those of which clients may rightly differ; these also may change the order of the others. */
  #surePart(id: string, reactions: readonly string[]): string {
    const parts = reactions.flatMap((reaction) => {
      const [emoji = '', ...users] = reaction.split(' ');
      const sure = users.filter(
        (user) => !this.#isUnsure(keyOf({ type: 'reaction', target: id, emoji }, user)),
      );
      return sure.length > 0 ? [[emoji, ...sure.sort()].join(' ')] : [];
    });
    return parts.sort().join(', ');
  }

  /** Where nothing has left the lists, a tombstone that one client shows is shown by all. */
  #judgeTombstones(): void {
    const { reports, journal, limit } = this.#evidence;
    if (journal.includes(WIPED) || journal.length > limit) return;
    const all = [...reports].map(([name, { messages }]) => {
      const removed = messages.filter((message) => message.removed).map(({ id }) => id);
      return [name, new Set(removed)] as const;
    });
    for (const id of new Set(all.flatMap(([, ids]) => [...ids]))) {
      if (this.#hasFailed('removal', id) || this.#isLost(id)) continue;
      const lacking = all.filter(([, ids]) => !ids.has(id)).map(([name]) => name);
      if (lacking.length === 0) continue;
      this.complaints.push(`${lacking.join()} shows no removal of ${id}, which others show`);
    }
  }

  /** Whether clients may rightly differ about it: its author is told that it has failed, or it has left the list. */
  #isUnsure(key: string): boolean {
    const [type = '', target = '', user = ''] = key.split(' ');
    return this.#stored.isUnsure(key) || this.#failed.has(`${user} ${type} ${target}`);
  }

  /** Whether a removal was lost with the list’s data: clients that have not received it rightly show the message. */
  #isLost(id: string): boolean {
    const user = this.#authors.get(id) ?? '';
    return this.#stored.isUnsure(keyOf({ type: 'removal', target: id }, user));
  }

  #hasFailed(type: string, id: string): boolean {
    return this.#failed.has(`${this.#authors.get(id) ?? ''} ${type} ${id}`);
  }

  #moderatedValue(change: ChangeRecord): string {
    const value = valueOf(change);
    return change.type === 'edit' ? (this.#moderated(value) ?? 'a refusal') : value;
  }
}

function valueOf({ type, on, text = '' }: Omit<ChangeRecord, 'accepted'>): string {
  return type === 'reaction' ? (on ? 'on' : 'off') : text;
}
