import type { TabStore } from '../../platform/tab-store.js';
import type { ChatErrorCode } from '../../protocol/errors.js';
import { isMessageId } from '../../protocol/ids.js';
import { toJson } from '../../protocol/json.js';
import type { ChatMessage } from '../../protocol/message.js';
import { isOrder, readMessage, toWire } from '../../protocol/message-codec.js';
import { ownFields } from '../../protocol/own-fields.js';

/** An entry of an outbox as the tab keeps it. */
export interface StoredEntry {
  readonly message: ChatMessage;
  /** Set once a first attempt to store it in the list has been made. */
  readonly order?: number | undefined;
  /** Whether the list is known to hold it. */
  readonly stored?: boolean;
  /** Why it failed, if it did. */
  readonly failure?: ChatErrorCode | undefined;
  /** What the visitor was told, in place of the code's own words. */
  readonly reason?: string | undefined;
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

  /** The oldest unsent messages that no other outbox of the page holds. Values of an unknown shape are ignored. */
  load(limit: number): StoredEntry[] {
    const entries: StoredEntry[] = [];
    for (const key of this.#store.keys(this.#prefix)) {
      const entry = parse(this.#store.get(key));
      if (!entry || key !== this.#prefix + entry.message.id || claimed.has(key)) continue;
      entries.push(entry);
    }
    // Ids sort by when they were made.
    const oldest = entries.sort((a, b) => (a.message.id < b.message.id ? -1 : 1)).slice(0, limit);
    for (const { message } of oldest) this.#claim(this.#prefix + message.id);
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

  save({ message, order, ...rest }: StoredEntry): void {
    const key = this.#prefix + message.id;
    this.#claim(key);
    this.#store.set(key, toJson({ ...toWire(message, order), ...rest }));
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
function parse(json: string | undefined): StoredEntry | undefined {
  const value = parseJson(json);
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = ownFields(value);
  const { text, sentAt, stored, failure, reason } = fields;
  // An older version wrote a text and its time under these names.
  const wire = ownFields({ message: text, timestamp: sentAt, ...fields });
  const read = readMessage(wire, '', undefined);
  if (typeof read === 'string') return undefined;
  const { message, order } = read;
  if (!isMessageId(message.id) || message.text.length > MAX_TEXT_LENGTH) return undefined;
  if (message.sentAt === undefined) return undefined;
  return {
    message,
    order,
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
