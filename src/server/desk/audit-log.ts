import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';
import type { RoomLimits } from './room-limits.js';

/** How many entries of a room are kept. */
export const MAX_AUDIT_ENTRIES = 1_000;
/** Momento keeps a list for a day at most after its last entry. */
const TTL_SECONDS = 86_400;

/** An action of a moderator. */
export interface AuditEntry {
  /** Epoch ms. */
  readonly at: number;
  /** The moderator; undefined: the host's own code. */
  readonly by?: string;
  readonly action:
    | 'mute'
    | 'ban'
    | 'lift'
    | 'limits'
    | 'remove'
    | 'remove-all'
    | 'dismiss'
    | 'pin'
    | 'unpin'
    | 'announce';
  /** The user whom it concerns. */
  readonly userId?: string;
  /** The message that it concerns. */
  readonly messageId?: string;
  /** How long it holds, in seconds. */
  readonly seconds?: number;
  readonly reason?: string;
  readonly limits?: RoomLimits;
}

/** What moderators have done in a room: a list of its own, which no token opens, and which survives a restart. */
export class AuditLog {
  readonly #store: RoomStore;

  constructor(store: RoomStore) {
    this.#store = store;
  }

  /** @throws the store's error */
  async add(room: string, entry: AuditEntry): Promise<void> {
    const limits = { limit: MAX_AUDIT_ENTRIES, ttlSeconds: TTL_SECONDS };
    await this.#store.push(keyOf('audit', room), JSON.stringify(entry), limits);
  }

  /** The newest entries, oldest first. @throws the store's error */
  async read(room: string, limit = MAX_AUDIT_ENTRIES): Promise<readonly AuditEntry[]> {
    const items = await this.#store.fetch(keyOf('audit', room), limit);
    // Only servers can write this list, so the entries are trusted.
    return items.map((item) => ownFields<AuditEntry>(JSON.parse(item)));
  }
}
