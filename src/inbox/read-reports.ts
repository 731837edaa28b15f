import type { OpenReport } from '../protocol/inbox.js';
import { isId } from '../protocol/ids.js';
import { cleanName } from '../protocol/names.js';
import { roomNameFault } from '../protocol/room-name.js';
import { fieldsOf, lineOf, readCount, readList, readTime } from './read-inbox.js';

/** As the contract says; a server of another version may send more. */
const MAX_REPORTS = 200;
const MAX_TEXT = 500;
const MAX_REASONS = 5;
const MAX_REASON = 200;

/** The queue of reports, as far as it makes sense. */
export interface ReadQueue {
  readonly reports: readonly OpenReport[];
  readonly total: number;
  readonly dropped: number;
}

export function readQueue(value: unknown): ReadQueue {
  const { reports, total } = fieldsOf(value);
  const { items, dropped } = readList(reports, readReport, MAX_REPORTS);
  return { reports: items, total: Math.max(readCount(total) ?? 0, items.length), dropped };
}

/** @returns undefined where it is no report */
function readReport(value: unknown): OpenReport | undefined {
  const fields = fieldsOf(value);
  const { room, id, text } = fields;
  const at = readTime(fields.at);
  if (typeof room !== 'string' || roomNameFault(room) !== undefined) return undefined;
  if (!isId(id) || typeof text !== 'string' || at === undefined) return undefined;
  const author = fieldsOf(fields.author);
  const sentAt = readTime(fields.sentAt);
  const readReason = (reason: unknown): string | undefined =>
    lineOf(reason, MAX_REASON) || undefined;
  return {
    ...{ room, id, at },
    text: text.slice(0, MAX_TEXT),
    author: { ...(isId(author.id) && { id: author.id }), name: cleanName(author.name) },
    ...(sentAt !== undefined && { sentAt }),
    count: Math.max(1, readCount(fields.count) ?? 1),
    reasons: readList(fields.reasons, readReason, MAX_REASONS).items,
  };
}
