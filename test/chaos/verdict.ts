import { parseItem, type ParsedMessage } from '../../src/message.js';
import { Timeline } from '../../src/room/timeline.js';
import type { Report } from './client.js';

export interface Verdict {
  readonly lost: number;
  readonly duplicated: number;
  readonly reordered: number;
  readonly failedAndShown: number;
  /** What is wrong, a line each. */
  readonly complaints: readonly string[];
}

/** Of a longer conversation, so many messages have rows at least. */
const MIN_ROWS = 40;

/**
 * Compares every timeline with every other and with the list, as somebody reads it who comes now.
 *
 * @param accepted ids of all messages that the clients have accepted for sending
 * @param list the list's elements
 */
export function judge(
  accepted: readonly string[],
  reports: ReadonlyMap<string, Report>,
  list: readonly string[],
): Verdict {
  const complaints: string[] = [];
  const failed = new Set([...reports.values()].flatMap((report) => report.failed));
  const timelines = new Map([...reports].map(([name, { ids }]) => [name, ids]));
  const stored = readList(list);
  timelines.set('the list', stored);

  let lost = 0;
  for (const [name, ids] of timelines) {
    const held = new Set(ids);
    for (const id of accepted) {
      if (held.has(id) || failed.has(id)) continue;
      lost += 1;
      complaints.push(`${name} lacks ${id}${seen(reports.get(name))}`);
    }
  }

  let duplicated = 0;
  for (const [name, { ids, shown, texts }] of reports) {
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
  for (const [name, ids] of timelines) {
    // A message that failed at its publication is in the list, and not with its sender.
    const common = ids.filter((id) => stored.includes(id) && !failed.has(id));
    const expected = stored.filter((id) => ids.includes(id) && !failed.has(id));
    const wrong = common.filter((id, index) => id !== expected[index]);
    reordered += wrong.length;
    if (wrong.length > 0) complaints.push(`${name} has ${String(wrong.length)} out of order`);
  }
  return { lost, duplicated, reordered, failedAndShown: failed.size, complaints };
}

/** How the client stood with the service when it was asked. */
function seen(report: Report | undefined): string {
  return report ? ` while ${report.status}` : '';
}

function readList(list: readonly string[]): string[] {
  const timeline = new Timeline(() => Date.now());
  const parsed = list.map((item) => parseItem(item));
  timeline.merge(parsed.filter((item): item is ParsedMessage => item.kind === 'message'));
  return timeline.messages.map(({ id }) => id);
}
