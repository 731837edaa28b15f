import type { ReactiveElement } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { ChatError } from '../protocol/errors.js';

/** What emoji are written into: the composer. */
export interface EmojiHost extends ReactiveElement {
  /** With the host's own texts, and those in place of the texts about emoji. */
  readonly strings: Strings;
  /** Whether nothing can be written for now. */
  readonly disabled: boolean;
  /** Told where emoji cannot be loaded; undefined where none are offered. */
  readonly emoji: ((fault: ChatError) => void) | undefined;
  /** Writes a text in place of what is selected, or of all from a place to the caret, as if it was typed. */
  insert(text: string, start?: number): void;
}
