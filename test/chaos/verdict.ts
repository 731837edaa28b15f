import type { Report, Said } from './client.js';

export interface Verdict {
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  /** Messages that say other than their sender wrote. */
  readonly altered: number;
  readonly failedAndShown: number;
  /** What is wrong, a line each. */
  readonly complaints: readonly string[];
}

/** Of a longer conversation, so many messages have rows at least. */
const MIN_ROWS = 40;

/**
 * Compares every timeline with what was written, with every other, and with the list.
 *
 * @param accepted all messages that the clients have accepted for sending
 * @param list the list's elements
 */
export function judge(
  accepted: readonly Said[],
  reports: ReadonlyMap<string, Report>,
  list: readonly string[],
): Verdict {
  const complaints: string[] = [];
  const failed = new Set([...reports.values()].flatMap((report) => report.failed));
  const timelines = new Map([...reports].map(([name, { messages }]) => [name, messages]));
  const stored = readList(list);
  timelines.set('the list', stored);
  const order = stored.map(({ id }) => id);

  let lost = 0;
  let altered = 0;
  for (const [name, messages] of timelines) {
    const held = new Map(messages.map(({ id, text }) => [id, text]));
    for (const { id, text } of accepted) {
      const says = held.get(id);
      if (says === text || (says === undefined && failed.has(id))) continue;
      if (says === undefined) {
        lost += 1;
        complaints.push(`${name} lacks ${id}${seen(reports.get(name))}`);
      } else {
        altered += 1;
        complaints.push(`${name} has “${says}” for “${text}”`);
      }
    }
  }

  let duplicated = 0;
  for (const [name, { messages, shown, texts }] of reports) {
    const ids = messages.map(({ id }) => id);
    // Texts are unique in a run: one under two ids was sent twice.
    const twice = Math.max(texts.length - new Set(texts).size, ids.length - new Set(ids).size);
    duplicated += twice;
    if (twice > 0) complaints.push(`${name} holds ${String(twice)} twice`);
    // What is on the page is the end of what the element says, each once: not all has rows.
    const part = shown.length < MIN_ROWS ? texts : texts.slice(-shown.length);
    if (shown.join('\n') === part.join('\n')) continue;
    duplicated += Math.max(1, shown.length - new Set(shown).size);
    complaints.push(
      `${name} shows other than it holds: ${String(shown.length)} of ${String(texts.length)}`,
    );
  }

  let reordered = 0;
  for (const [name, messages] of timelines) {
    const ids = messages.map(({ id }) => id);
    // A message that failed at its publication is in the list, and not with its sender.
    const common = ids.filter((id) => order.includes(id) && !failed.has(id));
    const expected = order.filter((id) => ids.includes(id) && !failed.has(id));
    const wrong = common.filter((id, index) => id !== expected[index]);
    reordered += wrong.length;
    if (wrong.length > 0) complaints.push(`${name} has ${String(wrong.length)} out of order`);
  }
  return { lost, duplicated, reordered, altered, failedAndShown: failed.size, complaints };
}

/** How the client stood with the service when it was asked. */
function seen(report: Report | undefined): string {
  return report ? ` while ${report.status}` : '';
}

/**
 * The list as a newcomer has to read it, told without the product's own code: each id once, with the first
 * text under it, by `order` and then by id.
 */
function readList(list: readonly string[]): Said[] {
  const first = new Map<string, Said & { order: number }>();
  for (const item of list) {
    const { id, message, order } = JSON.parse(item) as Stored;
    if (!first.has(id)) first.set(id, { id, text: message, order });
  }
  return [...first.values()].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

interface Stored {
  readonly id: string;
  readonly message: string;
  readonly order: number;
}
