import type { ReactiveController, ReactiveElement } from 'lit';

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
 * Keeps the launcher above the page, whatever z-index the page has: the browser's top layer knows none. Takes
 * no focus; what is focused inside the panel stays so when the panel changes from one way to the other.
 */
export class TopLayer implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: TopLayerConfig;
  readonly #small = matchMedia(SMALL_SCREEN);

  constructor(host: ReactiveElement, config: TopLayerConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  get isSmall(): boolean {
    return this.#small.matches;
  }

  hostConnected(): void {
    this.#small.addEventListener('change', this.sync);
    // Whatever leaves the document leaves the top layer, too.
    if (this.#host.hasUpdated) this.sync();
  }

  hostUpdated(): void {
    this.sync();
  }

  hostDisconnected(): void {
    this.#small.removeEventListener('change', this.sync);
  }

  /** Shows the panel, or hides it. */
  readonly sync = (): void => {
    const { dock, panel } = this.#config.parts();
    if (!dock || !panel || !this.#host.isConnected) return;
    panel.classList.toggle('small', this.isSmall);
    if (!dock.matches(':popover-open')) dock.showPopover();
    const isPopover = panel.matches(':popover-open');
    const isModal = panel.matches(':modal');
    const wanted = this.#config.opened();
    if (wanted && (this.isSmall ? isModal : isPopover)) return;
    const root = this.#host.renderRoot as ShadowRoot;
    const focused = panel.contains(root.activeElement) ? root.activeElement : null;
    if (isPopover) panel.hidePopover();
    // One that has left the document while it was modal is open still, and modal no more.
    if (panel.open) panel.close();
    if (!wanted) return;
    // Both ways of showing it would focus the first button inside.
    panel.inert = true;
    if (this.isSmall) panel.showModal();
    else panel.showPopover();
    panel.inert = false;
    if (focused instanceof HTMLElement) focused.focus();
  };
}
