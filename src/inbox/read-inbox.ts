import { visible } from '../protocol/blank.js';
import type { CannedAnswer } from '../protocol/canned-answer.js';
import { ChatError } from '../protocol/errors.js';
import {
  CONVERSATION_FILTERS,
  type Agent,
  type Conversation,
  type ConversationFilter,
  type InboxAccess,
  type InboxPage,
  type Note,
} from '../protocol/inbox.js';
import { isId } from '../protocol/ids.js';
import { cleanName } from '../protocol/names.js';
import { ownFields } from '../protocol/own-fields.js';
import { roomNameFault } from '../protocol/room-name.js';

/*
 * Reads what the inbox's URL and its topic bring: each field may be anything. What is broken is left out and counted, as long as
 * the rest makes sense without it.
 */

/** In characters, as the contract says; a server of another version may send more. */
const MAX_EXCERPT = 140;
const MAX_NOTE = 4_000;
const MAX_FIELD = 200;
const MAX_FIELDS = 20;
/** Of one conversation: more agents than a desk has. */
const MAX_SEEN = 1_000;
const MAX_AGENTS = 500;
const MAX_CANNED = 500;
const MAX_CANNED_TEXT = 4_000;
/** Pages of the server are smaller. */
const MAX_PAGE = 1_000;
const MAX_CURSOR = 2_000;
/** The last day that `Date` knows, in ms. */
const LAST_TIME = 8.64e15;

/** An item of the inbox's topic. Where one would be too long for a topic, the server leaves things out. */
export type ReadEvent =
  /** @param whole whether it has the visitor's context: otherwise that is as before */
  | {
      readonly type: 'conversation';
      readonly conversation: Conversation;
      readonly whole: boolean;
    }
  /** The queue of reports has changed. */
  | { readonly type: 'reports' }
  /** It says of a room only that there is a newer version. */
  | { readonly type: 'changed'; readonly room: string; readonly version: number }
  | { readonly type: 'agents'; readonly agents: readonly Agent[] };

/** A list of which some entries made no sense. */
export interface ReadList<T> {
  readonly items: readonly T[];
  readonly dropped: number;
}

/** @returns undefined where it is no conversation */
export function readConversation(value: unknown): Conversation | undefined {
  const fields = fieldsOf(value);
  const { room, status, lastBy, waitingSince, snoozedUntil } = fields;
  if (typeof room !== 'string' || roomNameFault(room) !== undefined) return undefined;
  if (status !== 'open' && status !== 'snoozed' && status !== 'closed') return undefined;
  const lastAt = readTime(fields.lastAt);
  const version = readCount(fields.version);
  if (lastAt === undefined || version === undefined) return undefined;
  const visitor = fieldsOf(fields.visitor);
  const assignee = readAgent(fields.assignee);
  const waiting = readTime(waitingSince);
  const until = readTime(snoozedUntil);
  return Object.freeze({
    room,
    status,
    visitor: { ...(isId(visitor.id) && { id: visitor.id }), name: cleanName(visitor.name) },
    excerpt: lineOf(fields.excerpt, MAX_EXCERPT),
    lastBy: lastBy === 'agent' || lastBy === 'bot' ? lastBy : 'visitor',
    lastAt,
    ...(waiting !== undefined && { waitingSince: waiting }),
    ...(assignee && { assignee }),
    bot: fields.bot === true,
    ...(until !== undefined && { snoozedUntil: until }),
    messages: readCount(fields.messages) ?? 0,
    seen: readSeen(fields.seen),
    notes: readCount(fields.notes) ?? 0,
    context: readContext(fields.context),
    version,
  });
}

/** @returns undefined where it is no note */
export function readNote(value: unknown): Note | undefined {
  const { id, by, text, at } = fieldsOf(value);
  const agent = readAgent(by);
  const time = readTime(at);
  if (!isId(id) || !agent || typeof text !== 'string' || time === undefined) return undefined;
  return { id, by: agent, text: text.slice(0, MAX_NOTE), at: time };
}

export function readList<T>(
  value: unknown,
  read: (item: unknown) => T | undefined,
  max: number,
): ReadList<T> {
  if (!Array.isArray(value)) return { items: [], dropped: value === undefined ? 0 : 1 };
  const items: T[] = [];
  for (const each of (value as readonly unknown[]).slice(0, max)) {
    const item = read(each);
    if (item !== undefined) items.push(item);
  }
  return { items, dropped: value.length - items.length };
}

/** @throws ChatError `service-unavailable` where the answer is no page at all */
export function readPage(value: unknown): InboxPage & { readonly dropped: number } {
  const fields = fieldsOf(value);
  if (!Array.isArray(fields.conversations)) throw unusable('conversations is no list');
  const { items, dropped } = readList(fields.conversations, readConversation, MAX_PAGE);
  const { cursor } = fields;
  const counts = fieldsOf(fields.counts);
  const isCursor = typeof cursor === 'string' && cursor !== '' && cursor.length <= MAX_CURSOR;
  return {
    conversations: items,
    ...(isCursor && { cursor }),
    ...(fields.partial === true && { partial: true }),
    counts: Object.fromEntries(
      CONVERSATION_FILTERS.map((filter) => [filter, readCount(counts[filter]) ?? 0]),
    ) as Record<ConversationFilter, number>,
    agents: readAgents(fields.agents),
    now: readTime(fields.now) ?? Date.now(),
    dropped,
  };
}

/** @throws ChatError `token-invalid`, naming the field that is wrong */
export function readAccess(value: unknown): InboxAccess {
  const fields = fieldsOf(value);
  const { topic, authToken, endpoint, cacheName } = fields;
  const agent = readAgent(fields.agent);
  const expiresAt = readTime(fields.expiresAt);
  if (typeof authToken !== 'string' || !authToken) throw invalid('authToken is not a token');
  if (typeof topic !== 'string' || topic === '' || topic.length > 512) {
    throw invalid('topic is not a topic’s name');
  }
  if (!agent) throw invalid('agent has no id');
  if (expiresAt === undefined || expiresAt <= 0) throw invalid('expiresAt is not a time in ms');
  return {
    authToken,
    // The session's own reader looks at these two.
    ...(endpoint !== undefined && { endpoint: endpoint as string }),
    cacheName: cacheName as string,
    topic,
    expiresAt,
    agent,
    cannedAnswers: readCannedAnswers(fields.cannedAnswers),
    ...(fields.hasDesk === true && { hasDesk: true }),
  };
}

/** @returns undefined where it is no event of this version's */
export function readEvent(text: string): ReadEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { type, conversation, agents, room, version } = fieldsOf(value);
  if (type === 'reports') return { type };
  if (type === 'agents') return { type, agents: readAgents(agents) };
  if (type === 'changed') {
    const isRoom = typeof room === 'string' && roomNameFault(room) === undefined;
    const number = readCount(version);
    return isRoom && number !== undefined ? { type, room, version: number } : undefined;
  }
  const read = type === 'conversation' ? readConversation(conversation) : undefined;
  if (!read) return undefined;
  const whole = fieldsOf(conversation).context !== undefined;
  return { type: 'conversation', conversation: read, whole };
}

export function readCannedAnswers(value: unknown): readonly CannedAnswer[] {
  const read = (item: unknown): CannedAnswer | undefined => {
    const { name, text } = fieldsOf(item);
    const title = cleanName(name);
    if (!title || typeof text !== 'string' || text.trim() === '') return undefined;
    return { name: title, text: text.slice(0, MAX_CANNED_TEXT) };
  };
  return readList(value, read, MAX_CANNED).items;
}

export function readAgent(value: unknown): Agent | undefined {
  const { id, name } = fieldsOf(value);
  return isId(id) ? { id, name: cleanName(name) || cleanName(id) || '?' } : undefined;
}

function readAgents(value: unknown): readonly Agent[] {
  const { items } = readList(value, readAgent, MAX_AGENTS);
  // One who has two tabs is one.
  return [...new Map(items.map((agent) => [agent.id, agent])).values()];
}

function readSeen(value: unknown): Readonly<Record<string, number>> {
  const seen: Record<string, number> = ownFields({});
  for (const [id, count] of Object.entries(fieldsOf(value)).slice(0, MAX_SEEN)) {
    const read = readCount(count);
    if (isId(id) && read !== undefined) seen[id] = read;
  }
  return seen;
}

function readContext(value: unknown): Readonly<Record<string, string>> {
  const context: Record<string, string> = ownFields({});
  for (const [key, text] of Object.entries(fieldsOf(value)).slice(0, MAX_FIELDS)) {
    const name = lineOf(key, MAX_FIELD);
    const content = lineOf(text, MAX_FIELD);
    if (name && content) context[name] = content;
  }
  return context;
}

export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? ownFields(value)
    : ownFields({});
}

/** One line, without what would reorder or hide the text around it. */
export function lineOf(value: unknown, max: number): string {
  if (typeof value !== 'string') return '';
  const text = visible(value.slice(0, 4 * max))
    .replace(/\s+/gu, ' ')
    .trim();
  return text.length <= max ? text : [...text].slice(0, max).join('');
}

export function readTime(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= LAST_TIME ? value : undefined;
}

export function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value) ? value : undefined;
}

function unusable(reason: string): ChatError {
  return new ChatError(
    'service-unavailable',
    `unable to read the inbox’s answer; ${reason}. Is token-url the URL of an inbox?`,
  );
}

function invalid(reason: string): ChatError {
  return new ChatError(
    'token-invalid',
    `unable to use the inbox’s answer; ${reason}. Is token-url the URL of an inbox?`,
  );
}
