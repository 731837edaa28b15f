import type { Conversation, ConversationFilter, ConversationStatus } from '../protocol/inbox.js';

/** Where a conversation stands now: a snoozed one is open again at its time, without a word from the server. */
export function statusOf(
  { status, snoozedUntil }: Conversation,
  serverNow: number,
): ConversationStatus {
  const isOver = status === 'snoozed' && snoozedUntil !== undefined && snoozedUntil <= serverNow;
  return isOver ? 'open' : status;
}

/** Whether a conversation belongs to a filter's list, for an agent. */
export function belongsTo(
  filter: ConversationFilter,
  conversation: Conversation,
  agentId: string | undefined,
  serverNow: number,
): boolean {
  const status = statusOf(conversation, serverNow);
  const { assignee, waitingSince } = conversation;
  switch (filter) {
    case 'open':
    case 'snoozed':
    case 'closed':
      return status === filter;
    case 'mine':
      return status === 'open' && assignee !== undefined && assignee.id === agentId;
    case 'unassigned':
      return status === 'open' && !assignee;
    case 'waiting':
      return status === 'open' && waitingSince !== undefined;
  }
}

/** How many messages of a conversation an agent has not seen. */
export function unreadOf({ messages, seen }: Conversation, agentId: string | undefined): number {
  const own = agentId === undefined ? undefined : seen[agentId];
  return Math.max(0, messages - (own ?? 0));
}

/** The order of a list: newest first, and always the same one. */
export function byNewest(one: Conversation, other: Conversation): number {
  return other.lastAt - one.lastAt || (one.room < other.room ? -1 : 1);
}
