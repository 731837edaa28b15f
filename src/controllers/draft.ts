import { toJson } from '../json.js';
import type { TabStore } from '../tab-store.js';

/** A composer, as far as drafts go. */
export interface DraftField {
  value: string;
}

/** Longest draft that is restored, in UTF-16 code units; nothing longer could be sent. */
const MAX_LENGTH = 4096;

/**
 * Keeps what is being written, per room and user, over a reload and over a visit to another room. Whose draft
 * it is, is known when the session is; until then it is only in the composer.
 */
export class Draft {
  readonly #store: TabStore;
  readonly #field: () => DraftField | null;
  #key: string | undefined;

  constructor(store: TabStore, field: () => DraftField | null) {
    this.#store = store;
    this.#field = field;
  }

  /**
   * Another room: what is written here is kept for when this one is entered again. What was typed before it was
   * known whose draft it is goes along, or it would be lost.
   */
  leave(): void {
    if (this.#key === undefined) return;
    this.#key = undefined;
    const field = this.#field();
    if (field) field.value = '';
  }

  /** The room and the user are known. What was typed on the way in wins over an older draft. */
  enter(cacheName: string, room: string, userId: string): void {
    const key = `momento-chat:draft:${toJson([cacheName, room, userId])}`;
    if (key === this.#key) return;
    this.#key = key;
    const field = this.#field();
    if (!field) return;
    if (field.value === '') field.value = this.#store.get(key)?.slice(0, MAX_LENGTH) ?? '';
    else this.keep();
  }

  /** The text has been sent. */
  clear(): void {
    if (this.#key !== undefined) this.#store.remove(this.#key);
  }

  /** For every change of the text. */
  readonly keep = (): void => {
    if (this.#key === undefined) return;
    const text = this.#field()?.value ?? '';
    if (text === '') this.#store.remove(this.#key);
    else this.#store.set(this.#key, text);
  };
}
