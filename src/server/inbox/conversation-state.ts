import { visible } from '../../protocol/blank.js';
import { GUEST_PREFIX, hashText } from '../../protocol/ids.js';
import type { Agent, Conversation, ConversationSide } from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import type { ChatMessage } from '../../protocol/message.js';
import { cleanName } from '../../protocol/names.js';
import { ownFields } from '../../protocol/own-fields.js';

/** A conversation as it is stored: what agents see, and what only servers need. */
export interface StoredConversation {
  readonly shown: Conversation;
  /** The id of the message that the excerpt is of. */
  readonly newest: string;
  /** The messages that were counted last, by hash: one that is reported again is counted once. */
  readonly counted: readonly string[];
  /** The id with which the visitor writes; guests have one, too. Undefined until they write. */
  readonly writer?: string;
  /** The version in which the assignee changed last. */
  readonly assignedIn: number;
  /** The bot that answers here, or did so. */
  readonly helper?: Agent;
  /** Epoch ms. */
  readonly writtenAt: number;
  /** How long it is kept after that, in seconds. */
  readonly ttlSeconds: number;
}

/** What is known of a visitor before they write. */
export interface KnownVisitor {
  readonly id: string;
  readonly name: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A message that a room has stored. */
export interface StoredMessage {
  readonly message: Pick<ChatMessage, 'id' | 'text' | 'author' | 'sentAt' | 'attachments'>;
  readonly side: ConversationSide;
}

/** In characters. */
const MAX_EXCERPT_LENGTH = 140;
/** More messages than a sender repeats at a time. */
const MAX_COUNTED = 30;
/** How many agents' marks are kept: the newest ones. */
const MAX_SEEN = 20;

/** The state that a conversation has now: the time of a snoozed one may be over, whether a process was awake or not. */
export function currentOf({ shown }: StoredConversation, now: number): Conversation {
  return wokenAt(shown, now);
}

export function wokenAt(shown: Conversation, now: number): Conversation {
  const { snoozedUntil, ...others } = shown;
  const isOver = shown.status === 'snoozed' && (snoozedUntil ?? 0) <= now;
  return isOver ? { ...others, status: 'open' } : shown;
}

/** One line of a message. */
export function excerptOf({
  text,
  attachments = [],
}: Pick<ChatMessage, 'text' | 'attachments'>): string {
  const line = visible(text.trim() || attachments.map(({ name }) => name).join(', '))
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = [...line];
  if (characters.length <= MAX_EXCERPT_LENGTH) return line;
  return `${characters
    .slice(0, MAX_EXCERPT_LENGTH - 1)
    .join('')
    .trim()}…`;
}

/** A conversation in which nobody has written yet. */
export function newConversation(
  room: string,
  known: KnownVisitor | undefined,
  bot: Agent | undefined,
  ttlSeconds: number,
): StoredConversation {
  return {
    shown: {
      ...{ room, status: 'open', excerpt: '', lastBy: 'visitor', lastAt: 0 },
      visitor: visitorOf(known?.id, known?.name ?? '', room),
      ...(bot && { assignee: bot }),
      ...{ bot: bot !== undefined, messages: 0, seen: {}, notes: 0 },
      ...{ context: known?.context ?? {}, version: 0 },
    },
    ...{ newest: '', counted: [], assignedIn: 0, writtenAt: 0, ttlSeconds },
    ...(known && { writer: known.id }),
    ...(bot && { helper: bot }),
  };
}

/** @returns undefined if the message was counted before */
export function withMessage(
  before: StoredConversation,
  { message, side }: StoredMessage,
  now: number,
): StoredConversation | undefined {
  const mark = hashText(message.id);
  if (before.counted.includes(mark)) return undefined;
  const counted = [...before.counted, mark].slice(-MAX_COUNTED);
  const at = Math.floor(message.sentAt ?? now);
  const messages = before.shown.messages + 1;
  const after = { ...before, counted, shown: { ...before.shown, messages } };
  // Of two that two processes store at the same time, this one may be told later.
  if (at < before.shown.lastAt) return after;
  const shown = { ...after.shown, excerpt: excerptOf(message), lastBy: side, lastAt: at };
  const { id = '', name } = message.author;
  const next = { ...after, newest: message.id, shown };
  if (side === 'visitor') return fromVisitor(next, id, name, at);
  const answered = { ...next, shown: answeredOf(shown) };
  if (side === 'bot') return { ...answered, helper: { id, name } };
  const seen = { ...answered.shown.seen, [id]: messages };
  return takenOver({ ...answered, shown: { ...answered.shown, seen: newest(seen) } }, { id, name });
}

function fromVisitor(
  next: StoredConversation,
  id: string,
  name: string,
  at: number,
): StoredConversation {
  const shown = unsnoozed(next.shown);
  // An agent, or another visitor, may have begun.
  const isFirst = next.writer === undefined;
  const isTheirs = isFirst || next.writer === id;
  return {
    ...next,
    ...(isFirst && { writer: id }),
    shown: {
      ...shown,
      ...(isTheirs && { visitor: visitorOf(id, name, shown.room) }),
      status: 'open',
      waitingSince: shown.waitingSince ?? at,
    },
  };
}

/** The agent who writes in a conversation without an agent answers it. */
function takenOver(next: StoredConversation, agent: Agent): StoredConversation {
  const { assignee } = next.shown;
  if (assignee && !next.shown.bot) return next;
  return withAssignee(next, agent);
}

/** @param agent undefined: nobody */
export function withAssignee(
  before: StoredConversation,
  agent: Agent | undefined,
): StoredConversation {
  const shown = unassigned(before.shown);
  return {
    ...before,
    assignedIn: Infinity,
    shown: { ...shown, bot: false, ...(agent && { assignee: agent }) },
  };
}

/** Gives a conversation to the bot. */
export function withBot(before: StoredConversation, bot: Agent): StoredConversation {
  const given = withAssignee(before, bot);
  return { ...given, helper: bot, shown: { ...given.shown, bot: true } };
}

/** Takes a conversation from the bot: the visitor waits for an agent. @returns undefined if no bot has it */
export function withoutBot(
  before: StoredConversation,
  now: number,
): StoredConversation | undefined {
  if (!before.shown.bot) return undefined;
  const { shown, ...others } = withAssignee(before, undefined);
  const waitingSince = shown.waitingSince ?? Math.floor(now);
  return { ...others, shown: { ...shown, status: 'open', waitingSince } };
}

export function withStatus(
  before: StoredConversation,
  status: Conversation['status'],
  until?: number,
): StoredConversation {
  const shown = unsnoozed(before.shown);
  return {
    ...before,
    shown: { ...shown, status, ...(until !== undefined && { snoozedUntil: until }) },
  };
}

/** @returns undefined if the agent has seen so much already */
export function withSeen(
  before: StoredConversation,
  agentId: string,
  messages: number,
): StoredConversation | undefined {
  const { shown } = before;
  const count = Math.min(messages, shown.messages);
  if (count <= (ownFields<Conversation['seen']>(shown.seen)[agentId] ?? 0)) return undefined;
  return { ...before, shown: { ...shown, seen: newest({ ...shown.seen, [agentId]: count }) } };
}

/**
 * The state after the newest message was removed.
 *
 * @param left what the room has left, oldest first; the sides of its messages are known
 */
export function withoutNewest(
  before: StoredConversation,
  left: readonly StoredMessage[],
): StoredConversation {
  const shown = answeredOf(before.shown);
  const last = left.at(-1);
  if (!last) return { ...before, newest: '', shown: { ...shown, excerpt: '' } };
  const answeredAt = left.map(({ side }) => side !== 'visitor').lastIndexOf(true);
  const waiting = left[answeredAt + 1]?.message.sentAt;
  return {
    ...before,
    newest: last.message.id,
    shown: {
      ...shown,
      excerpt: excerptOf(last.message),
      lastBy: last.side,
      lastAt: last.message.sentAt ?? shown.lastAt,
      ...(waiting !== undefined && { waitingSince: before.shown.waitingSince ?? waiting }),
    },
  };
}

/** The same state as the next version. @param before undefined if there is none */
export function nextVersion(
  next: StoredConversation,
  before: StoredConversation | undefined,
  now: number,
): StoredConversation {
  // By the clock, so that a conversation that begins anew after it was forgotten is newer than all that is known of it.
  const version = Math.max((before?.shown.version ?? 0) + 1, Math.floor(now));
  const assignedIn = next.assignedIn === Infinity ? version : next.assignedIn;
  return {
    ...next,
    assignedIn,
    writtenAt: Math.floor(now),
    shown: { ...next.shown, version },
  };
}

/** Only servers write this item, so its content is trusted; a later version may write another one. */
export function readStored(value: string | undefined): StoredConversation | undefined {
  const stored = parseJson(value);
  return typeof stored === 'object' && stored !== null
    ? ownFields<StoredConversation>(stored)
    : undefined;
}

export function serializeStored(stored: StoredConversation): string {
  return toJson(stored);
}

function visitorOf(id: string | undefined, name: string, room: string): Conversation['visitor'] {
  const isGuest = id === undefined || id === '' || id.startsWith(GUEST_PREFIX);
  return { ...(isGuest ? {} : { id }), name: cleanName(name) || cleanName(id) || room };
}

function answeredOf({ waitingSince: _, ...shown }: Conversation): Conversation {
  return shown;
}

function unsnoozed({ snoozedUntil: _, ...shown }: Conversation): Conversation {
  return shown;
}

function unassigned({ assignee: _, ...shown }: Conversation): Conversation {
  return shown;
}

/** The marks of the agents who have seen the most. */
function newest(seen: Conversation['seen']): Conversation['seen'] {
  const entries = Object.entries(seen);
  if (entries.length <= MAX_SEEN) return seen;
  return Object.fromEntries(entries.sort(([, one], [, other]) => other - one).slice(0, MAX_SEEN));
}
