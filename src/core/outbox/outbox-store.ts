import type { TabStore } from '../../platform/tab-store.js';
import type { ChatErrorCode } from '../../protocol/errors.js';
import { isMessageId } from '../../protocol/ids.js';
import { parseJson, toJson } from '../../protocol/json.js';
import type { ChatMessage } from '../../protocol/message.js';
import { isOrder, readMessage, toWire } from '../../protocol/message-codec.js';
import { ownFields } from '../../protocol/own-fields.js';

/** How far an entry has come, as the tab keeps it. */
export interface StoredProgress {
  /** Set once a first attempt to store it in the list has been made. */
  readonly order?: number | undefined;
  /** Set once the files of the message are stored in the room. */
  readonly uploaded?: boolean | undefined;
  readonly stored?: boolean | undefined;
  /** Set where the outcome of a try is unknown. */
  readonly tried?: boolean | undefined;
  readonly published?: boolean | undefined;
  readonly withdrawn?: boolean | undefined;
  readonly replaces?: string | undefined;
  /** Why it failed, if it did. */
  readonly failure?: ChatErrorCode | undefined;
  /** What the visitor was told, in place of the code's own words. */
  readonly reason?: string | undefined;
}

export interface StoredMessage extends StoredProgress {
  readonly message: ChatMessage;
}

/** An entry of an outbox as the tab keeps it: a message, or a relation as JSON. */
export type StoredEntry =
  | (StoredMessage & { readonly relation?: never })
  | (StoredProgress & { readonly message?: never; readonly relation: string });

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
    const entries = new Map<string, StoredEntry>();
    for (const key of this.#store.keys(this.#prefix)) {
      const entry = parse(this.#store.get(key));
      const isOwn = !entry?.message || key === this.#prefix + entry.message.id;
      if (entry && isOwn && !claimed.has(key)) entries.set(key, entry);
    }
    // Ids sort by when they were made.
    const oldest = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit);
    for (const [key] of oldest) this.#claim(key);
    return oldest.map(([, entry]) => entry);
  }

  /** The last `order` given in this tab; 0 before the first. */
  get lastOrder(): number {
    const order = Number(this.#store.get(this.#orderKey));
    return isOrder(order) ? order : 0;
  }

  set lastOrder(order: number) {
    this.#store.set(this.#orderKey, String(order));
  }

  save(id: string, { message, order, ...rest }: StoredEntry): void {
    const key = this.#prefix + id;
    this.#claim(key);
    this.#store.set(key, toJson({ ...(message && toWire(message, order)), ...rest }));
  }

  remove(id: string): void {
    const key = this.#prefix + id;
    this.#store.remove(key);
    this.#claims.delete(key);
    claimed.delete(key);
  }

  /** Leaves the stored messages to the next outbox. */
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
  const { text, sentAt, uploaded, stored, tried, published, withdrawn } = fields;
  const { replaces, failure, reason, relation } = fields;
  const progress = {
    uploaded: uploaded === true || undefined,
    stored: stored === true || undefined,
    tried: tried === true || undefined,
    published: published === true || undefined,
    withdrawn: withdrawn === true || undefined,
    replaces: textIn(replaces),
    // Any word will do: it is shown in the visitor's language, or as a failure without a reason.
    failure: textIn(failure) as ChatErrorCode | undefined,
    reason: textIn(reason)?.slice(0, MAX_REASON_LENGTH),
  };
  if (typeof relation === 'string') return { ...progress, relation };
  // An older version wrote a text and its time under these names.
  const wire = ownFields({ message: text, timestamp: sentAt, ...fields });
  const read = readMessage(wire, '', undefined);
  if (typeof read === 'string') return undefined;
  const { message, order } = read;
  if (!isMessageId(message.id) || message.text.length > MAX_TEXT_LENGTH) return undefined;
  if (message.sentAt === undefined) return undefined;
  return { ...progress, message, order };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
