import type { PropertyValues } from 'lit';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import { trustedAvatar } from '../views/avatar.js';
import type { ChatProperties } from './chat-properties.js';
import { guarded } from './guarded.js';

interface Host extends ChatProperties {
  readonly session: Session | undefined;
}

/** The host's functions for a message's text and picture. A fault in one of them must not break the chat. */
export class HostHooks {
  readonly #host: Host;
  #renderBody!: (message: ChatMessage) => unknown;
  #avatarOf!: (author: MessageAuthor) => string | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#readBody();
    this.#readAvatars();
  }

  get renderBody(): (message: ChatMessage) => unknown {
    return this.#renderBody;
  }

  get avatarOf(): (author: MessageAuthor) => string | undefined {
    return this.#avatarOf;
  }

  /** For each update of the host. */
  update(changed: PropertyValues<ChatProperties>): void {
    if (changed.has('renderMessage')) this.#readBody();
    if (changed.has('avatarUrl')) this.#readAvatars();
  }

  #readBody(): void {
    const { localName, renderMessage } = this.#host;
    this.#renderBody = guarded(`<${localName}> the host's renderMessage`, renderMessage);
  }

  #readAvatars(): void {
    const { localName, avatarUrl } = this.#host;
    this.#avatarOf = avatarUrl
      ? guarded(`<${localName}> the host's avatarUrl`, avatarUrl)
      : (author) => trustedAvatar(author.avatarUrl, this.#host.session?.user.avatarUrl);
  }
}
