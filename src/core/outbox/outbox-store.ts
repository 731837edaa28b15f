import { isBlank } from '../../protocol/blank.js';
import type { ChatErrorCode } from '../../protocol/errors.js';
import { toJson } from '../../protocol/json.js';
import { isMessageId } from '../../protocol/ids.js';
import { isOrder, isTime } from '../../protocol/message.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { TabStore } from '../../platform/tab-store.js';

/** What an outbox keeps of a message. */
export interface StoredMessage {
  id: string;
  text: string;
  /** Epoch ms. */
  sentAt: number;
  /** Set once a first attempt to store it in the list has been made. */
  order?: number;
  /** Whether the list is known to hold it. */
  stored?: boolean;
  /** Why it failed, if it did. */
  failure?: ChatErrorCode;
  /** What the visitor was told of it, in place of the code's own words. */
  reason?: string;
}

/** Keys that a living outbox of this page holds: another one, of the same room and user, leaves them alone. */
const claimed = new Set<string>();

/** Longest text that a restored message may have; none that was accepted is longer. */
const MAX_TEXT_LENGTH = 4096;
/** As long as a moderator's may be. */
const MAX_REASON_LENGTH = 200;

/**
 * The unsent messages of one user in one room, each under a key of its own, so that several elements in a
 * page, and copies of the tab, never overwrite each other's.
 */
export class OutboxStore {
  readonly #store: TabStore;
  readonly #prefix: string;
  readonly #orderKey: string;
  readonly #claims = new Set<string>();

  constructor(store: TabStore, cacheName: string, room: string, userId: string) {
    this.#store = store;
    this.#prefix = `momento-chat:outbox:${toJson([cacheName, room, userId])}:`;
    // Should two senders' keys be alike, they share a number, which harms neither.
    this.#orderKey = `momento-chat:order:${cacheName}/${room}/${userId}`;
  }

  /** What was left unsent, the oldest so many, and is nobody else's by now. Whatever is not ours to read is ignored. */
  load(limit: number): StoredMessage[] {
    const messages: StoredMessage[] = [];
    for (const key of this.#store.keys(this.#prefix)) {
      const message = parse(this.#store.get(key));
      if (!message || key !== this.#prefix + message.id || claimed.has(key)) continue;
      messages.push(message);
    }
    // Ids sort by when they were made.
    const oldest = messages.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
    for (const { id } of oldest) this.#claim(this.#prefix + id);
    return oldest;
  }

  /** The last `order` given in this tab; 0 before the first. */
  get lastOrder(): number {
    const order = Number(this.#store.get(this.#orderKey));
    return isOrder(order) ? order : 0;
  }

  set lastOrder(order: number) {
    this.#store.set(this.#orderKey, String(order));
  }

  save(message: StoredMessage): void {
    const key = this.#prefix + message.id;
    this.#claim(key);
    this.#store.set(key, toJson(message));
  }

  remove(id: string): void {
    const key = this.#prefix + id;
    this.#store.remove(key);
    this.#claims.delete(key);
    claimed.delete(key);
  }

  /** Leaves what is stored to the next outbox. */
  release(): void {
    for (const key of this.#claims) claimed.delete(key);
    this.#claims.clear();
  }

  #claim(key: string): void {
    claimed.add(key);
    this.#claims.add(key);
  }
}

/** Storage is open to every script of the page, and to older versions of this one. */
function parse(text: string | undefined): StoredMessage | undefined {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, text: body, sentAt, order, stored, failure, reason } = ownFields(value);
  if (!isMessageId(id) || typeof body !== 'string' || body.length > MAX_TEXT_LENGTH) {
    return undefined;
  }
  if (isBlank(body) || !isTime(sentAt)) return undefined;
  return {
    id,
    text: body,
    sentAt,
    ...(isOrder(order) ? { order } : {}),
    ...(stored === true ? { stored } : {}),
    // Any word will do: it is shown in the visitor's language, or as a failure without a reason.
    ...(typeof failure === 'string' ? { failure: failure as ChatErrorCode } : {}),
    ...(typeof reason === 'string' ? { reason: reason.slice(0, MAX_REASON_LENGTH) } : {}),
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined; // Not ours.
  }
}
