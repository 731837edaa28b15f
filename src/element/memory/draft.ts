import type { Remembered } from './remembered.js';

/** A composer, as far as drafts go. */
export interface DraftField {
  /** What the visitor has written. */
  readonly value: string;
  /** What goes with it, for JSON; undefined: nothing. */
  readonly details: object | undefined;
  /**
   * Brings a draft back.
   *
   * @param value undefined: the text stays
   * @param details may be anything
   */
  restore(value: string | undefined, details: unknown): void;
  /** Empties it, and leaves nothing that could be undone. */
  clear(): void;
}

/** A draft in the tab. The text is apart from what goes with it: an older version of the chat reads and writes it alone. */
export interface StoredDraft {
  readonly text: Remembered<string>;
  readonly details: Remembered<unknown>;
}

/**
 * Keeps the draft in the composer per room, user and element, over a reload and over a visit to another room. The user is
 * known when the session is; until then the draft is only in the composer.
 */
export class Draft {
  readonly #field: () => DraftField;
  /** The user in a room whose draft the field holds; undefined: not known yet. */
  #owner: string | undefined;
  #stored: StoredDraft | undefined;

  constructor(field: () => DraftField) {
    this.#field = field;
  }

  /**
   * Another room is meant: the draft stays stored for the next visit to this one. A text that was typed before its user
   * was known stays in the field, or it would be lost.
   */
  leave(): void {
    if (this.#owner === undefined) return;
    this.#owner = undefined;
    this.#field().clear();
  }

  /** A room is entered anew, perhaps by another user: it is not known who writes into a field that is empty now. */
  leaveIfEmpty(): void {
    if (this.#field().value === '') this.leave();
  }

  /**
   * The room and the user are known. A text that was typed before has precedence over an older draft; another user's text
   * is kept for that user.
   */
  enter(owner: string, stored: StoredDraft): void {
    if (this.#owner === owner && this.#stored?.text.key === stored.text.key) return;
    if (this.#owner !== owner) this.leave();
    this.#owner = owner;
    this.#stored = stored;
    const field = this.#field();
    if (field.value === '') field.restore(stored.text.get(), stored.details.get());
    else this.keep();
  }

  /** For every change of the draft. */
  readonly keep = (): void => {
    if (this.#owner === undefined) return;
    const { value, details } = this.#field();
    this.#stored?.text.set(value || undefined);
    this.#stored?.details.set(details);
  };
}
