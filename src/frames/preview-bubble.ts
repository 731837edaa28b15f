import type { TemplateResult } from 'lit';
import { styleText } from '../dom/style-text.js';
import type { ChatErrorCode } from '../protocol/errors.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import { avatarHue, html, nothing, picture } from './borrowed.js';
import type { FrameWords } from './words.js';

export interface BubbleProps {
  readonly message: ChatMessage;
  /** The message's text as people read it, without markers. */
  readonly text: string;
  /** So many further messages have come. */
  readonly more: number;
  readonly strings: FrameWords;
  readonly mayWrite: boolean;
  /** Why the answer was not sent. */
  readonly error: ChatErrorCode | undefined;
  readonly avatarOf: (author: MessageAuthor) => string | undefined;
  readonly on: {
    readonly open: () => void;
    readonly close: () => void;
    readonly input: (event: Event) => void;
    readonly submit: (event: Event) => void;
    readonly keydown: (event: KeyboardEvent) => void;
  };
}

/** The newest message above a closed launcher: who wrote what, and a field to answer in. */
export function previewBubble(props: BubbleProps): TemplateResult {
  const { message, text, more, strings, mayWrite, error, avatarOf, on } = props;
  const { author } = message;
  const name = author.name || strings.unknownAuthor;
  const hue = styleText(`--_hue: ${String(avatarHue(author.id ?? author.name))}`);
  return html`<div
    class="preview"
    part="preview"
    role="group"
    aria-label=${strings.unread}
    @keydown=${on.keydown}
  >
    <button class="preview-open" part="preview-open" @click=${on.open}>
      <span class="preview-face" .style=${hue}>${picture(author.name, avatarOf(author))}</span>
      <span class="preview-name"
        ><bdi>${name}</bdi>${
          more > 0
            ? html`<span class="preview-more" dir="ltr" aria-hidden="true">+${more}</span
                ><span class="visually-hidden">${strings.previewMore(more)}</span>`
            : nothing
        }</span
      >
      <span class="preview-text" dir="auto">${text}</span>
    </button>
    <button
      class="close preview-close"
      part="preview-close"
      aria-label=${strings.previewClose}
      @click=${on.close}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true"><path d="m5 5 10 10M15 5 5 15" /></svg>
    </button>
    ${mayWrite ? replyField(strings, error, on) : nothing}
  </div>`;
}

/** A form: the browser sends it by the Enter that ends no word of an input method. */
function replyField(
  strings: FrameWords,
  error: ChatErrorCode | undefined,
  on: BubbleProps['on'],
): TemplateResult {
  return html`<form class="preview-form" @submit=${on.submit}>
    <input
      type="text"
      part="preview-reply"
      dir="auto"
      enterkeyhint="send"
      autocomplete="off"
      aria-label=${strings.previewReply}
      placeholder=${strings.previewReply}
      @input=${on.input}
    />
    <div role="alert">
      ${error ? html`<p class="preview-error">${strings.errors[error]}</p>` : nothing}
    </div>
  </form>`;
}
