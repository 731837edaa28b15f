import { WIPED, type Evidence, type MessageRecord } from './evidence.js';
import { askedToRemove, judgeChanges } from './verdict-of-changes.js';
import { answersIn, judgeAnswers, judgeBans } from './verdict-of-answers.js';
import { judgeFiles } from './verdict-of-files.js';

export interface Verdict {
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Messages with another text than expected, and refused messages that are visible. */
  readonly altered: number;
  /** Reactions, edits, removals and references that are lost, wrong or nobody’s. */
  readonly changed: number;
  /** Files that are lost, sent twice, altered, announced too early, or left. */
  readonly files: number;
  /** Answers of a bot that are lost or too many, and messages of banned users that were stored. */
  readonly served: number;
  /** Refused messages are not counted. */
  readonly failedAndShown: number;
  /** One line per defect. */
  readonly complaints: readonly string[];
}

/** The least number of messages that a long conversation renders. */
const MIN_ROWS = 20;

/**
 * Compares every timeline with the messages sent, with every other timeline and with the list, without the product’s
 * own code:
 *
 * - every client has the latest messages that fit into the list, and loses none that it had
 * - each message has its sender’s text, or the moderated one, and occurs once
 * - all are in the same order, by `order` and then by id, which agrees with the order in which each sender sent them
 * - a bot answers as {@link judgeAnswers} says, and a ban holds, see {@link judgeBans}
 * - all show the same changes, see {@link judgeChanges}, and have the same files, see {@link judgeFiles}
 */
export function judge(evidence: Evidence): Verdict {
  const { reports, journal, list, storedOnce, moderated = (text) => text } = evidence;
  const complaints: string[] = [];
  const failed = new Set([...reports.values()].flatMap((report) => report.failed));
  const expected = new Map<string, string>();
  const refused = new Map<string, string>();
  for (const [sender, messages] of evidence.accepted) {
    for (const { id, text } of messages) {
      const passes = moderated(text);
      if (passes === undefined) refused.set(id, sender);
      else expected.set(id, passes);
    }
  }
  for (const [id, text] of answersIn(evidence)) expected.set(id, text);
  // Whether they are removed, and in whose view, is judged with the other changes.
  const withdrawn = askedToRemove(evidence);
  const ever = sorted(journal.filter((entry) => entry !== WIPED));
  // The order in which a new client reads the list. Messages no longer in it keep their former place.
  const order = sorted([...list, ...ever.map(({ item }) => item)]);
  const timelines = new Map([...reports].map(([name, { messages }]) => [name, messages]));
  timelines.set('the list', sorted(list));

  let lost = 0;
  const addLost = (complaint: string): void => {
    lost += 1;
    complaints.push(complaint);
  };
  const required = requiredIn(expected.keys(), journal, evidence.limit);
  for (const [name, messages] of timelines) {
    const has = new Set(messages.map(({ id }) => id));
    const status = reports.has(name) ? ` while ${String(reports.get(name)?.status)}` : '';
    for (const id of required) {
      if (!has.has(id) && !failed.has(id) && !withdrawn.has(id))
        addLost(`${name} lacks ${id}${status}`);
    }
    for (const { id } of reports.get(name)?.held ?? []) {
      if (!has.has(id)) addLost(`${name} had ${id} and has lost it`);
    }
  }
  for (const [id, sender] of refused) {
    if (!withdrawn.has(id) && !reports.get(sender)?.failed.includes(id))
      addLost(`${sender} does not show ${id} as refused`);
  }

  let altered = 0;
  const edited = editsIn(evidence);
  for (const [name, messages] of [...timelines, ['the journal', ever] as const]) {
    for (const { id, text } of messages) {
      const wanted = expected.get(id);
      if (!refused.has(id) && (wanted === undefined || wanted === text)) continue;
      if (reports.has(name) && (edited.get(id)?.includes(text) || withdrawn.has(id))) continue;
      altered += 1;
      complaints.push(`${name} has “${text}” for ${wanted ? `“${wanted}”` : 'a refused message'}`);
    }
  }

  let duplicated = 0;
  for (const [name, { messages, shown, texts }] of reports) {
    // Texts are unique in a run: a text under two ids was sent twice.
    const twice = Math.max(
      countRepeats(texts.filter((text) => text !== '')),
      countRepeats(messages.map(({ id }) => id)),
    );
    duplicated += twice;
    if (twice > 0) complaints.push(`${name} holds ${String(twice)} twice`);
    // A long conversation renders its end only.
    const part = shown.length < MIN_ROWS ? texts : texts.slice(-shown.length);
    if (shown.join('\n') === part.join('\n')) continue;
    duplicated += Math.max(1, countRepeats(shown));
    complaints.push(
      `${name} shows other texts than it holds: ${String(shown.length)} of ${String(texts.length)}`,
    );
  }
  const storedTwice = storedOnce ? countRepeats(list.map((item) => read(item).id)) : 0;
  duplicated += storedTwice;
  if (storedTwice > 0) complaints.push(`the list has ${String(storedTwice)} twice`);

  let reordered = 0;
  const storedAnew = storedAnewIn(journal);
  // A message that failed at its publication is in the list, but not in its sender's timeline.
  const rank = new Map(
    order
      .filter(({ id }) => !failed.has(id) && !storedAnew.has(id))
      .map(({ id }, index) => [id, index]),
  );
  // One with files is stored when these are: later texts overtake it.
  const overtaken = evidence.files?.sent ?? new Map<string, unknown>();
  const asSent = [...evidence.accepted].map(([sender, messages]) => {
    return [`what ${sender} sent`, messages.filter(({ id }) => !overtaken.has(id))] as const;
  });
  const orders = [...timelines, ...asSent].map(([name, messages]) => {
    const ranks = messages.flatMap(({ id }) => rank.get(id) ?? []);
    return [name, ranks] as const;
  });
  for (const [name, ranks] of orders) {
    const wrong = ranks.length - longestIncreasingLength(ranks);
    reordered += wrong;
    if (wrong > 0) complaints.push(`${name}: ${String(wrong)} out of order`);
  }
  const failedAndShown = [...failed].filter((id) => !refused.has(id)).length;
  const changes = judgeChanges(evidence);
  const files = judgeFiles(evidence);
  const served = [
    ...judgeAnswers(evidence, (id) => failed.has(id) || withdrawn.has(id) || edited.has(id)),
    ...judgeBans(evidence),
  ];
  complaints.push(...changes, ...files, ...served);
  const counts = { lost, duplicated, reordered, altered, failedAndShown };
  return {
    ...counts,
    changed: changes.length,
    files: files.length,
    served: served.length,
    complaints,
  };
}

/** The texts that edits may have given to messages, after moderation. */
function editsIn({ changes, moderated = (text) => text }: Evidence): Map<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { type, target, text = '' } of [...(changes?.values() ?? [])].flat()) {
    const passes = type === 'edit' ? moderated(text) : undefined;
    if (passes !== undefined) texts.set(target, [...(texts.get(target) ?? []), passes]);
  }
  return texts;
}

/**
 * The ids that every client must have: those that the list would keep if copies took no other message’s place, and
 * those that were never stored.
 */
function requiredIn(ids: Iterable<string>, journal: Evidence['journal'], limit: number): string[] {
  const ever = new Set<string>();
  const kept = new Set<string>();
  for (const entry of journal) {
    if (entry === WIPED) {
      kept.clear();
      continue;
    }
    const { id } = read(entry);
    ever.add(id);
    kept.add(id);
    const [oldest] = kept;
    if (oldest !== undefined && kept.size > limit) kept.delete(oldest);
  }
  return [...ids].filter((id) => kept.has(id) || !ever.has(id));
}

/**
 * The ids that were stored, lost with the list's data, and stored again with another `order` because their sender did
 * not know the first. Clients that read the first one keep its place until a reload, so no common order is promised.
 */
function storedAnewIn(journal: Evidence['journal']): Set<string> {
  const lost = new Map<string, number>();
  const storedAnew = new Set<string>();
  const stored = new Map<string, number>();
  for (const entry of journal) {
    if (entry === WIPED) {
      for (const [id, order] of stored) lost.set(id, order);
      continue;
    }
    const { id, order } = read(entry);
    if (lost.has(id) && lost.get(id) !== order) storedAnew.add(id);
    stored.set(id, order);
  }
  return storedAnew;
}

/** List elements as a new client reads them: the first of each id, by `order` and then by id. */
function sorted(items: readonly string[]): (MessageRecord & { readonly item: string })[] {
  const first = new Map<string, MessageRecord & { item: string; order: number }>();
  for (const item of items) {
    const { id, message, order } = read(item);
    if (!first.has(id)) first.set(id, { id, text: message, item, order });
  }
  return [...first.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

interface Stored {
  readonly id: string;
  readonly message: string;
  readonly order: number;
}

function read(item: string): Stored {
  return JSON.parse(item) as Stored;
}

/** The length of the longest increasing subsequence. */
function longestIncreasingLength(numbers: readonly number[]): number {
  // The smallest number that can end an increasing subsequence, by its length.
  const ends: number[] = [];
  for (const number of numbers) {
    const index = ends.findIndex((end) => end >= number);
    ends[index < 0 ? ends.length : index] = number;
  }
  return ends.length;
}

function countRepeats(things: readonly string[]): number {
  return things.length - new Set(things).size;
}
