import {
  CONVERSATION_FILTERS,
  type Conversation,
  type ConversationFilter,
} from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { wokenAt } from './conversation-state.js';

/** What an agent asks for. */
export interface ListQuery {
  readonly filter: ConversationFilter;
  readonly search: string;
  readonly cursor: ListCursor | undefined;
  readonly limit: number;
  /** The agent's id. */
  readonly by: string;
}

/** The place after a conversation. */
export interface ListCursor {
  readonly at: number;
  readonly room: string;
}

/** A part of the conversations, and how many there are of each kind. */
export interface ConversationList {
  readonly conversations: readonly Conversation[];
  readonly cursor?: string;
  readonly counts: Readonly<Record<ConversationFilter, number>>;
}

/** A conversation as a process remembers it, with its words as they are searched for. */
export interface RememberedConversation {
  readonly shown: Conversation;
  words?: string;
}

/** @param newestFirst the conversations, sorted by {@link byTime} */
export function listOf(
  newestFirst: readonly RememberedConversation[],
  { filter, search, cursor, limit, by }: ListQuery,
  now: number,
): ConversationList {
  const counts = Object.fromEntries(CONVERSATION_FILTERS.map((name) => [name, 0])) as Record<
    ConversationFilter,
    number
  >;
  const wanted = wordsOf(search);
  const found: Conversation[] = [];
  for (const remembered of newestFirst) {
    const shown = wokenAt(remembered.shown, now);
    let isOfFilter = false;
    for (const name of filtersOf(shown, by)) {
      counts[name] += 1;
      if (name === filter) isOfFilter = true;
    }
    if (!isOfFilter || found.length > limit) continue;
    if (cursor && !isAfter(shown, cursor)) continue;
    if (wanted.length > 0 && !hasWords(remembered, wanted)) continue;
    found.push(shown);
  }
  const conversations = found.slice(0, limit);
  const last = conversations.at(-1);
  const isWhole = found.length <= limit;
  return {
    conversations,
    ...(last && !isWhole && { cursor: toJson([last.lastAt, last.room]) }),
    counts,
  };
}

/** Newest first. */
export function byTime(
  { shown: one }: RememberedConversation,
  { shown: other }: RememberedConversation,
): number {
  if (one.lastAt !== other.lastAt) return other.lastAt - one.lastAt;
  return one.room < other.room ? -1 : 1;
}

/** @returns undefined if it is none of this list's */
export function readCursor(text: string): ListCursor | undefined {
  const read = parseJson(text);
  if (!Array.isArray(read) || read.length !== 2) return undefined;
  const [at, room] = read as unknown[];
  return typeof at === 'number' && typeof room === 'string' ? { at, room } : undefined;
}

function isAfter({ lastAt, room }: Conversation, cursor: ListCursor): boolean {
  return lastAt === cursor.at ? room > cursor.room : lastAt < cursor.at;
}

function filtersOf(shown: Conversation, by: string): readonly ConversationFilter[] {
  if (shown.status !== 'open') return [shown.status];
  const filters: ConversationFilter[] = ['open'];
  if (shown.assignee === undefined) filters.push('unassigned');
  else if (shown.assignee.id === by) filters.push('mine');
  if (shown.waitingSince !== undefined) filters.push('waiting');
  return filters;
}

/** Each word may stand anywhere in the visitor's name or id, the excerpt, or the room's name. */
function hasWords(remembered: RememberedConversation, wanted: readonly string[]): boolean {
  const { visitor, excerpt, room } = remembered.shown;
  remembered.words ??= folded([visitor.name, visitor.id ?? '', excerpt, room].join('\n'));
  return wanted.every((word) => remembered.words?.includes(word));
}

function wordsOf(search: string): readonly string[] {
  return folded(search).split(/\s+/u).filter(Boolean);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
