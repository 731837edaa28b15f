import type { PropertyDeclarations } from 'lit';
import { ChatElement } from '../momento-chat.js';
import type { Room } from '../core/room.js';
import { relayAccess } from '../transport/relay/relay-access.js';
import type { RelayAuth } from '../transport/relay/relay-link.js';

/**
 * The chat for browsers that may not reach Momento: all that `<momento-chat>` is, over a relay, which decides
 * where a room is stored and how much of its history is kept.
 *
 * @tag momento-relay-chat
 *
 * @attr {string} relay-url - where the relay is, such as `https://relay.example`. A path is that of its socket.io
 *   (`/socket.io/`), a query goes into the handshake
 * @attr {same-origin|include|omit} credentials - `include` sends cookies to a relay of another origin
 */
export class RelayChatElement extends ChatElement {
  /** @internal Not by decorators: they would bring a second copy of Lit into this module. */
  static override properties: PropertyDeclarations = {
    relayUrl: { attribute: 'relay-url' },
    relayAuth: { attribute: false },
  };

  /** @internal */
  protected static override roomProperties: readonly PropertyKey[] = [
    ...super.roomProperties,
    'relayUrl',
    'relayAuth',
  ];

  /** Where the relay is. Relative URLs resolve against the page. */
  declare relayUrl: string;

  /**
   * What the relay's `authorize` gets as `handshake.auth`, or a function that is asked for it at every connection.
   * Another function is used from the next connection on; an object of other content enters the room anew.
   */
  declare relayAuth: RelayAuth | (() => RelayAuth | Promise<RelayAuth>) | undefined;

  constructor() {
    super();
    this.relayUrl = '';
    this.relayAuth = undefined;
  }

  /** @internal */
  protected override get address(): string {
    return this.relayUrl;
  }

  /** @internal The relay takes only files that it has stored. */
  protected override get storage(): undefined {
    return undefined;
  }

  /** @internal */
  protected override createRoom(): Room {
    return this.roomThrough(
      relayAccess({
        url: this.#url(),
        withCredentials: this.credentials === 'include',
        answers: this.preChatAnswers,
        // The newest: templates set another function at every render.
        auth: () => {
          const { relayAuth } = this;
          return typeof relayAuth === 'function' ? relayAuth() : (relayAuth ?? {});
        },
      }),
    );
  }

  #url(): URL {
    if (!this.relayUrl) throw this.configurationError('needs the attribute "relay-url"');
    const url = URL.canParse(this.relayUrl, document.baseURI)
      ? new URL(this.relayUrl, document.baseURI)
      : undefined;
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      throw this.configurationError(
        `cannot use the relay-url "${this.relayUrl}"; it is no http(s) URL`,
      );
    }
    return url;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-relay-chat': RelayChatElement;
  }
}
