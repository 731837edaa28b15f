import type { Remembered } from './remembered.js';

/** A composer, as far as drafts go. */
export interface DraftField {
  value: string;
  /** Empties it, and leaves nothing that could be undone. */
  clear(): void;
}

/**
 * Keeps the text in the composer per room, user and element, over a reload and over a visit to another room. The user is
 * known when the session is; until then the text is only in the composer.
 */
export class Draft {
  readonly #field: () => DraftField | null;
  /** The user in a room whose text the field holds; undefined: not known yet. */
  #owner: string | undefined;
  #memory: Remembered<string> | undefined;

  constructor(field: () => DraftField | null) {
    this.#field = field;
  }

  /**
   * Another room is meant: the text stays stored for the next visit to this one. A text that was typed before its user
   * was known stays in the field, or it would be lost.
   */
  leave(): void {
    if (this.#owner === undefined) return;
    this.#owner = undefined;
    this.#field()?.clear();
  }

  /** A room is entered anew, perhaps by another user: it is not known who writes into a field that is empty now. */
  leaveIfEmpty(): void {
    if (this.#field()?.value === '') this.leave();
  }

  /**
   * The room and the user are known. A text that was typed before has precedence over an older draft; another user's text
   * is kept for that user.
   */
  enter(owner: string, memory: Remembered<string>): void {
    if (this.#owner === owner && this.#memory?.key === memory.key) return;
    if (this.#owner !== owner) this.leave();
    this.#owner = owner;
    this.#memory = memory;
    const field = this.#field();
    if (!field) return;
    if (field.value === '') field.value = memory.get() ?? '';
    else this.keep();
  }

  /** The text has been sent. */
  clear(): void {
    if (this.#owner !== undefined) this.#memory?.set(undefined);
  }

  /** For every change of the text. */
  readonly keep = (): void => {
    const text = this.#field()?.value ?? '';
    if (this.#owner !== undefined) this.#memory?.set(text || undefined);
  };
}
