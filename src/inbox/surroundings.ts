import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Times such as “5 minutes ago” are looked at again so often, in ms. */
const TICK_MS = 30_000;

/** From these widths on, in px, two and three things stand side by side: as in the styles. */
const TWO = 700;
const THREE = 1080;

export interface SurroundingsConfig {
  /** A `lang` of the document may be another one. */
  readonly onLanguage: () => void;
  /** Some time has passed. */
  readonly onTick: () => void;
  /** The page has come into sight, or has gone. */
  readonly onVisible: () => void;
}

/** What the inbox looks at around it while it is in a document: its width, the page's languages and sight, and the time. */
export class Surroundings implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #config: SurroundingsConfig;
  readonly #languages: MutationObserver;
  readonly #sizes = new ResizeObserver(() => this.#resize());
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** In px; 0 before it is laid out. */
  #width = 0;

  constructor(host: ReactiveControllerHost & HTMLElement, config: SurroundingsConfig) {
    this.#host = host;
    this.#config = config;
    this.#languages = new MutationObserver(config.onLanguage);
    host.addController(this);
  }

  /** Whether one thing is shown at a time. */
  get isNarrow(): boolean {
    return this.#width < TWO;
  }

  /** Whether there is room for the details, too. */
  get isWide(): boolean {
    return this.#width >= THREE;
  }

  hostConnected(): void {
    this.#ticking = setInterval(this.#config.onTick, TICK_MS);
    this.#languages.observe(document, { attributeFilter: ['lang'], subtree: true });
    this.#sizes.observe(this.#host);
    document.addEventListener('visibilitychange', this.#config.onVisible);
  }

  hostDisconnected(): void {
    clearInterval(this.#ticking);
    this.#languages.disconnect();
    this.#sizes.disconnect();
    document.removeEventListener('visibilitychange', this.#config.onVisible);
  }

  #resize(): void {
    const width = this.#host.clientWidth;
    if (width === this.#width) return;
    this.#width = width;
    this.#host.requestUpdate();
  }
}
