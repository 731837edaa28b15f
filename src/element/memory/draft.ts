import { toJson } from '../../protocol/json.js';
import type { TabStore } from '../../platform/tab-store.js';
import type { Seats } from '../controllers/seats.js';

/** A composer, as far as drafts go. */
export interface DraftField {
  value: string;
  /** Empties it, and leaves nothing that could be undone. */
  clear(): void;
}

/**
 * Keeps what is being written, per room, user and element, over a reload and over a visit to another room. Whose
 * draft it is, is known when the session is; until then it is only in the composer.
 */
export class Draft {
  readonly #store: TabStore;
  readonly #seats: Seats;
  readonly #field: () => DraftField | null;
  /** Whose text the field holds: a user's in a room; undefined: not known yet. */
  #owner: string | undefined;
  #key = '';

  constructor(store: TabStore, seats: Seats, field: () => DraftField | null) {
    this.#store = store;
    this.#seats = seats;
    this.#field = field;
  }

  /**
   * Another room: what is written here is kept for when this one is entered again. What was typed before it was
   * known whose draft it is goes along, or it would be lost.
   */
  leave(): void {
    if (this.#owner === undefined) return;
    this.#owner = undefined;
    this.#field()?.clear();
  }

  /** Perhaps another user: who writes into an empty field from here on is not known. */
  doubt(): void {
    if (this.#field()?.value === '') this.leave();
  }

  /**
   * The room and the user are known. What was typed on the way in wins over an older draft; what another user wrote is
   * kept for that user.
   *
   * @param number of the element, among those that are set up alike: a reload gives it the same one, whichever of them
   *   enters first
   */
  enter(cacheName: string, room: string, userId: string, number: number): void {
    const owner = toJson([cacheName, room, userId]);
    const seat = this.#seats.take(owner, number);
    const key = `momento-chat:draft:${owner}${seat > 0 ? `:${String(seat)}` : ''}`;
    if (this.#owner === owner && this.#key === key) return;
    if (this.#owner !== owner) this.leave();
    this.#owner = owner;
    this.#key = key;
    const field = this.#field();
    if (!field) return;
    if (field.value === '') field.value = this.#store.get(key) ?? '';
    else this.keep();
  }

  /** The text has been sent. */
  clear(): void {
    if (this.#owner !== undefined) this.#store.remove(this.#key);
  }

  /** For every change of the text. */
  readonly keep = (): void => {
    const text = this.#field()?.value ?? '';
    if (text === '') this.clear();
    else if (this.#owner !== undefined) this.#store.set(this.#key, text);
  };
}
