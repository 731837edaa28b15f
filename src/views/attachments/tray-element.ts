import type { TemplateResult } from 'lit';
import type { Strings } from '../../localization/strings.js';
import { isPicture } from '../../protocol/attachments.js';
import { html, LitElement, nothing, property, sharedStyles, state } from '../actions/borrowed.js';
import { fileStyles } from './file.styles.js';
import { fileIcon, pictureIcon, removeIcon } from './icons.js';
import { progressBar } from './progress-bar.js';
import { TrayDescribeEvent, TrayRemoveEvent } from './tray-events.js';
import type { TrayFile } from './tray-file.js';
import { trayStyles } from './tray.styles.js';
import type { AttachmentStrings } from './words.js';

/** In characters; as the protocol has it for descriptions. */
const MAX_ALT = 300;

/**
 * The files above the composer that go with the next message.
 *
 * @fires tray-remove - a {@link TrayRemoveEvent}
 * @fires tray-describe - a {@link TrayDescribeEvent}
 *
 * @csspart tray-file - one of the files
 */
export class TrayElement extends LitElement {
  static override styles = [sharedStyles, fileStyles, trayStyles];

  @property({ attribute: false }) files: readonly TrayFile[] = [];
  @property({ attribute: false }) words: AttachmentStrings | undefined;
  @property({ attribute: false }) errors: Strings['errors'] | undefined;
  @property({ attribute: false }) formatSize: (bytes: number) => string = String;

  /** The picture that is being described. */
  @state() private described: string | undefined;

  override render(): TemplateResult | typeof nothing {
    const { files, words } = this;
    if (!words) return nothing;
    const described = files.find(({ id }) => id === this.described);
    return html`<ul aria-label=${words.filesToSend}>
        ${files.map((file) => this.#file(file, words))}
      </ul>
      ${described ? this.#description(described, words) : nothing}
      <span class="visually-hidden" role="status">${this.#spoken(words)}</span>`;
  }

  #file(file: TrayFile, words: AttachmentStrings): TemplateResult {
    const { id, name, state: step, attachment, preview } = file;
    const isShown = attachment !== undefined && isPicture(attachment);
    return html`<li class=${step} part="tray-file" title=${name}>
      ${
        preview === undefined
          ? html`<div class="chip">
              ${isShown ? pictureIcon : fileIcon}
              <bdi class="name">${name}</bdi>
              <small>${this.#about(file, words)}</small>
            </div>`
          : html`<img src=${preview} alt=${attachment?.alt ?? name} draggable="false" />`
      }
      ${
        step === 'uploading' || step === 'preparing'
          ? progressBar(Math.round(file.progress * 100), this.#about(file, words))
          : nothing
      }
      ${
        preview === undefined
          ? nothing
          : html`<button
              class="alt"
              aria-label=${words.describe(name)}
              title=${words.describe(name)}
              aria-expanded=${this.described === id ? 'true' : 'false'}
              @click=${() => this.#describe(id)}
            >
              ALT${attachment?.alt === undefined ? nothing : html`<span aria-hidden="true"> ✓</span>`}
            </button>`
      }
      <button
        class="remove"
        aria-label=${words.removeFile(name)}
        title=${words.removeFile(name)}
        @click=${() => this.dispatchEvent(new TrayRemoveEvent(id))}
      >
        ${removeIcon}
      </button>
    </li>`;
  }

  #about({ state: step, progress, error, attachment }: TrayFile, words: AttachmentStrings): string {
    if (error) return this.errors?.[error.code] ?? '';
    if (step === 'preparing') return words.preparing;
    if (step === 'uploading') return words.uploading(Math.round(progress * 100));
    return attachment ? this.formatSize(attachment.size) : '';
  }

  #description({ id, attachment }: TrayFile, words: AttachmentStrings): TemplateResult {
    return html`<input
      type="text"
      dir="auto"
      maxlength=${MAX_ALT}
      aria-label=${words.description}
      placeholder=${words.description}
      .value=${attachment?.alt ?? ''}
      @input=${({ target }: Event) =>
        this.dispatchEvent(new TrayDescribeEvent(id, (target as HTMLInputElement).value))}
      @keydown=${(event: KeyboardEvent) => {
        if (event.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
        // Escape would close the chat as well.
        event.preventDefault();
        event.stopPropagation();
        this.#describe(id);
      }}
    />`;
  }

  #describe(id: string): void {
    const isOpen = this.described !== id;
    this.described = isOpen ? id : undefined;
    void this.updateComplete.then(() => {
      const field = isOpen ? 'input' : '.alt';
      this.renderRoot.querySelector<HTMLElement>(field)?.focus();
    });
  }

  /** Progress is not spoken at each step: the outcome is. */
  #spoken(words: AttachmentStrings): string {
    const last = this.files.at(-1);
    if (!last) return '';
    if (last.error) return `${last.name}: ${this.#about(last, words)}`;
    return last.state === 'ready' ? `${last.name}: ${words.uploaded}` : words.preparing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-file-tray': TrayElement;
  }
}
