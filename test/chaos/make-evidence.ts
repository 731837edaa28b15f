import type { Evidence, FilesEvidence, MessageRecord, Report } from './evidence.js';
import { judge, type Verdict } from './verdict.js';

export const IDS = ['a', 'b', 'c', 'd'];

/** Nothing is known of files, and nothing was wrong. */
export const NO_FILES: FilesEvidence = {
  sent: new Map(),
  hashes: new Map(),
  mayBeLost: new Set(),
  ...{ early: [], unread: [], left: [], errors: [] },
};

/** A report in which the text of each message is its id. */
export function report(ids: readonly string[], more: Partial<Report> = {}): Report {
  return {
    status: 'connected',
    messages: records(ids),
    held: [],
    shown: ids,
    texts: ids,
    failed: [],
    gaps: [],
    ...more,
  };
}

/** Messages whose text is their id. */
export function records(ids: readonly string[]): MessageRecord[] {
  return ids.map((id) => ({ id, text: id }));
}

/** List elements of messages whose text is their id, in the order of their ids. */
export function stored(ids: readonly string[]): string[] {
  return ids.map((id) =>
    JSON.stringify({ id, username: 'x', message: id, timestamp: 1, order: id.charCodeAt(0) }),
  );
}

interface Run extends Partial<Omit<Evidence, 'accepted' | 'reports'>> {
  /** The ids of ada's messages, in the order of sending. */
  readonly accepted?: readonly string[];
  /** What each client has sent, in place of that. */
  readonly sent?: Evidence['accepted'];
}

/** The verdict on these reports, with one sender, ada. */
export function verdict(
  reports: Readonly<Record<string, Report>>,
  { accepted = IDS, list = stored(IDS), sent, ...more }: Run = {},
): Verdict {
  return judge({
    accepted: sent ?? new Map([['ada', records(accepted)]]),
    reports: new Map(Object.entries(reports)),
    journal: list,
    list,
    limit: 100,
    ...more,
  });
}
