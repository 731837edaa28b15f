import type { PropertyValues } from 'lit';
import { ChatError, MomentoChatErrorEvent } from '../momento-chat.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import type { CannedAnswer } from '../protocol/canned-answer.js';
import type { Agent, Conversation } from '../protocol/inbox.js';
import type { Counts } from './counter.js';
import { Desk } from './desk.js';
import { DeskActions } from './desk-actions.js';
import { readCannedAnswers } from './read-inbox.js';
import {
  MomentoChatInboxChangeEvent,
  MomentoChatInboxConversationEvent,
  MomentoChatInboxStatusChangeEvent,
} from './events.js';
import { InboxProperties } from './inbox-properties.js';

/** The life of an inbox in the document, as programs read it. It has no views. */
export abstract class DeskElement extends InboxProperties {
  /** @internal */
  protected desk: Desk | undefined;
  /** @internal */
  protected actions: DeskActions | undefined;
  /** Counts every change of what the lines show. @internal */
  protected revision = 0;
  /**
   * The answers that can be chosen in the composer: the same array until they change.
   *
   * @internal
   */
  protected canned: readonly CannedAnswer[] = [];
  #cannedFrom: readonly unknown[] = [];
  /** What the desk was made for. */
  #entrance = '';
  #announced = '';

  /** The state of the connection. Unless it is `connected`, the list may be out of date. */
  get status(): ConnectionStatus {
    return this.desk?.status ?? 'disconnected';
  }

  /** How many conversations each filter has; undefined before the server was asked. */
  get counts(): Counts | undefined {
    return this.desk?.counts;
  }

  /** The agent, as the server knows them; undefined before it has answered. */
  get agent(): Agent | undefined {
    return this.desk?.agent;
  }

  /** The agents that are here. */
  get agents(): readonly Agent[] {
    return this.desk?.agents ?? [];
  }

  /** The conversations in the list, as far as they are loaded, in the order in which they are shown. */
  get conversations(): readonly Conversation[] {
    const rooms = this.desk?.list.shown ?? [];
    return rooms.flatMap((room) => this.actions?.shown(room) ?? []);
  }

  /** How many conversations and events of the server's made no sense, and are not shown. */
  get droppedCount(): number {
    return this.desk?.dropped ?? 0;
  }

  /** Tries to reach the inbox again, with a new token. */
  reconnect(): void {
    this.desk?.reconnect();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved comes back within the same task, and stays connected.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('away') && this.desk) this.desk.here = !this.away;
    const served = this.desk?.cannedAnswers ?? [];
    const own = this.cannedAnswers;
    if (this.#cannedFrom[0] === served && this.#cannedFrom[1] === own) return;
    this.#cannedFrom = [served, own];
    this.canned = [...served, ...readCannedAnswers(own)];
  }

  /** @internal */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('tokenUrl') || changed.has('credentials')) this.#enter();
    if (changed.has('room')) this.actions?.open(this.room, this.view !== 'conversations');
  }

  /** @internal */
  protected readonly changed = (): void => {
    this.revision += 1;
    this.#announce();
    this.requestUpdate();
  };

  /** The server has said that a conversation changed. @internal */
  protected noticed(_conversation: Conversation): void {
    // For the views.
  }

  #enter(): void {
    const entrance = `${this.credentials} ${this.tokenUrl}`;
    if (!this.isConnected || (this.desk && entrance === this.#entrance)) return;
    this.#leave();
    this.#entrance = entrance;
    if (!this.tokenUrl) {
      this.#report(
        new ChatError(
          'configuration-invalid',
          'unable to open an inbox; <momento-chat-inbox> needs the attribute "token-url".',
        ),
      );
      return;
    }
    const desk = new Desk({
      url: this.tokenUrl,
      credentials: this.credentials,
      root: () => this.renderRoot,
      onChange: this.changed,
      onConversation: (conversation, before) => {
        this.actions?.noticed(conversation);
        this.noticed(conversation);
        this.dispatchEvent(new MomentoChatInboxConversationEvent(conversation, before));
      },
      onStatusChange: (status) => this.dispatchEvent(new MomentoChatInboxStatusChangeEvent(status)),
      onFault: this.#report,
    });
    this.desk = desk;
    this.actions = new DeskActions(desk, this.changed, this.#report);
    desk.start(this.filter, !this.away);
    if (this.room) this.actions.open(this.room);
    this.changed();
  }

  #leave(): void {
    this.desk?.dispose();
    this.desk = undefined;
    this.actions = undefined;
    this.changed();
  }

  /** By an event for the page, and to its developer in the console. */
  readonly #report = (error: ChatError, isLogged = false): void => {
    if (!isLogged) console.error(`<momento-chat-inbox> ${error.message}`, error);
    this.dispatchEvent(new MomentoChatErrorEvent(error));
  };

  #announce(): void {
    const { desk } = this;
    if (!desk) return;
    const { counts, agents } = desk;
    const key = [...Object.values(counts), ...agents.map(({ id }) => id)].join(' ');
    if (key === this.#announced) return;
    this.#announced = key;
    this.dispatchEvent(new MomentoChatInboxChangeEvent(counts, agents));
  }
}
