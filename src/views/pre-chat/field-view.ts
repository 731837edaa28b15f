import type { TemplateResult } from 'lit';
import { html, nothing } from '../actions/borrowed.js';
import { labelOf, MAX_LENGTHS, type Field } from './fields.js';
import type { PreChatStrings } from './words.js';

export interface FieldState {
  /** Why its text is no answer. */
  readonly error: string | undefined;
  /** The text that it begins with. */
  readonly answer: string;
  readonly isBusy: boolean;
}

/** A built-in question: its label, its field, and what is wrong with the text in it. */
export function fieldView(
  field: Field,
  strings: PreChatStrings,
  { error, answer, isBusy }: FieldState,
): TemplateResult {
  const { name, isOptional } = field;
  const id = `pre-chat-${name}`;
  const isInvalid = error ? 'true' : 'false';
  const control =
    name === 'topic'
      ? html`<textarea
          id=${id}
          part="pre-chat-field"
          name=${name}
          rows="2"
          dir="auto"
          maxlength=${MAX_LENGTHS[name]}
          ?required=${!isOptional}
          ?readonly=${isBusy}
          aria-invalid=${isInvalid}
          aria-describedby="${id}-error"
          .defaultValue=${answer}
        ></textarea>`
      : html`<input
          id=${id}
          part="pre-chat-field"
          name=${name}
          type=${name === 'email' ? 'email' : 'text'}
          inputmode=${name === 'email' ? 'email' : 'text'}
          autocomplete=${name}
          dir=${name === 'email' ? 'ltr' : 'auto'}
          maxlength=${MAX_LENGTHS[name]}
          ?required=${!isOptional}
          ?readonly=${isBusy}
          aria-invalid=${isInvalid}
          aria-describedby="${id}-error"
          .defaultValue=${answer}
        />`;
  return html`<div class="question">
    <label for=${id}
      >${labelOf(name, strings)}
      ${
        isOptional
          ? html`<span class="optional">(${strings.preChatOptional})</span>`
          : html`<span class="mark" aria-hidden="true">*</span>`
      }</label
    >
    ${control}
    <p class="wrong" id="${id}-error">${error ?? nothing}</p>
  </div>`;
}
