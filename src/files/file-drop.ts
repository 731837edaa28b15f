import type { ReactiveElement, TemplateResult } from 'lit';
import { adopt } from '../views/actions/adopt.js';
import { html } from '../views/actions/borrowed.js';
import { dropStyles } from '../views/attachments/drop.styles.js';
import { dropIcon } from '../views/attachments/icons.js';

export interface FileDropConfig {
  /** Whether files can be taken now. */
  isOpen(): boolean;
  take(files: readonly File[]): void;
  changed(): void;
}

/** Takes the files that are dropped on the chat, or pasted into it. */
export class FileDrop {
  readonly #config: FileDropConfig;
  readonly #listening = new AbortController();
  /** Over how many nested elements files are dragged: each is entered before the one around it is left. */
  #depth = 0;

  constructor(element: ReactiveElement, config: FileDropConfig) {
    this.#config = config;
    adopt(element, dropStyles);
    const { signal } = this.#listening;
    element.addEventListener('dragenter', (event) => this.#enter(event), { signal });
    element.addEventListener('dragover', (event) => this.#over(event), { signal });
    element.addEventListener('dragleave', () => this.#setDepth(this.#depth - 1), { signal });
    element.addEventListener('drop', (event) => this.#dropped(event), { signal });
    element.addEventListener('paste', (event) => this.#pasted(event), { signal });
  }

  /** Over all of the chat, while files are dragged over it. */
  hint(text: string): TemplateResult | undefined {
    if (this.#depth === 0) return undefined;
    return html`<div class="drop" part="drop">${dropIcon}<span>${text}</span></div>`;
  }

  end(): void {
    this.#listening.abort();
    this.#setDepth(0);
  }

  #enter(event: DragEvent): void {
    if (this.#accepts(event)) this.#setDepth(this.#depth + 1);
  }

  #over(event: DragEvent): void {
    if (this.#accepts(event) && event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }

  #dropped(event: DragEvent): void {
    this.#setDepth(0);
    if (this.#accepts(event)) this.#config.take([...(event.dataTransfer?.files ?? [])]);
  }

  #pasted(event: ClipboardEvent): void {
    const { clipboardData } = event;
    const files = [...(clipboardData?.files ?? [])];
    // Office programs offer a picture of a text beside the text: that is what the visitor means.
    if (files.length === 0 || clipboardData?.types.includes('text/plain')) return;
    if (!this.#config.isOpen()) return;
    event.preventDefault();
    this.#config.take(files);
  }

  /** Keeps the browser from opening the files in place of the page. */
  #accepts(event: DragEvent): boolean {
    if (!event.dataTransfer?.types.includes('Files') || !this.#config.isOpen()) return false;
    event.preventDefault();
    return true;
  }

  #setDepth(depth: number): void {
    const before = this.#depth;
    this.#depth = Math.max(0, depth);
    if ((before === 0) !== (this.#depth === 0)) this.#config.changed();
  }
}
