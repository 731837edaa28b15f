import { stringsFor } from './language.js';
import type { Strings } from './strings.js';

/** The words in use: built-in ones, with the host's own in place of some of them. */
export class Words {
  #base: Strings | undefined;
  #overrides: Partial<Strings> | undefined;
  #current: Strings | undefined;

  /** The same object until something changes: the views render all anew for another one. */
  in(language: string, overrides: Partial<Strings> | undefined): Strings {
    const base = stringsFor(language);
    if (this.#current && this.#base === base && this.#overrides === overrides) return this.#current;
    this.#base = base;
    this.#overrides = overrides;
    this.#current = { ...base, ...overrides, errors: { ...base.errors, ...overrides?.errors } };
    return this.#current;
  }
}
