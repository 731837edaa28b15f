import { activeElement, hasFocus } from '../dom/active-element.js';
import { coverOf, isInFullscreen } from './page-layers.js';

/** On screens this small, phones in portrait or landscape, the panel covers the whole screen. */
const SMALL_SCREEN = '(max-width: 480px), (max-height: 440px)';

export interface TopLayerParts {
  /** The launcher's box; always shown. */
  readonly dock: HTMLElement | null;
  /** Shown while the host is open: as a popover on large screens, modal on small ones. */
  readonly panel: HTMLDialogElement | null;
}

export interface TopLayerConfig {
  /** The parts are null before the first render and in other variants. */
  parts: () => TopLayerParts;
  opened: () => boolean;
}

/**
 * Keeps the launcher above the page, whatever z-index the page uses: the browser's top layer is above all z-indices.
 * An element that enters that layer later, fullscreen or as a modal dialog, covers the earlier ones. It also
 * makes everything outside itself inert.
 *
 * - If the host is inside such an element, the launcher is shown above it.
 * - If the host is outside, the dock stays below. A panel that opens then is modal: nothing else can be used.
 *
 * Does not take the focus; a focused element inside a part keeps the focus when the part is shown again.
 */
export class TopLayer {
  readonly #host: HTMLElement;
  readonly #config: TopLayerConfig;
  readonly #small = matchMedia(SMALL_SCREEN);
  /**
   * The dock gets a box when a dialog around it opens, and the page's dialog loses its box on closing. Handled in the
   * next frame: an element observed within this callback would cause a ResizeObserver loop error on the page.
   */
  readonly #boxes = new ResizeObserver(() => requestAnimationFrame(() => this.#onBoxes()));
  #laidOut = true;
  /** The page's modal dialog or fullscreen element, while the host is outside of it. */
  #cover: Element | undefined;
  /** The panel while it is shown as a modal dialog. */
  #modal: HTMLDialogElement | undefined;

  constructor(host: HTMLElement, config: TopLayerConfig) {
    this.#host = host;
    this.#config = config;
  }

  get isSmall(): boolean {
    return this.#small.matches;
  }

  /** Whether the page lays out the host; it does not in a closed dialog, for example. */
  get isLaidOut(): boolean {
    return this.#laidOut;
  }

  /** Shows an open panel above a modal dialog or a fullscreen element that covers it. */
  raise(): void {
    const { panel } = this.#config.parts();
    if (panel) this.#watch(coverOf(this.#host, this.#cover));
    this.sync();
  }

  connect(): void {
    this.#small.addEventListener('change', this.sync);
    document.addEventListener('fullscreenchange', this.#onFullscreenChange);
    // An element that leaves the document also leaves the top layer, so a moved host is shown again.
    this.sync();
  }

  disconnect(): void {
    this.#small.removeEventListener('change', this.sync);
    document.removeEventListener('fullscreenchange', this.#onFullscreenChange);
    this.#boxes.disconnect();
    this.#cover = undefined;
  }

  /** Shows the panel, or hides it. */
  readonly sync = (): void => this.#show(false);

  readonly #onFullscreenChange = (): void => this.#show(isInFullscreen(this.#host));

  #onBoxes(): void {
    // In print, the launcher has no box.
    if (matchMedia('print').matches) return;
    const { dock } = this.#config.parts();
    const before = this.#laidOut;
    // The box of a closed dock says nothing about the host's layout.
    this.#laidOut = !dock?.matches(':popover-open') || dock.checkVisibility();
    this.#show(this.#laidOut && !before);
  }

  /** @param above - whether something may now cover the shown parts */
  #show(above: boolean): void {
    const { dock, panel } = this.#config.parts();
    if (!dock || !panel || !this.#host.isConnected) return;
    panel.classList.toggle('small', this.isSmall);
    const isDocked = dock.matches(':popover-open');
    const isPopover = panel.matches(':popover-open');
    const isModal = panel.matches(':modal');
    const wanted = this.#config.opened() && this.#laidOut;
    // The browser has closed it, as the back gesture does. The event that says so comes later, and closes the host.
    if (wanted && panel === this.#modal && !panel.open) return;
    this.#modal = wanted && isModal ? panel : undefined;
    const isRight = wanted ? (this.isSmall ? isModal : isPopover) : !isPopover && !isModal;
    // Searching for the page's dialogs takes time, and this is called at every update.
    if (isDocked && isRight && !above && !this.#cover) return;
    const before = this.#cover;
    this.#watch(coverOf(this.#host, before));
    const focused = hasFocus(this.#host) ? activeElement() : undefined;
    if (!this.#cover && (above || before || !isDocked)) this.#dock(dock);
    const asModal = this.isSmall || this.#cover !== undefined;
    if (wanted && !above && (asModal ? isModal : isPopover)) return;
    if (isPopover) panel.hidePopover();
    // A modal dialog that has left the document is still open, but no longer modal.
    if (panel.open) panel.close();
    if (wanted) open(panel, asModal);
    this.#modal = wanted && asModal ? panel : undefined;
    if ((wanted || above) && focused !== activeElement()) focused?.focus();
  }

  #dock(dock: HTMLElement): void {
    if (dock.matches(':popover-open')) dock.hidePopover();
    dock.showPopover();
    this.#laidOut = dock.checkVisibility();
    this.#boxes.observe(dock);
  }

  #watch(cover: Element | undefined): void {
    if (cover === this.#cover) return;
    if (this.#cover) this.#boxes.unobserve(this.#cover);
    if (cover) this.#boxes.observe(cover);
    this.#cover = cover;
  }
}

/** Both ways of showing the dialog would focus the first button inside; an inert dialog gets no focus. */
function open(panel: HTMLDialogElement, asModal: boolean): void {
  panel.inert = true;
  if (asModal) panel.showModal();
  else panel.showPopover();
  panel.inert = false;
}
