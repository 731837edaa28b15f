import type { TemplateResult } from 'lit';
import type { Emoji } from '../emoji/emoji-set.js';
import { emojiLabels } from '../emoji/words.js';
import type { EmojiHost } from '../emoji-host.js';
import { html } from './borrowed.js';
import type { CompletionSource } from './completion-source.js';
import { withEmoji } from './emoji-module.js';
import { emojiNameAt, emojiQueryAt, type Query } from './query.js';

/** More are found by typing on. */
const MAX_SHOWN = 8;

/** An emoji in the visitor's skin tone. */
interface Match extends Emoji {
  readonly written: string;
}

/** The emoji whose names begin with what is written after a `:`. */
export class EmojiCompletion implements CompletionSource<Match> {
  readonly parts = ['emojis', 'emoji'] as const;
  readonly duringComposition = false;
  readonly #host: EmojiHost;
  /** The last shortcode that was replaced. */
  #replaced: string | undefined;

  constructor(host: EmojiHost) {
    this.#host = host;
  }

  get label(): string {
    return emojiLabels(this.#host.strings).emojiMatches;
  }

  queryAt(text: string, caret: number): Query | undefined {
    return this.#host.emoji && emojiQueryAt(text, caret);
  }

  find(text: string, show: (emoji: readonly Match[]) => void): void {
    withEmoji(this.#host, ({ emojiMemory, toned }, set) => {
      const { tone } = emojiMemory();
      const found = set.find(text, MAX_SHOWN);
      show(found.map((emoji) => ({ ...emoji, written: toned(emoji, tone) })));
    });
  }

  entry({ written, name, code }: Match): TemplateResult {
    return html`<span class="glyph" aria-hidden="true">${written}</span> <bdi>${name}</bdi>
      <small dir="ltr">:${code}:</small>`;
  }

  choose({ written }: Match, start: number): void {
    this.#host.insert(written, start);
    withEmoji(this.#host, ({ rememberEmoji }) => rememberEmoji(written));
  }

  /** Replaces a whole shortcode when its closing colon is typed. When undo brings that back, it stays. */
  replaceAt(field: HTMLTextAreaElement, { inputType, data, isComposing }: InputEvent): void {
    const { value, selectionEnd: caret } = field;
    if (inputType === 'historyUndo') return this.#unselect(field);
    const isTyped = inputType === 'insertText' && /^[:：]$/.test(data ?? '');
    if (!isTyped || isComposing || !this.#host.emoji) return;
    const name = emojiNameAt(value, caret);
    if (!name) return;
    withEmoji(this.#host, ({ emojiMemory, rememberEmoji, toned }, set) => {
      const emoji = set.named(name.text);
      // The visitor may have written on while they were loaded.
      const isStill = field.value === value && field.selectionEnd === caret;
      if (!emoji || !isStill || !field.matches(':focus')) return;
      const written = toned(emoji, emojiMemory().tone);
      this.#replaced = value.slice(name.start, caret);
      this.#host.insert(written, name.start);
      rememberEmoji(written);
    });
  }

  /** Undo selects what it brings back: the next letter would replace it. */
  #unselect(field: HTMLTextAreaElement): void {
    const { value, selectionStart, selectionEnd } = field;
    const selected = value.slice(selectionStart, selectionEnd);
    if (!selected || !this.#replaced?.startsWith(selected)) return;
    field.setSelectionRange(selectionEnd, selectionEnd);
  }
}
