import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { closestLanguage } from '../../localization/language.js';
import type { Strings } from '../../localization/strings.js';
import { Words } from '../../localization/words.js';

type Host = ReactiveControllerHost & Element & { readonly strings: Partial<Strings> | undefined };

/** Knows the language around its host and the texts in it, and updates the host when the page changes to another one. */
export class LanguageController implements ReactiveController {
  readonly #host: Host;
  readonly #words = new Words();
  #observer: MutationObserver | undefined;

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

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#host.requestUpdate());
    this.#observer.observe(document, { attributeFilter: ['lang'], subtree: true });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
