import { stringsFor } from './language.js';
import type { Strings } from './strings.js';

/** The texts in use: the built-in ones of a language, with the host's overrides. */
export class Words {
  #base: Strings | undefined;
  #overrides: Partial<Strings> | undefined;
  #current: Strings | undefined;

  /** Returns the same object until something changes: views render everything again for another object. */
  in(language: string, overrides: Partial<Strings> | undefined): Strings {
    const base = stringsFor(language);
    if (this.#current && this.#base === base && this.#overrides === overrides) return this.#current;
    this.#base = base;
    this.#overrides = overrides;
    this.#current = { ...base, ...overrides, errors: { ...base.errors, ...overrides?.errors } };
    return this.#current;
  }
}
