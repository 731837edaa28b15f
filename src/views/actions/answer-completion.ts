import type { TemplateResult } from 'lit';
import { visible } from '../../protocol/blank.js';
import type { CannedAnswer } from '../../protocol/canned-answer.js';
import { ownFields } from '../../protocol/own-fields.js';
import type { EmojiHost } from '../emoji-host.js';
import { html } from './borrowed.js';
import type { CompletionSource } from './completion-source.js';
import { answerQueryAt, matches } from './query.js';
import { actionWords } from './words.js';

/** More are found by typing on. */
const MAX_SHOWN = 8;
/** As much of an answer as its entry may show, in UTF-16 code units. */
const MAX_EXCERPT = 80;

/** The answers that the host has given the chat, for a `/` that begins a word. */
export class AnswerCompletion implements CompletionSource<CannedAnswer> {
  readonly parts = ['answers', 'answer'] as const;
  readonly duringComposition = false;
  readonly queryAt = answerQueryAt;
  readonly #host: EmojiHost;

  constructor(host: EmojiHost) {
    this.#host = host;
  }

  get label(): string {
    return actionWords(this.#host.strings).cannedAnswers;
  }

  /** Those whose names fit come first. */
  find(text: string, show: (answers: readonly CannedAnswer[]) => void): void {
    const all = this.#answers();
    const named = all.filter(({ name }) => matches(name, text));
    const others = all.filter((one) => !named.includes(one) && matches(one.text, text));
    show([...named, ...others].slice(0, MAX_SHOWN));
  }

  entry({ name, text }: CannedAnswer): TemplateResult {
    const excerpt = visible(text.slice(0, MAX_EXCERPT)).replace(/\s+/gu, ' ');
    return html`<bdi>${name}</bdi> <small dir="auto">${excerpt}</small>`;
  }

  choose({ text }: CannedAnswer, start: number): void {
    this.#host.insert(text, start);
  }

  /** The chat's: templates set the property to anything. */
  #answers(): readonly CannedAnswer[] {
    const root = this.#host.getRootNode();
    const { cannedAnswers } = root instanceof ShadowRoot ? chatAround(root.host) : {};
    if (!Array.isArray(cannedAnswers)) return [];
    return (cannedAnswers as readonly unknown[]).flatMap((each) => {
      const { name, text } = ownFields(each);
      return typeof name === 'string' && typeof text === 'string' ? [{ name, text }] : [];
    });
  }
}

/** The chat around the composer, as far as its answers go. */
function chatAround(host: Element): { readonly cannedAnswers?: unknown } {
  return host as { readonly cannedAnswers?: unknown };
}
