import { parseItem } from '../../protocol/item.js';
import { ACTIVITY, parseActivity, type ActivityEvent } from '../../protocol/kinds/activity.js';
import { DESK_ORDER, parseDeskOrder, type DeskOrder } from '../../protocol/kinds/desk.js';
import type { ParsedMessage } from '../../protocol/message-codec.js';
import { readRelation, type SentRelation } from './relation-moderation.js';

/** What a visitor has sent to a room's server. */
export type InboxItem =
  | { readonly kind: 'activity'; readonly event: ActivityEvent }
  | { readonly kind: 'order'; readonly order: DeskOrder }
  | { readonly kind: 'relation'; readonly sent: SentRelation }
  | { readonly kind: 'message'; readonly parsed: ParsedMessage };

/**
 * Reads an item of an inbox, which may be anything.
 *
 * @param userId the publisher's token id
 * @returns undefined for what has no id by which its sender recognizes it, and for all else that servers do not take
 */
export function readInboxItem(room: string, userId: string, item: string): InboxItem | undefined {
  const parsed = parseItem(item, userId);
  if (parsed.kind === 'message') {
    return parsed.derivedId ? undefined : { kind: 'message', parsed };
  }
  if (parsed.kind !== 'event') return undefined;
  const { type, fields } = parsed;
  if (type === ACTIVITY) {
    const event = parseActivity(fields);
    return event && { kind: 'activity', event };
  }
  if (type === DESK_ORDER) {
    const order = parseDeskOrder(fields);
    return order && { kind: 'order', order };
  }
  const sent = readRelation(room, userId, fields);
  return sent && { kind: 'relation', sent };
}
