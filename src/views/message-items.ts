import {
  isRemoved,
  type ChatMessage,
  type PendingChange,
  type PendingMessage,
} from '../protocol/message.js';
import type { MessageWindow } from './message-window.js';
import { isContinued } from '../protocol/continued.js';
import type { Receipt } from './receipt.js';
import type { RowItem } from './rows.js';

/** Messages of one author within this time of each other read as one group, in ms. */
const GROUP_MS = 5 * 60_000;

interface Item extends RowItem {
  /** Index of the message; for a divider, of the message after it. */
  readonly index: number;
}

/** A message with its place in its group. */
export interface MessageItem extends Item {
  readonly kind: 'message';
  readonly message: ChatMessage | PendingMessage;
  readonly own: boolean;
  /** Whether it belongs to the group of the message before: same author, about the same time. */
  readonly continues: boolean;
  /** Whether the message after continues this one. */
  readonly continued: boolean;
  /** The visitor's changes of the message that are not accepted yet. */
  readonly changes: readonly PendingChange[];
  /** The message that it answers, if that is loaded. */
  readonly original: ChatMessage | undefined;
  /** How far it has come, if it is the visitor's newest one that has come so far. */
  readonly receipt: Receipt | undefined;
  /** Differs where another name is shown of a person whom it names. */
  readonly names: string | undefined;
}

/** A line between messages: some may be missing here, another day begins, or the unread messages begin. */
export interface DividerItem extends Item {
  readonly kind: 'gap' | 'date' | 'unread';
  /** When the message after it was sent, in epoch ms. */
  readonly sentAt: number | undefined;
}

export type ListItem = MessageItem | DividerItem;

/** All messages of the list: settled ones, then the visitor's own pending ones. */
export class Messages {
  /** The index of each id; made when it is first needed. */
  #places: Map<string, number> | undefined;

  /** @param before where it is the same with messages behind it, the index of ids goes on */
  constructor(
    readonly settled: readonly ChatMessage[] = [],
    readonly pending: readonly PendingMessage[] = [],
    before?: Messages,
  ) {
    if (before && isContinued(before.settled, settled)) {
      this.#places = before.#places;
      if (this.#places) this.#place(before.settled.length);
    }
  }

  get length(): number {
    return this.settled.length + this.pending.length;
  }

  at(index: number): ChatMessage | PendingMessage | undefined {
    const { settled, pending } = this;
    return index < settled.length ? settled[index] : pending[index - settled.length];
  }

  find(id: string): ChatMessage | undefined {
    if (!this.#places) this.#place(0);
    const found = this.settled[this.#places?.get(id) ?? -1];
    return found?.id === id ? found : this.pending.find((message) => message.id === id);
  }

  #place(from: number): void {
    const { settled } = this;
    const places = (this.#places ??= new Map());
    for (let index = from; index < settled.length; index += 1) {
      places.set(settled[index]?.id ?? '', index);
    }
  }
}

export interface ItemContext {
  /** Ids of messages before which others may be missing. */
  readonly gaps: ReadonlySet<string>;
  readonly userId: string | undefined;
  /** Id of the first unread message. */
  readonly unreadFrom: string | undefined;
  readonly changes: readonly PendingChange[];
  /** By the message's id. */
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly nameOf: (id: string) => string | undefined;
}

const NO_CHANGES: readonly PendingChange[] = [];

/** The sender chooses the id: the key must not equal a divider's. */
export function messageKey(id: string): string {
  return `message ${id}`;
}

/** Makes the rows of a window. They also depend on the messages around it, so that moving it changes no row. */
export function toItems(
  messages: Messages,
  { first, last }: MessageWindow,
  { gaps, userId: ownId, unreadFrom, changes, receipts, nameOf }: ItemContext,
): ListItem[] {
  const items: ListItem[] = [];
  for (let index = first; index < last; index += 1) {
    const message = messages.at(index);
    if (!message) continue;
    const previous = messages.at(index - 1);
    const next = messages.at(index + 1);
    const { id, sentAt, replyTo, mentions } = message;
    const divide = (kind: DividerItem['kind']): void => {
      items.push({ kind, key: `${kind} ${id}`, index, sentAt });
    };
    const continues = isGroup(previous, message) && !gaps.has(id) && unreadFrom !== id;
    if (gaps.has(id)) divide('gap');
    if (isNewDay(previous, message)) divide('date');
    if (unreadFrom === id) divide('unread');
    items.push({
      kind: 'message',
      key: messageKey(id),
      index,
      message,
      own: 'state' in message || (ownId !== undefined && message.author.id === ownId),
      continues,
      continued:
        next !== undefined &&
        isGroup(message, next) &&
        !gaps.has(next.id) &&
        unreadFrom !== next.id,
      changes:
        changes.length > 0 ? changes.filter(({ messageId }) => messageId === id) : NO_CHANGES,
      original: replyTo && messages.find(replyTo.id),
      receipt: receipts.get(id),
      names: mentions?.map((mention) => nameOf(mention.id)).join('\n'),
    });
  }
  return items;
}

export function isSameItem(a: ListItem, b: ListItem): boolean {
  if (a.kind !== 'message' || b.kind !== 'message') return a.kind === b.kind;
  return (
    a.message === b.message &&
    a.own === b.own &&
    a.continues === b.continues &&
    a.continued === b.continued &&
    a.original === b.original &&
    a.receipt?.text === b.receipt?.text &&
    a.receipt?.title === b.receipt?.title &&
    a.names === b.names &&
    a.changes.length === b.changes.length &&
    a.changes.every((change, index) => isSameChange(change, b.changes[index]))
  );
}

function isSameChange(a: PendingChange, b: PendingChange | undefined): boolean {
  return a.id === b?.id && a.state === b.state && a.error === b.error;
}

function isGroup(first: ChatMessage | undefined, second: ChatMessage): boolean {
  if (!first || isRemoved(first) || isRemoved(second)) return false;
  const { author } = first;
  if (first.announcement !== second.announcement) return false;
  if (author.id !== second.author.id || author.name !== second.author.name) return false;
  if (isNewDay(first, second)) return false;
  return Math.abs((second.sentAt ?? 0) - (first.sentAt ?? 0)) < GROUP_MS;
}

/** By the reader's calendar. A message without a time begins no day. */
function isNewDay(previous: ChatMessage | undefined, { sentAt }: ChatMessage): boolean {
  if (sentAt === undefined) return false;
  if (previous?.sentAt === undefined) return previous === undefined;
  // Faster than to compare whole dates. The longest days have 25 hours.
  const isFar = Math.abs(sentAt - previous.sentAt) > 25 * 3_600_000;
  return isFar || new Date(sentAt).getDate() !== new Date(previous.sentAt).getDate();
}
