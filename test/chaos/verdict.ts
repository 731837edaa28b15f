/** A message, as far as a run has to keep it. */
export interface Said {
  readonly id: string;
  readonly text: string;
}

/** What a client knows in the end. */
export interface Report {
  readonly status: string;
  /** Its timeline, in order. */
  readonly messages: readonly Said[];
  /** What it was seen to hold since its page was loaded. */
  readonly held: readonly Said[];
  /** Texts as they stand on the page, in order: those of the timeline and of what is unsettled. */
  readonly shown: readonly string[];
  readonly texts: readonly string[];
  readonly failed: readonly string[];
  readonly gaps: number;
}

/** In a journal: all that was stored before is gone. */
export const WIPED = Symbol('wiped');

/** All that is known of a run. */
export interface Evidence {
  /** What each client has accepted for sending, in this order. */
  readonly accepted: ReadonlyMap<string, readonly Said[]>;
  readonly reports: ReadonlyMap<string, Report>;
  /** Everything that was ever added to the list, in this order. */
  readonly journal: readonly (string | typeof WIPED)[];
  /** The list’s elements in the end. */
  readonly list: readonly string[];
  /** How many messages the list keeps. */
  readonly limit: number;
  /** What becomes of a text; undefined: it is refused. As it is, where nobody moderates. */
  readonly moderated?: (text: string) => string | undefined;
  /** Whether servers alone write the list, and each message once. */
  readonly storedOnce?: boolean;
}

export interface Verdict {
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Messages that say other than they should, refused ones included. */
  readonly altered: number;
  /** Not counting those that were refused. */
  readonly failedAndShown: number;
  /** What is wrong, a line each. */
  readonly complaints: readonly string[];
}

/** Of a longer conversation, so many messages have rows at least. */
const MIN_ROWS = 20;

/**
 * Compares every timeline with what was written, with every other, and with the list, without the product’s own code:
 *
 * - everybody has the last messages that the list has room for, and nobody loses what they had
 * - each says what its sender wrote, or what a moderator made of it, and is there once
 * - all are in one order, by `order` and then by id, which is each sender’s own, too
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
  const ever = sorted(journal.filter((entry) => entry !== WIPED));
  // As a newcomer has to read it; what is not in the list any more has the place that it had there.
  const order = sorted([...list, ...ever.map(({ item }) => item)]);
  const timelines = new Map([...reports].map(([name, { messages }]) => [name, messages]));
  timelines.set('the list', sorted(list));

  let lost = 0;
  const miss = (complaint: string): void => {
    lost += 1;
    complaints.push(complaint);
  };
  const due = dueOf(expected.keys(), journal, evidence.limit);
  for (const [name, messages] of timelines) {
    const has = new Set(messages.map(({ id }) => id));
    const seen = reports.has(name) ? ` while ${String(reports.get(name)?.status)}` : '';
    for (const id of due) if (!has.has(id) && !failed.has(id)) miss(`${name} lacks ${id}${seen}`);
    for (const { id } of reports.get(name)?.held ?? []) {
      if (!has.has(id)) miss(`${name} had ${id} and has lost it`);
    }
  }
  for (const [id, sender] of refused) {
    if (!reports.get(sender)?.failed.includes(id)) miss(`${sender} is not told of ${id}’s refusal`);
  }

  let altered = 0;
  for (const [name, messages] of [...timelines, ['the journal', ever] as const]) {
    for (const { id, text } of messages) {
      const should = expected.get(id);
      if (!refused.has(id) && (should === undefined || should === text)) continue;
      altered += 1;
      complaints.push(`${name} has “${text}” for ${should ? `“${should}”` : 'what was refused'}`);
    }
  }

  let duplicated = 0;
  for (const [name, { messages, shown, texts }] of reports) {
    // Texts are unique in a run: one under two ids was sent twice.
    const twice = Math.max(repeats(texts), repeats(messages.map(({ id }) => id)));
    duplicated += twice;
    if (twice > 0) complaints.push(`${name} holds ${String(twice)} twice`);
    // What is on the page is the end of what the element says, each once: not all has rows.
    const part = shown.length < MIN_ROWS ? texts : texts.slice(-shown.length);
    if (shown.join('\n') === part.join('\n')) continue;
    duplicated += Math.max(1, repeats(shown));
    complaints.push(
      `${name} shows other than it holds: ${String(shown.length)} of ${String(texts.length)}`,
    );
  }
  const storedTwice = storedOnce ? repeats(list.map((item) => read(item).id)) : 0;
  duplicated += storedTwice;
  if (storedTwice > 0) complaints.push(`the list has ${String(storedTwice)} twice`);

  let reordered = 0;
  const moved = movedIn(journal);
  // A message that failed at its publication is in the list, and not with its sender.
  const rank = new Map(
    order.filter(({ id }) => !failed.has(id) && !moved.has(id)).map(({ id }, at) => [id, at]),
  );
  const orders = [...timelines, ...evidence.accepted].map(([name, messages]) => {
    const ranks = messages.flatMap(({ id }) => rank.get(id) ?? []);
    return [evidence.accepted.get(name) === messages ? `what ${name} sent` : name, ranks] as const;
  });
  for (const [name, ranks] of orders) {
    const wrong = ranks.length - longestRise(ranks);
    reordered += wrong;
    if (wrong > 0) complaints.push(`${name}: ${String(wrong)} out of order`);
  }
  const failedAndShown = [...failed].filter((id) => !refused.has(id)).length;
  return { lost, duplicated, reordered, altered, failedAndShown, complaints };
}

/**
 * What has to be in the list: what an exact one would keep, in which a copy takes no other message’s place. And what was
 * never stored at all.
 */
function dueOf(ids: Iterable<string>, journal: Evidence['journal'], limit: number): string[] {
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
 * What a list lost that its sender did not know to be in it: stored again, it has another place, and who had read it
 * before keeps the first one until a reload. No other order is promised for these.
 */
function movedIn(journal: Evidence['journal']): Set<string> {
  const lost = new Map<string, number>();
  const moved = new Set<string>();
  const stored = new Map<string, number>();
  for (const entry of journal) {
    if (entry === WIPED) {
      for (const [id, order] of stored) lost.set(id, order);
      continue;
    }
    const { id, order } = read(entry);
    if (lost.has(id) && lost.get(id) !== order) moved.add(id);
    stored.set(id, order);
  }
  return moved;
}

/** List elements as a newcomer has to read them: each id once, as it came first, by `order` and then by id. */
function sorted(items: readonly string[]): (Said & { readonly item: string })[] {
  const first = new Map<string, Said & { item: string; order: number }>();
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

/** How many numbers there are in the longest part of these, left out what you like, that only rises. */
function longestRise(numbers: readonly number[]): number {
  // The smallest number with which a rise of each length can end.
  const ends: number[] = [];
  for (const number of numbers) {
    const at = ends.findIndex((end) => end >= number);
    ends[at < 0 ? ends.length : at] = number;
  }
  return ends.length;
}

function repeats(things: readonly string[]): number {
  return things.length - new Set(things).size;
}
