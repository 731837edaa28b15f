import { html, nothing, type TemplateResult } from 'lit';
import type { InboxStrings } from './words.js';

/** A notice goes after so long, in ms, unless it can be undone and is being looked at. */
const SHOWN_MS = 8_000;

export interface Notice {
  readonly text: string;
  /** Whether something did not work. */
  readonly wrong?: boolean;
  readonly undo?: (() => void) | undefined;
}

/** What has become of the agent's last action: shown for a while, and said to screen readers. */
export class Toast {
  readonly #onChange: () => void;
  #notice: Notice | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  show(notice: Notice): void {
    this.#notice = notice;
    this.#begin();
    this.#onChange();
  }

  hide(): void {
    clearTimeout(this.#timer);
    if (!this.#notice) return;
    this.#notice = undefined;
    this.#onChange();
  }

  render(words: InboxStrings): TemplateResult {
    const notice = this.#notice;
    // The live region stays: screen readers announce changes only in one that they know.
    return html`<div role="status">
      ${
        notice
          ? html`<div
              class="toast ${notice.wrong ? 'wrong' : ''}"
              part="notice"
              @pointerenter=${() => clearTimeout(this.#timer)}
              @pointerleave=${() => this.#begin()}
              @focusin=${() => clearTimeout(this.#timer)}
              @focusout=${() => this.#begin()}
            >
              <span>${notice.text}</span>
              ${notice.undo ? this.#button(words.undo, notice.undo) : nothing}
              ${notice.wrong ? this.#button(words.dismiss) : nothing}
            </div>`
          : nothing
      }
    </div>`;
  }

  #button(text: string, act?: () => void): TemplateResult {
    const press = (): void => {
      this.hide();
      act?.();
    };
    return html`<button class="text-button" @click=${press}>${text}</button>`;
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.hide(), SHOWN_MS);
  }
}
