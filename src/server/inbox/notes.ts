import type { Note } from '../../protocol/inbox.js';
import { parseJson, toJson } from '../../protocol/json.js';
import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { InboxStore } from './shared-item.js';

/** How many notes of a conversation are kept. */
const MAX_NOTES = 200;
/** Momento's limit: a day. The register lets them live on with their conversation. */
export const NOTES_TTL_SECONDS = 86_400;

/** What agents write for agents: a list of each room, which no token opens. */
export class Notes {
  readonly #store: InboxStore;

  constructor(store: InboxStore) {
    this.#store = store;
  }

  /** Oldest first. @throws the store's error */
  async of(room: string): Promise<readonly Note[]> {
    const items = await this.#store.fetch(notesKey(room), MAX_NOTES);
    const notes = new Map<string, Note>();
    for (const item of items) {
      // Only servers write this list, so its content is trusted.
      const note = ownFields<Note>(parseJson(item));
      // A request that was sent again may have stored it twice.
      const key = toJson([note.by.id, note.id]);
      if (!notes.has(key)) notes.set(key, note);
    }
    return [...notes.values()];
  }

  /** Adds a note, unless it is there. @returns all notes @throws the store's error, and the call can be repeated */
  async add(room: string, note: Note): Promise<readonly Note[]> {
    const before = await this.of(room);
    if (before.some(({ id, by }) => id === note.id && by.id === note.by.id)) return before;
    const limits = { limit: MAX_NOTES, ttlSeconds: NOTES_TTL_SECONDS };
    await this.#store.push(notesKey(room), toJson(note), limits);
    return [...before, note].slice(-MAX_NOTES);
  }
}

export function notesKey(room: string): string {
  return keyOf('inbox-notes', room);
}
