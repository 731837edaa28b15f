import type { PropertyValues, TemplateResult } from 'lit';
import { NativeEvent } from '../../dom/natives.js';
import { isPicture, type Attachment } from '../../protocol/attachments.js';
import { asChatError, type ChatErrorCode } from '../../protocol/errors.js';
import { html, LitElement, nothing, property, sharedStyles, state } from '../actions/borrowed.js';
import { attachmentStyles } from './attachment.styles.js';
import { fileStyles } from './file.styles.js';
import type { FilesView } from './files-view.js';
import { downloadIcon, fileIcon, pictureIcon } from './icons.js';
import { progressBar } from './progress-bar.js';
import { saveFile } from './save-file.js';
import { whileNear } from './while-near.js';

/**
 * One file of a message. A picture is fetched when it comes near the screen, and let go when it leaves; other files are
 * never shown, only saved.
 *
 * @fires view - the visitor wants to see the picture in full
 *
 * @csspart picture - the picture
 * @csspart file-name - the name of a file that is no picture
 */
export class AttachmentElement extends LitElement {
  static override styles = [sharedStyles, fileStyles, attachmentStyles];

  @property({ attribute: false }) file: Attachment | undefined;
  @property({ attribute: false }) source: FilesView | undefined;
  /** Whether its message is on its way: then there is progress to show. */
  @property({ type: Boolean, attribute: false }) pending = false;

  @state() private url: string | undefined;
  @state() private error: ChatErrorCode | undefined;
  @state() private saving = false;

  /** Of the file whose bytes are asked for, or shown. */
  #life: AbortController | undefined;
  #isNear = false;
  readonly #near = whileNear(this, (isNear) => {
    this.#isNear = isNear;
    this.#follow();
  });
  #stopProgress: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#near.begin();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#near.end();
    this.#isNear = false;
    this.#letGo();
    this.#stopProgress?.();
    this.#stopProgress = undefined;
  }

  override updated(changed: PropertyValues<this>): void {
    const before = changed.get('file');
    // A row is given a new object for the same file whenever something else of its message changes.
    if (before && before.sha256 !== this.file?.sha256) {
      this.#letGo();
      this.error = undefined;
    }
    this.#follow();
    if (!this.pending || changed.has('source')) {
      this.#stopProgress?.();
      this.#stopProgress = undefined;
    }
    if (this.pending && this.isConnected) {
      this.#stopProgress ??= this.source?.onProgress(() => this.requestUpdate());
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { file, source } = this;
    if (!file || !source) return nothing;
    return html`${isPicture(file) ? this.#picture(file, source) : this.#chip(file, source)}${this.#progress(file, source)}`;
  }

  #picture(file: Attachment, { words }: FilesView): TemplateResult {
    if (this.url !== undefined) {
      const text = file.alt ?? file.name;
      return html`<button
        class="open"
        aria-label=${words.openPicture(text)}
        title=${text}
        @click=${() => this.dispatchEvent(new NativeEvent('view'))}
      >
        <img part="picture" src=${this.url} alt="" draggable="false" />
      </button>`;
    }
    if (this.error === undefined) {
      return html`<div class="waiting" role="img" aria-label=${file.alt ?? file.name}></div>`;
    }
    return html`<div class="note">${pictureIcon}${this.#errorText(words.pictureGone)}</div>`;
  }

  #chip(file: Attachment, { words, formatSize }: FilesView): TemplateResult {
    const about = this.saving
      ? words.downloading
      : (this.#errorText(words.fileGone) ?? html`<small>${formatSize(file.size)}</small>`);
    return html`<div class="chip">
      ${fileIcon}
      <div class="about">
        <bdi class="name" part="file-name" title=${file.name}>${file.name}</bdi>
        <span role="status">${about}</span>
      </div>
      ${
        this.error === 'attachment-lost'
          ? nothing
          : html`<button
              class="download"
              aria-label=${words.download(file.name)}
              title=${words.download(file.name)}
              ?disabled=${this.saving}
              @click=${() => this.#save(file)}
            >
              ${downloadIcon}
            </button>`
      }
    </div>`;
  }

  #progress({ id }: Attachment, source: FilesView): TemplateResult | typeof nothing {
    const progress = this.pending ? source.progressOf(id) : undefined;
    if (progress === undefined || progress >= 1) return nothing;
    const percent = Math.round(progress * 100);
    return progressBar(percent, source.words.uploading(percent));
  }

  #errorText(gone: string): TemplateResult | undefined {
    const words = this.source?.words;
    if (this.error === undefined || !words) return undefined;
    if (this.error === 'attachment-lost') return html`<span>${gone}</span>`;
    if (this.error === 'attachment-broken') {
      return html`<span class="failed">${words.fileBroken}</span>`;
    }
    return html`<span class="failed">${words.fileFailed}</span>
      <button class="text-button" @click=${this.#retry}>${words.tryAgain}</button>`;
  }

  readonly #retry = (): void => {
    this.error = undefined;
    if (this.file && !isPicture(this.file)) this.#save(this.file);
  };

  /** Asks for the bytes of a picture that is near, and lets them go where it is not. */
  #follow(): void {
    const { file, source } = this;
    if (!file || !isPicture(file) || !source) return;
    if (!this.#isNear) this.#letGo();
    else if (!this.#life && this.error === undefined) this.#open(file, source);
  }

  #open(file: Attachment, source: FilesView): void {
    const life = (this.#life = new AbortController());
    source.open(file, life.signal).then(
      (url) => {
        life.signal.addEventListener('abort', () => source.close(file));
        if (life.signal.aborted) source.close(file);
        else this.url = url;
      },
      (error: unknown) => {
        if (life.signal.aborted) return;
        this.#life = undefined;
        this.error = asChatError(error, 'show a picture').code;
      },
    );
  }

  #letGo(): void {
    this.#life?.abort();
    this.#life = undefined;
    this.url = undefined;
  }

  #save(file: Attachment): void {
    this.saving = true;
    this.error = undefined;
    void saveFile(file, this.source).then((error) => {
      this.error = error?.code;
      this.saving = false;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-attachment': AttachmentElement;
  }
}
