import { isBlank } from '../../protocol/blank.js';
import { isRemoved, type ChatMessage, type PendingMessage } from '../../protocol/message.js';
import { plainText } from '../actions/borrowed.js';
import type { MessageList } from '../message-list.js';
import { Slices } from './slices.js';

/** In UTF-16 code units of the message that one answers. */
const MAX_EXCERPT = 120;

/** One message of a transcript. */
export interface TranscriptMessage {
  readonly kind: 'message';
  readonly id: string;
  /** By the sender's clock, in epoch ms; undefined where that is not known. */
  readonly sentAt: number | undefined;
  readonly author: {
    readonly id: string | undefined;
    readonly name: string;
    readonly own: boolean;
  };
  /** As it was written; empty where it was removed. */
  readonly text: string;
  /** As people read it, without markers. */
  readonly plain: string;
  readonly removed: boolean;
  /** In epoch ms; 0: at a time that is not known; undefined: never. */
  readonly editedAt: number | undefined;
  /** The message that it answers; without an author where that is not here. */
  readonly replyTo:
    { readonly id: string; readonly author?: string; readonly excerpt?: string } | undefined;
  readonly reactions: readonly { readonly emoji: string; readonly count: number }[];
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    /** In bytes. */
    readonly size: number;
    readonly alt: string | undefined;
  }[];
  /** Of an own message that the room does not have yet. */
  readonly state: PendingMessage['state'] | undefined;
}

/** A message, or what stands between two: a new day, or messages that may be missing. */
export type TranscriptRow =
  TranscriptMessage | { readonly kind: 'gap' } | { readonly kind: 'day'; readonly day: number };

/** A conversation, as it was at one moment. */
export interface Transcript {
  readonly title: string;
  readonly room: string;
  /** In epoch ms. */
  readonly takenAt: number;
  /** As a language tag; empty where the page has none. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Such as `Europe/Paris`. */
  readonly timeZone: string;
  /** Whether the beginning of the conversation is in it, as far as it is stored. */
  readonly complete: boolean;
  readonly count: number;
  readonly rows: readonly TranscriptRow[];
}

/** The list of a chat, as far as transcripts need it. */
export type TranscribedList = Pick<
  MessageList,
  'messages' | 'pending' | 'gaps' | 'userId' | 'formatted' | 'nameOf' | 'strings'
>;

/**
 * Writes down what a list has now, in slices. Messages that come meanwhile are not in it.
 *
 * @throws the signal's reason
 */
export async function writeDown(
  { messages, pending, gaps, ...list }: TranscribedList,
  signal?: AbortSignal,
): Promise<Pick<Transcript, 'rows' | 'count'>> {
  const all: readonly (ChatMessage | PendingMessage)[] = [...messages, ...pending];
  const byId = new Map(all.map((message) => [message.id, message]));
  const rows: TranscriptRow[] = [];
  const slices = new Slices();
  let lastDay: string | undefined;
  for (const message of all) {
    const pause = slices.next(signal);
    if (pause) await pause;
    if (gaps.has(message.id)) rows.push({ kind: 'gap' });
    const written = writeMessage(message, byId, list);
    const { sentAt } = written;
    const day = sentAt === undefined ? undefined : new Date(sentAt).toDateString();
    // A message without a time begins no day.
    if (sentAt !== undefined && day !== lastDay) {
      rows.push({ kind: 'day', day: sentAt });
      lastDay = day;
    }
    rows.push(written);
  }
  return { rows, count: all.length };
}

type Surroundings = Omit<TranscribedList, 'messages' | 'pending' | 'gaps'>;

function writeMessage(
  message: ChatMessage | PendingMessage,
  byId: ReadonlyMap<string, ChatMessage>,
  list: Surroundings,
): TranscriptMessage {
  const { id, author, text, editedAt, replyTo, reactions = [], attachments = [] } = message;
  const removed = isRemoved(message);
  const isPending = 'state' in message;
  return {
    kind: 'message',
    id,
    sentAt: timeOf(message.sentAt),
    author: {
      id: author.id,
      name: author.name,
      own: isPending || (list.userId !== undefined && author.id === list.userId),
    },
    text: removed ? '' : text,
    plain: removed || isBlank(text) ? '' : plainText(message, list),
    removed,
    editedAt: removed ? undefined : (timeOf(editedAt) ?? (editedAt === undefined ? editedAt : 0)),
    replyTo: replyTo && !removed ? referTo(replyTo.id, byId, list) : undefined,
    reactions: removed ? [] : reactions.map(({ emoji, users }) => ({ emoji, count: users.length })),
    files: removed
      ? []
      : attachments.map((file) => ({
          id: file.id,
          name: file.name,
          type: file.type,
          size: file.size,
          alt: file.alt,
        })),
    state: isPending ? message.state : undefined,
  };
}

function referTo(
  id: string,
  byId: ReadonlyMap<string, ChatMessage>,
  list: Surroundings,
): TranscriptMessage['replyTo'] {
  const original = byId.get(id);
  if (!original) return { id };
  const author = original.author.name || list.strings.unknownAuthor;
  if (isRemoved(original)) return { id, author, excerpt: list.strings.removed };
  const excerpt = plainText(original, list, MAX_EXCERPT + 1)
    .replace(/\s+/gu, ' ')
    .trim();
  return { id, author, excerpt: shorten(excerpt) };
}

/** Not in the middle of a character. */
function shorten(text: string): string {
  if (text.length <= MAX_EXCERPT) return text;
  return `${text.slice(0, MAX_EXCERPT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** A time that a date can have: senders claim what they like. */
function timeOf(epochMs: number | undefined): number | undefined {
  const isTime = epochMs !== undefined && !Number.isNaN(new Date(epochMs).getTime());
  return isTime ? epochMs : undefined;
}
