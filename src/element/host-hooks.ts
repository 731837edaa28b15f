import type { PropertyValues } from 'lit';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import { trustedAvatar } from '../views/avatar.js';
import type { MessageAction } from '../views/message-action.js';
import type { ChatProperties } from './chat-properties.js';
import { guarded } from './guarded.js';
import { People, type PeopleConfig } from './people.js';

interface Host extends ChatProperties {
  readonly session: Session | undefined;
}

interface Offer {
  readonly message: ChatMessage;
  readonly actions: readonly MessageAction[];
}

/** The host's functions for a message's text, picture and actions, and for people. A fault in one of them must not break the chat. */
export class HostHooks {
  readonly #host: Host;
  #renderBody!: (message: ChatMessage) => unknown;
  #avatarOf!: (author: MessageAuthor) => string | undefined;
  #actions!: (offer: Offer) => readonly MessageAction[] | undefined;
  readonly people: People;

  constructor(host: Host, state: PeopleConfig['state']) {
    this.#host = host;
    this.people = new People({ state, avatarOf: (author) => this.#avatarOf(author) });
    this.#readBody();
    this.#readAvatars();
    this.#readActions();
  }

  get renderBody(): (message: ChatMessage) => unknown {
    return this.#renderBody;
  }

  get avatarOf(): (author: MessageAuthor) => string | undefined {
    return this.#avatarOf;
  }

  /** The actions that a message offers, from those that the chat has. */
  actionsOf(message: ChatMessage, actions: readonly MessageAction[]): readonly MessageAction[] {
    const chosen = this.#actions({ message, actions });
    return Array.isArray(chosen) ? chosen : actions;
  }

  /** For each update of the host. */
  update(changed: PropertyValues<ChatProperties>): void {
    if (changed.has('renderMessage')) this.#readBody();
    if (changed.has('avatarUrl')) this.#readAvatars();
    if (changed.has('messageActions')) this.#readActions();
    if (!changed.has('people') && !changed.has('room')) return;
    this.people.use(this.#host.people, `<${this.#host.localName}> the host's people`);
  }

  #readBody(): void {
    const { localName, renderMessage } = this.#host;
    this.#renderBody = guarded(`<${localName}> the host's renderMessage`, renderMessage);
  }

  #readActions(): void {
    const { localName, messageActions } = this.#host;
    this.#actions = guarded(
      `<${localName}> the host's messageActions`,
      messageActions && (({ message, actions }: Offer) => messageActions(message, actions)),
    );
  }

  #readAvatars(): void {
    const { localName, avatarUrl } = this.#host;
    this.#avatarOf = avatarUrl
      ? guarded(`<${localName}> the host's avatarUrl`, avatarUrl)
      : (author) => trustedAvatar(author.avatarUrl, this.#host.session?.user.avatarUrl);
  }
}
