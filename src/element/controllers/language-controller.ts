import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { closestLanguage } from '../../localization/language.js';

/** Knows the language around its host, and updates it when the page changes to another one. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** The value of the nearest `lang`, which need not be a language tag; empty where there is none. */
  get language(): string {
    return closestLanguage(this.#host);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    this.#observer.observe(document, { attributeFilter: ['lang'], subtree: true });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
