import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { FocusKeeper } from './controllers/focus-keeper.js';
import type { ChatError } from '../protocol/errors.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import { NativeEvent } from '../dom/natives.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import { define } from './define.js';
import { sharedStyles } from './shared.styles.js';
import { statusBannerStyles } from './status-banner.styles.js';

/** An open circle, and an exclamation mark in a circle. */
const TURNING = 'M10 3a7 7 0 1 0 7 7';
const WARNING = 'M10 3a7 7 0 1 0 .01 0M10 6.5v4M10 13.5v.01';

/**
 * One line with the connection's status, shown only while there is something to say.
 *
 * @fires retry - the visitor asks for another attempt
 * @fires focus-lost - the button had the focus, and is gone
 */
export class StatusBanner extends LitElement {
  static override styles = [sharedStyles, statusBannerStyles];

  @property({ attribute: false }) status: ConnectionStatus = 'connected';
  @property({ attribute: false }) error: ChatError | undefined;
  @property({ attribute: false }) strings: Strings = en;

  constructor() {
    super();
    new FocusKeeper(this, () => this.dispatchEvent(new NativeEvent('focus-lost')));
  }

  override render(): TemplateResult {
    const text = this.#text();
    // The live region stays in place: screen readers only announce changes in a region that they know.
    return html`<div role="status">
      ${
        text === undefined
          ? nothing
          : html`<div class="banner ${this.status}" part="banner">
              <svg viewBox="0 0 20 20" aria-hidden="true">
                <path
                  d=${this.status === 'reconnecting' || this.status === 'catching-up' ? TURNING : WARNING}
                />
              </svg>
              <span>${text}</span>
              ${this.#button()}
            </div>`
      }
    </div>`;
  }

  #button(): TemplateResult | typeof nothing {
    const { status, strings } = this;
    if (status !== 'failed' && status !== 'reconnecting') return nothing;
    return html`<button class="text-button" part="retry" @click=${this.#retry}>
      ${status === 'failed' ? strings.retry : strings.retryNow}
    </button>`;
  }

  #text(): string | undefined {
    const { strings } = this;
    switch (this.status) {
      case 'connected':
      case 'connecting': // The list shows its skeleton.
        return undefined;
      case 'catching-up':
        return this.#withReason(strings.catchingUp);
      case 'reconnecting':
        return this.#withReason(strings.reconnecting);
      case 'disconnected':
        return strings.disconnected;
      case 'failed':
        return strings.errors[this.error?.code ?? 'service-unavailable'];
    }
  }

  #withReason(text: string): string {
    return this.error ? `${this.strings.errors[this.error.code]} ${text}` : text;
  }

  #retry(): void {
    this.dispatchEvent(new NativeEvent('retry'));
  }
}

define('momento-chat-status-banner', StatusBanner);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-status-banner': StatusBanner;
  }
}
