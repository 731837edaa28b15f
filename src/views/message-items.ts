import type { ChatMessage, PendingMessage } from '../message.js';
import type { RowItem } from './rows.js';

/** Messages of one author within this time of each other read as one group, in ms. */
const GROUP_MS = 5 * 60_000;

/** A message as it stands among its neighbours. */
export interface MessageItem extends RowItem {
  readonly kind: 'message';
  readonly message: ChatMessage | PendingMessage;
  readonly own: boolean;
  /** Whether the message before is of the same author, and of about the same time. */
  readonly continues: boolean;
  /** Whether the message after continues this one. */
  readonly continued: boolean;
}

/** Where messages may be missing. */
export interface GapItem extends RowItem {
  readonly kind: 'gap';
}

export type ListItem = MessageItem | GapItem;

/**
 * What there is to show, in order: settled messages, then the visitor's own on their way.
 *
 * @param gaps ids of messages before which others may be missing
 */
export function toItems(
  messages: readonly ChatMessage[],
  pending: readonly PendingMessage[],
  gaps: ReadonlySet<string>,
  ownId: string | undefined,
): ListItem[] {
  const all = [...messages, ...pending];
  const items: ListItem[] = [];
  for (const [index, message] of all.entries()) {
    const previous = all[index - 1];
    const next = all[index + 1];
    const afterGap = gaps.has(message.id);
    if (afterGap) items.push({ kind: 'gap', key: `gap ${message.id}` });
    items.push({
      kind: 'message',
      key: message.id,
      message,
      own: 'state' in message || (ownId !== undefined && message.author.id === ownId),
      continues: !afterGap && isGroup(previous, message),
      continued: !(next && gaps.has(next.id)) && isGroup(message, next),
    });
  }
  return items;
}

export function isSameItem(a: ListItem, b: ListItem): boolean {
  if (a.kind === 'gap' || b.kind === 'gap') return a.kind === b.kind;
  return (
    a.message === b.message &&
    a.own === b.own &&
    a.continues === b.continues &&
    a.continued === b.continued
  );
}

function isGroup(first: ChatMessage | undefined, second: ChatMessage | undefined): boolean {
  if (!first || !second) return false;
  const { author } = first;
  if (author.id !== second.author.id || author.name !== second.author.name) return false;
  return Math.abs((second.sentAt ?? 0) - (first.sentAt ?? 0)) < GROUP_MS;
}
