import type { ReactiveController, ReactiveElement } from 'lit';
import { activeElement, hasFocus } from '../../dom/active-element.js';
import { coverOf, isInFullscreen } from './page-layers.js';

/** On screens this small, phones upright or on their side, the panel covers all. */
const SMALL_SCREEN = '(max-width: 480px), (max-height: 440px)';

export interface TopLayerParts {
  /** Always shown. */
  readonly dock: HTMLElement | null;
  /** Shown while the host is open: as a popover on large screens, modal on small ones. */
  readonly panel: HTMLDialogElement | null;
}

export interface TopLayerConfig {
  /** Null while the host has no such things. */
  parts: () => TopLayerParts;
  opened: () => boolean;
}

/**
 * Keeps the launcher above the page, whatever z-index the page has: the browser's top layer knows none. What comes into
 * that layer later covers what is there: an element that goes fullscreen, or a modal dialog. Both also make inert
 * whatever is outside of them.
 *
 * - With the host inside of such an element, the launcher comes above it.
 * - With the host outside, the dock stays below. A panel that is opened then is modal: nothing else can be used.
 *
 * Takes no focus; what is focused inside stays so when a part is shown anew.
 */
export class TopLayer implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: TopLayerConfig;
  readonly #small = matchMedia(SMALL_SCREEN);
  /**
   * The dock gets a box with the dialog around it, and the page's dialog loses its own when it closes. In the next frame:
   * what is observed anew before would be an error on the page.
   */
  readonly #boxes = new ResizeObserver(() => requestAnimationFrame(() => this.#onBoxes()));
  #laidOut = true;
  /** The page's modal dialog, or what is in fullscreen, while the host is outside of it. */
  #cover: Element | undefined;

  constructor(host: ReactiveElement, config: TopLayerConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  get isSmall(): boolean {
    return this.#small.matches;
  }

  /** Whether the host is part of what the page lays out: not in a dialog that is closed, for instance. */
  get isLaidOut(): boolean {
    return this.#laidOut;
  }

  /** Brings an open panel above what has come above it: a modal dialog, or what is in fullscreen. */
  raise(): void {
    const { panel } = this.#config.parts();
    if (panel) this.#watch(coverOf(this.#host, this.#cover));
    this.sync();
  }

  hostConnected(): void {
    this.#small.addEventListener('change', this.sync);
    document.addEventListener('fullscreenchange', this.#onFullscreenChange);
    // Whatever leaves the document leaves the top layer, too.
    if (this.#host.hasUpdated) this.sync();
  }

  hostUpdated(): void {
    this.sync();
  }

  hostDisconnected(): void {
    this.#small.removeEventListener('change', this.sync);
    document.removeEventListener('fullscreenchange', this.#onFullscreenChange);
    this.#boxes.disconnect();
    this.#cover = undefined;
  }

  /** Shows the panel, or hides it. */
  readonly sync = (): void => this.#show(false);

  readonly #onFullscreenChange = (): void => this.#show(isInFullscreen(this.#host));

  #onBoxes(): void {
    // On paper, nothing of it has a box.
    if (matchMedia('print').matches) return;
    const { dock } = this.#config.parts();
    const before = this.#laidOut;
    // One that is not open says nothing.
    this.#laidOut = !dock?.matches(':popover-open') || dock.checkVisibility();
    this.#show(this.#laidOut && !before);
  }

  /** @param above - whether something has come above what is shown */
  #show(above: boolean): void {
    const { dock, panel } = this.#config.parts();
    if (!dock || !panel || !this.#host.isConnected) return;
    panel.classList.toggle('small', this.isSmall);
    const isDocked = dock.matches(':popover-open');
    const isPopover = panel.matches(':popover-open');
    const isModal = panel.matches(':modal');
    const wanted = this.#config.opened() && this.#laidOut;
    const isRight = wanted ? (this.isSmall ? isModal : isPopover) : !isPopover && !isModal;
    // Looking for the page's dialogs takes time, and this is called at every change.
    if (isDocked && isRight && !above && !this.#cover) return;
    const before = this.#cover;
    this.#watch(coverOf(this.#host, before));
    const focused = hasFocus(this.#host) ? activeElement() : undefined;
    if (!this.#cover && (above || before || !isDocked)) this.#dock(dock);
    const asModal = this.isSmall || this.#cover !== undefined;
    if (wanted && !above && (asModal ? isModal : isPopover)) return;
    if (isPopover) panel.hidePopover();
    // One that has left the document while it was modal is open still, and modal no more.
    if (panel.open) panel.close();
    if (wanted) open(panel, asModal);
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

/** Both ways of showing it would focus the first button inside. */
function open(panel: HTMLDialogElement, asModal: boolean): void {
  panel.inert = true;
  if (asModal) panel.showModal();
  else panel.showPopover();
  panel.inert = false;
}
