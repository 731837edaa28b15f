import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { closestLanguage } from '../../localization/closest-language.js';
import { loadStrings } from '../../localization/language.js';
import type { Strings } from '../../localization/strings.js';
import { Words } from '../../localization/words.js';

type Host = ReactiveControllerHost & Element & { readonly strings: Partial<Strings> | undefined };

/** A chat shows itself in English rather than longer not at all, in ms; in its own language when that has come. */
const MAX_WAIT_MS = 1_000;

/** Knows the language around its host and the texts in it, and updates the host when the page changes to another one. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  readonly #words = new Words();
  #observer: MutationObserver | undefined;
  /** Whose texts were asked for. */
  #asked: string | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** The value of the nearest `lang`, which need not be a language tag; empty where there is none. */
  get language(): string {
    return closestLanguage(this.#host);
  }

  /** The texts in this language, with the host's own in their place. */
  get strings(): Strings {
    return this.#words.in(this.language, this.#host.strings);
  }

  /**
   * Updates the host when the texts in this language are there: a view in English, and the right one a moment later, would
   * confuse. Updates it at once if they were not to be had.
   */
  whenLoaded(update: () => void | Promise<unknown>): void | Promise<unknown> {
    const { language } = this;
    const loading = language === this.#asked ? undefined : loadStrings(language);
    this.#asked = language;
    if (!loading) return update();
    // They may come later.
    void loading.then(() => this.#host.requestUpdate());
    const end = new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS));
    return Promise.race([loading, end]).then(update);
  }

  hostConnected(): void {
    this.#asked = undefined;
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    this.#observer.observe(document, { attributeFilter: ['lang'], subtree: true });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
