import type { PropertyValues, TemplateResult } from 'lit';
import { activeElement } from '../../dom/active-element.js';
import type { Attachment } from '../../protocol/attachments.js';
import { html, LitElement, nothing, query, sharedStyles, state } from '../actions/borrowed.js';
import { saveFile } from '../attachments/save-file.js';
import { define } from '../define.js';
import { adaptationsStyles } from './adaptations.styles.js';
import { Gestures } from './gestures.js';
import { closeIcon, downloadIcon, nextIcon } from './icons.js';
import { previousIcon, zoomInIcon, zoomOutIcon } from './icons.js';
import { faultFor, OpenPictures, type PictureFault } from './open-pictures.js';
import { frame, note, tool } from './parts.js';
import { PictureZoom } from './picture-zoom.js';
import { toolsStyles } from './tools.styles.js';
import { STEP, ViewerKeys } from './viewer-keys.js';
import type { ViewerConfig } from './viewer-config.js';
import { viewerStyles } from './viewer.styles.js';
import { viewerStrings, type ViewerStrings } from './words.js';
import type { Size } from './zoom.js';

/** The space of a picture of unknown size, in px. */
const UNKNOWN: Size = { width: 400, height: 300 };

/** The pictures of a conversation, one at a time, over the whole window. */
export class PictureViewer extends LitElement {
  static override styles = [sharedStyles, viewerStyles, toolsStyles, adaptationsStyles];

  // All are null before the first render, and there is no picture in place of a fault.
  @query('dialog', true) private dialog!: HTMLDialogElement | null;
  @query('.stage', true) private stage!: HTMLElement | null;
  @query('.room') private room!: HTMLElement | null;
  @query('.picture') private picture!: HTMLElement | null;

  @state() private index: number;
  @state() private saving = false;
  /** Why the picture could not be saved. */
  @state() private saveFault: PictureFault | undefined;

  readonly #config: ViewerConfig;
  readonly #words: ViewerStrings;
  readonly #held: OpenPictures;
  readonly #zoom = new PictureZoom({
    room: () => this.room,
    picture: () => this.picture,
    pixels: () => this.#pixels,
    changed: () => this.requestUpdate(),
    leads: (side) => this.#config.pictures[this.#beside(side)] !== undefined,
    go: (side) => this.#go(this.#beside(side)),
    close: () => this.end(),
  });
  readonly #keys = new ViewerKeys({
    zoom: this.#zoom,
    goBeside: (side) => this.#go(this.#beside(side)),
    goBy: (steps) => this.#go(this.index + steps),
    close: () => this.end(),
  });
  readonly #resizes = new ResizeObserver(() => this.#resized());
  readonly #life = new AbortController();
  #gestures: Gestures | undefined;
  #focusBefore: HTMLElement | undefined;

  constructor(config: ViewerConfig) {
    super();
    const { pictures, shown, source, strings } = config;
    this.#config = config;
    this.#words = viewerStrings(strings);
    this.#held = new OpenPictures(source, () => this.requestUpdate());
    const index = pictures.findIndex(({ id }) => id === shown);
    this.index = Math.max(0, index);
  }

  /** Shows it, once it is in the document. */
  async open(): Promise<void> {
    this.#focusBefore = activeElement();
    this.#hold();
    await this.updateComplete;
    const { dialog, stage } = this;
    if (!this.isConnected || !dialog || !stage) return;
    this.#gestures = new Gestures(stage, this.#zoom);
    this.#show(dialog, stage);
    this.#resizes.observe(dialog);
    const { signal } = this.#life;
    this.#config.host.addEventListener('momento-chat-close', () => this.end(), { signal });
  }

  /** Closes it, and lets all pictures go. The focus returns, unless the whole chat has gone. */
  end(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#resizes.disconnect();
    this.#held.hold();
    this.#keys.end();
    const { isConnected } = this;
    this.dialog?.close();
    this.remove();
    if (!isConnected) return;
    if (this.#config.focusBack) this.#config.focusBack(this.#shown);
    else this.#focusBefore?.focus({ preventScroll: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  override render(): TemplateResult {
    const words = this.#words;
    const { pictures } = this.#config;
    const { index } = this;
    const last = pictures.length - 1;
    const { name, alt = name } = this.#shown;
    const fault = this.#held.faultOf(this.#shown);
    const count = last > 0 ? words.viewerCount(index + 1, last + 1) : '';
    const label = count ? `${alt}, ${count}` : alt;
    const save = {
      label: words.download(name),
      icon: downloadIcon,
      disabled: this.#isLost,
      act: () => void this.#save(),
    };
    const zoom = this.#zoom;
    const zoomOut = { label: words.zoomOut, icon: zoomOutIcon, disabled: !zoom.isZoomed };
    const zoomIn = { label: words.zoomIn, icon: zoomInIcon, disabled: zoom.isLargest };
    const close = { label: words.viewerClose, icon: closeIcon, act: () => this.end() };
    return html`<dialog
      aria-label=${words.viewer}
      @keydown=${this.#keys.take}
      @keypress=${this.#keys.take}
      @keyup=${this.#keys.take}
      @mousedown=${this.#keepFocus}
      @wheel=${(event: WheelEvent) => this.#gestures?.turn(event)}
      @close=${this.#closed}
    >
      <div class="stage" tabindex="-1" role="group" aria-label=${label}>
        <div class="room">
          ${
            // Each has a place of its own: none is shown in the element of another.
            pictures.map((_, place) => (place === index ? this.#picture(fault, alt) : nothing))
          }
        </div>
      </div>
      <div class="bar">
        <div class="about" aria-hidden="true">
          <div class="name"><bdi>${name}</bdi></div>
          <div class="count"><bdi>${count}</bdi></div>
        </div>
        ${tool({ ...zoomOut, act: () => zoom.step(1 / STEP) })}
        ${tool({ ...zoomIn, act: () => zoom.step(STEP) })}
        ${tool({ ...save, kind: this.saving ? 'busy' : '' })} ${tool(close)}
      </div>
      ${last > 0 ? this.#sides(index, last) : nothing}
      <div class="foot" aria-hidden="true">
        ${this.saveFault ? html`<p class="failed">${this.#textOf(this.saveFault)}</p>` : nothing}
        ${alt === name ? nothing : html`<p class="caption" dir="auto">${alt}</p>`}
      </div>
      <div class="visually-hidden" role="status">${this.#spoken(label)}</div>
    </dialog>`;
  }

  override updated(changed: PropertyValues): void {
    this.toggleAttribute('zoomed', this.#zoom.isZoomed);
    this.#zoom.paint();
    const before = changed.get('index') as number | undefined;
    if (before !== undefined) this.#zoom.enter(Math.sign(this.index - before) * this.#forward);
  }

  #sides(index: number, last: number): TemplateResult {
    const { viewerPrevious, viewerNext } = this.#words;
    const previous = { label: viewerPrevious, icon: previousIcon, disabled: index === 0 };
    const next = { label: viewerNext, icon: nextIcon, disabled: index === last };
    return html`${tool({ ...previous, kind: 'side', act: () => this.#go(index - 1) })}
    ${tool({ ...next, kind: 'side next', act: () => this.#go(index + 1) })}`;
  }

  #picture(fault: PictureFault | undefined, alt: string): TemplateResult {
    const shown = this.#shown;
    if (fault) {
      const again = fault === 'failed' ? this.#retry : undefined;
      return note(this.#textOf(fault), this.#words.tryAgain, again);
    }
    return frame({
      url: this.#held.urlOf(shown),
      alt,
      onLoad: () => this.requestUpdate(),
      onError: () => this.#held.giveUp(shown),
    });
  }

  #textOf(fault: PictureFault): string {
    const { pictureGone, fileBroken, pictureFailed } = this.#words;
    return { gone: pictureGone, broken: fileBroken, failed: pictureFailed }[fault];
  }

  /** For screen readers. */
  #spoken(label: string): string {
    const fault = this.saveFault ?? this.#held.faultOf(this.#shown);
    if (fault) return this.#textOf(fault);
    return this.#held.urlOf(this.#shown) === undefined ? this.#words.pictureLoading : label;
  }

  get #shown(): Attachment {
    return this.#config.pictures[this.index] as Attachment; // there is one at least
  }

  /** The size that the picture has, or until it is there, that its message claims. */
  get #pixels(): Size {
    const { naturalWidth: width = 0, naturalHeight: height = 0 } =
      this.picture?.querySelector('img') ?? {};
    return width > 0 ? { width, height } : { ...UNKNOWN, ...this.#shown };
  }

  get #isLost(): boolean {
    const fault = this.#held.faultOf(this.#shown);
    return fault === 'gone' || fault === 'broken';
  }

  /** 1 where the next picture is at the right, -1 where it is at the left. */
  get #forward(): number {
    return this.matches(':dir(rtl)') ? -1 : 1;
  }

  /** @param side -1: left, 1: right */
  #beside(side: number): number {
    return this.index + side * this.#forward;
  }

  #show(dialog: HTMLDialogElement, stage: HTMLElement): void {
    dialog.showModal();
    // Not a button: the key that has opened the viewer may still be down.
    stage.focus({ preventScroll: true });
  }

  /** @param index one beyond an end means that end */
  #go(index: number): void {
    const { pictures } = this.#config;
    const near = Math.max(0, Math.min(pictures.length - 1, index));
    if (near === this.index) return;
    this.index = near;
    this.saveFault = undefined;
    this.#zoom.reset();
    this.#hold();
  }

  #hold(): void {
    const { pictures } = this.#config;
    this.#held.hold(...[0, 1, -1].flatMap((step) => pictures[this.index + step] ?? []));
  }

  readonly #retry = (): void => {
    this.#hold();
    // The button goes.
    this.stage?.focus({ preventScroll: true });
    this.requestUpdate();
  };

  async #save(): Promise<void> {
    if (this.saving || this.#isLost) return;
    const picture = this.#shown;
    this.saving = true;
    this.saveFault = undefined;
    // It goes on when the viewer is closed.
    const error = await saveFile(picture, this.#config.source);
    if (error && picture === this.#shown) this.saveFault = faultFor(error);
    this.saving = false;
  }

  /** Safari would take the focus from the viewer where a button is clicked, all others beside one. */
  readonly #keepFocus = (event: MouseEvent): void => {
    event.preventDefault();
    if (!this.shadowRoot?.activeElement) this.stage?.focus({ preventScroll: true });
  };

  /** The browser has closed it, as the back gesture does; or it was shown anew. */
  readonly #closed = (): void => {
    if (!this.dialog?.open) this.end();
  };

  #resized(): void {
    this.#zoom.refit();
    const { dialog, stage } = this;
    const root = this.getRootNode();
    if (!dialog || !stage || !('elementFromPoint' in root)) return;
    const top = (root as ShadowRoot).elementFromPoint(innerWidth / 2, innerHeight / 2);
    // In a window that has become small, a launcher's panel is shown anew, and would lie above.
    if (!top || top === this || top.getRootNode() !== root) return;
    dialog.close();
    this.#show(dialog, stage);
  }
}

define('momento-chat-viewer', PictureViewer);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-viewer': PictureViewer;
  }
}
