import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { hasFocus } from '../dom/active-element.js';
import { ChatProperties } from './chat-properties.js';
import { createRoom, DEFAULT_CACHE_NAME } from './create-room.js';
import type { RoomAccess } from '../transport/room-access.js';
import { trustedAvatar } from '../views/avatar.js';
import { isBlank } from '../protocol/blank.js';
import { CustomStates } from './controllers/custom-states.js';
import { RoomMemory } from './memory/room-memory.js';
import { isEscapeFor } from './controllers/escape-key.js';
import { KeyboardGate } from './controllers/keyboard-gate.js';
import { LanguageController } from './controllers/language-controller.js';
import { Opening } from './controllers/opening.js';
import { RoomController } from './controllers/room-controller.js';
import { TopLayer } from './controllers/top-layer.js';
import { UnreadController } from './controllers/unread-controller.js';
import { VisualViewportController } from '../views/controllers/visual-viewport.js';
import { ChatError, type ChatErrorCode } from '../protocol/errors.js';
import {
  MomentoChatBeforeSendEvent,
  MomentoChatCloseEvent,
  MomentoChatErrorEvent,
  MomentoChatMessageEvent,
  MomentoChatOpenEvent,
  MomentoChatSendEvent,
  MomentoChatStatusChangeEvent,
  MomentoChatUnreadChangeEvent,
} from './events.js';
import { guarded } from './guarded.js';
import { toJson } from '../protocol/json.js';
import type { Strings } from '../localization/strings.js';
import { Words } from '../localization/words.js';
import type { ChatMessage, MessageAuthor, PendingMessage } from '../protocol/message.js';
import { chatStyles } from './chat.styles.js';
import { roomForText } from '../core/outbox/outbox-entry.js';
import type { Room } from '../core/room.js';
import type { RoomState } from '../core/room-state.js';
import type { Session } from '../session/session.js';
import { tabStore } from '../platform/tab-store.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import { type Composer, ComposerSubmitEvent } from '../views/composer.js';
import { conversation, type ConversationProps } from '../views/conversation.js';
import { launcher } from '../views/launcher.js';
import type { MessageList } from '../views/message-list.js';
import { overlay } from '../views/overlay.js';
import { panel } from '../views/panel.js';
import { PARTS } from '../views/parts/index.js';

/**
 * The views of a chat, inline, as a launcher in a corner of the window, or over a game, and its room's life. How the room
 * is reached is up to each element that extends it.
 */
export abstract class ChatElement extends ChatProperties {
  /** @internal */
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  /** @internal */
  static override styles = chatStyles;

  /**
   * A change of any of these means another room, or another way into the same one.
   *
   * @internal
   */
  protected static roomProperties: readonly PropertyKey[] = ['room', 'credentials', 'username'];

  @state() private composerError: ChatErrorCode | undefined;

  // All are null before the first render, and where the variant has no such thing.
  @query('momento-chat-composer') private composer!: Composer | null;
  @query('momento-chat-message-list') private list!: MessageList | null;
  @query('.dock') private dock!: HTMLElement | null;
  @query('.launcher') private launcherButton!: HTMLElement | null;
  @query('.panel') private panel!: HTMLDialogElement | null;
  @query('.close') private closeButton!: HTMLElement | null;

  readonly #memory = new RoomMemory(this, tabStore(), {
    field: () => this.composer,
    session: () => this.session,
  });
  readonly #controller = new RoomController(this, {
    entrance: () => this.#entrance,
    createRoom: () => {
      if (!this.room) throw this.configurationError('needs the attribute "room"');
      return this.createRoom();
    },
    onRefused: (error) => {
      // As when a user signs out: the page removes the way into the room.
      this.#memory.leave();
      this.#report(error);
    },
    onRoom: (room) => {
      this.#memory.draft.leaveIfEmpty();
      room.onMessage((message) => this.dispatchEvent(new MomentoChatMessageEvent(message)));
      room.onFault((fault) => this.#report(fault));
    },
    onStateChange: (current, previous) => this.#announce(current, previous),
  });
  readonly #opening = new Opening(this, {
    onChange: (opened) => this.#announceOpening(opened),
    focusOutside: () => this.launcherButton?.focus(),
  });
  readonly #topLayer = new TopLayer(this, {
    parts: () => ({ dock: this.dock, panel: this.panel }),
    // A host that is hidden must not keep the page inert.
    opened: () => this.#opening.opened && !this.hidden,
  });
  readonly #unread = new UnreadController(this, this.#memory.unread, {
    state: () => this.#controller.state,
    isShown: () => (this.opened || this.variant === 'overlay') && this.list?.reading === true,
    onChange: (count) => this.dispatchEvent(new MomentoChatUnreadChangeEvent(count)),
  });
  /** What the parts of a message ask for, by name. */
  readonly #actions: Readonly<Record<string, (messageId: string) => void>> = {
    retry: (id) => this.retry(id),
    discard: (id) => this.discard(id),
  };
  readonly #handlers: ConversationProps['on'] = {
    reconnect: () => this.#tryNow(),
    focusLost: () => this.#focusInside(),
    messageAction: ({ action, messageId }) => this.#actions[action]?.(messageId),
    readingChange: () => this.#unread.update(),
    earlier: () => this.#controller.room?.fetchEarlier(),
    input: () => {
      this.composerError = undefined;
      this.#memory.draft.keep();
    },
    submit: (event) => {
      // The submit event of a form that the page has put beside the send button comes here, too.
      if (event instanceof ComposerSubmitEvent) this.#submit(event);
    },
  };
  #renderBody = this.#renderer();
  #avatarOf = this.#avatars();
  readonly #words = new Words();
  readonly #language = new LanguageController(this);
  readonly #states = new CustomStates(this);

  /** The state of the connection to the service. */
  get status(): ConnectionStatus {
    return this.#controller.error ? 'failed' : this.#controller.state.status;
  }

  /** Settled messages, in the order that all visitors see. */
  get messages(): readonly ChatMessage[] {
    return this.#controller.state.messages;
  }

  /** The visitor's own messages that are on their way, or have failed. */
  get pending(): readonly PendingMessage[] {
    return this.#controller.state.pending;
  }

  /** How many messages of others have not been read yet. */
  get unreadCount(): number {
    return this.#unread.count;
  }

  /** Whether the panel or the overlay is open; an `inline` chat always is. */
  get opened(): boolean {
    return !this.#closable || this.#opening.opened;
  }

  /** The answer of the token endpoint: who the visitor is, and what they may do. */
  get session(): Session | undefined {
    return this.#controller.state.session;
  }

  /** Whether the chat was closed by its server: nothing more can be written. */
  get ended(): boolean {
    return this.#controller.state.ended;
  }

  /** How many list elements and topic items were no messages, or forged, and are not shown. */
  get droppedCount(): number {
    return this.#controller.state.dropped;
  }

  /** Opens the panel of a launcher, or an overlay for writing. An `inline` chat is always open. */
  open(): void {
    if (!this.#closable) return;
    this.#opening.open(() => this.#focusInside());
    this.#topLayer.raise();
  }

  /** Closes the panel, or lets the overlay float again; the focus goes back to what had it before. */
  close(): void {
    if (this.#closable) this.#opening.close();
  }

  toggle(): void {
    if (this.opened) this.close();
    else this.open();
  }

  /**
   * Sends a message as the visitor, if no `momento-chat-before-send` listener objects.
   *
   * @returns the message's id; undefined for empty text and where nothing can be sent (no room yet, read-only,
   *   called off)
   * @throws ChatError `message-too-long`, `outbox-full`
   */
  send(text: string): string | undefined {
    if (this.readOnly || isBlank(text) || !this.session) return undefined;
    const intent = new MomentoChatBeforeSendEvent(text);
    if (!this.dispatchEvent(intent)) return undefined;
    const maxLength = this.#maxLength;
    if (intent.text.length > maxLength) {
      throw new ChatError(
        'message-too-long',
        `unable to send the message; it exceeds max-length, ${maxLength} characters.`,
      );
    }
    const message = this.#controller.room?.send(intent.text);
    if (!message) return undefined;
    this.#unread.settle();
    this.dispatchEvent(new MomentoChatSendEvent(message));
    return message.id;
  }

  /** Tries a failed message again. */
  retry(id: string): void {
    this.#controller.room?.retry(id);
  }

  /** Forgets a failed message. */
  discard(id: string): void {
    this.#controller.room?.discard(id);
  }

  /** Tries to enter the room again, with a new token. */
  reconnect(): void {
    this.#controller.wanted = true;
    if (this.#controller.room) this.#controller.room.connect();
    else this.#controller.restart();
  }

  /** Puts the focus into the composer, or into the list where nothing can be written; opens what is closed. */
  override focus(options?: FocusOptions): void {
    if (this.opened) {
      this.open();
      this.#focusComposer(options);
      return;
    }
    this.#opening.open(() => {
      this.#focusInside();
      // On phones, opening alone does not bring the keyboard up.
      this.#focusComposer(options);
    });
    this.#topLayer.raise();
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'hidden'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'hidden') this.requestUpdate();
  }

  constructor() {
    super();
    new VisualViewportController(this);
    new KeyboardGate(this, {
      active: () => this.variant === 'overlay',
      hotkey: () => this.hotkey ?? '',
      onHotkey: () => this.focus(),
      onKeydown: this.#closeOnEscape,
    });
    this.addEventListener('keydown', this.#closeOnEscape);
  }

  #renderer(): (message: ChatMessage) => unknown {
    return guarded(`${this.#name} the host's renderMessage`, this.renderMessage);
  }

  #avatars(): (author: MessageAuthor) => string | undefined {
    if (this.avatarUrl) return guarded(`${this.#name} the host's avatarUrl`, this.avatarUrl);
    return ({ avatarUrl }) => trustedAvatar(avatarUrl, this.session?.user.avatarUrl);
  }

  /** Templates set the property to anything: only a number of 0 or more is a limit. */
  get #maxLength(): number {
    const limit = parseFloat(String(this.maxLength));
    return limit >= 0 ? limit : Infinity;
  }

  get #closable(): boolean {
    return this.variant === 'launcher' || this.variant === 'overlay';
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('renderMessage')) this.#renderBody = this.#renderer();
    if (changed.has('avatarUrl')) this.#avatarOf = this.#avatars();
    this.#memory.identify(toJson([this.room, this.address, this.username]));
    if (changed.has('variant') || changed.has('room')) this.#recallOpening();
    // The text stays when another variant brings another composer.
    const { composer } = this;
    if (changed.has('variant') && composer) {
      void this.updateComplete.then(() => this.composer && (this.composer.value = composer.value));
    }
    // Another variant brings another message list.
    if (changed.has('variant')) void this.updateComplete.then(() => this.#unread.update());
    this.#controller.wanted ||= this.variant !== 'launcher' || this.connect === 'eager';
    if (this.#controller.follow(changed.has('variant') || changed.has('connect'))) {
      this.composerError = undefined;
      // A text that was typed before the first room was set is for that room.
      if (this.hasUpdated && changed.has('room')) this.leaveRoom();
    }
  }

  /** Differs where another room, or way into it, is meant. Functions count as equal: templates make new ones at each render. */
  get #entrance(): string {
    const { roomProperties } = this.constructor as typeof ChatElement;
    const values = roomProperties.map((name) => {
      const value: unknown = Reflect.get(this, name);
      return typeof value === 'function' ? ['function'] : value;
    });
    return toJson(values);
  }

  /** @internal */
  protected override render(): TemplateResult {
    const strings = this.#words.in(this.#language.language, this.strings);
    const conversation = this.#conversation(strings);
    const { opened, unreadCount: unread, hotkey = '' } = this;
    if (this.variant === 'overlay') {
      return overlay(
        { strings, opened, hotkey, onOpen: () => this.focus(), onClose: this.#close },
        conversation,
      );
    }
    if (this.variant !== 'launcher') {
      return html`<slot name="header" part="header"></slot>${conversation}`;
    }
    return html`
      ${launcher({ strings, opened, unread, onToggle: () => this.toggle() })}
      ${panel({ strings, onClose: this.#close, onClosed: this.#panelClosed }, conversation)}
    `;
  }

  /** @internal */
  protected override updated(): void {
    this.#states.set('open', this.opened);
    this.#states.set('unread', this.unreadCount > 0);
    const { status } = this;
    // A chat that was never asked to connect is not offline.
    const isAway = status === 'reconnecting' || status === 'disconnected' || status === 'failed';
    this.#states.set('offline', this.#controller.wanted && isAway);
  }

  #conversation(strings: Strings): TemplateResult {
    const { session, status } = this;
    const { state, error } = this.#controller;
    return conversation({
      strings,
      status,
      room: error ? { ...state, error } : state,
      idle: this.variant === 'overlay' && !this.opened,
      away: this.away,
      unreadFrom: this.#unread.from,
      unreadCount: this.unreadCount,
      language: this.#language.language,
      renderBody: this.#renderBody,
      avatarOf: this.#avatarOf,
      parts: PARTS,
      composer: {
        readOnly: this.readOnly || session?.readOnly === true,
        ended: state.ended,
        disabled: status === 'failed' && !session,
        waiting: !session,
        maxLength: this.#maxLength,
        maxBytes: session && roomForText(session.user, Date.now()),
        error: this.composerError,
      },
      on: this.#handlers,
    });
  }

  /** Opens a panel again that was open in this tab, without focusing it, and not over all of a small screen. */
  #recallOpening(): void {
    const isLauncher = this.variant === 'launcher';
    const memory = this.#opening.remember(isLauncher ? this.#memory.opened(this.room) : undefined);
    // A visitor who has used it gets its messages, and a badge for new ones.
    if (memory !== undefined) this.#controller.wanted = true;
    if (!memory || this.hasUpdated || this.#topLayer.isSmall) return;
    void this.updateComplete.then(() => this.#opening.open());
  }

  /**
   * The address through which the room is reached; elements of the same room and address are numbered.
   *
   * @internal
   */
  protected abstract get address(): string;

  /**
   * Makes a room as the host wants it, by `roomThrough`.
   *
   * @throws ChatError `configuration-invalid`, naming the attribute
   * @internal
   */
  protected abstract createRoom(): Room;

  /**
   * The room that `access` reaches, not connected yet.
   *
   * @param cacheName the Momento cache, where the session does not name one
   * @internal
   */
  protected roomThrough(access: RoomAccess, cacheName = DEFAULT_CACHE_NAME): Room {
    return createRoom({ room: this.room, cacheName, username: this.username }, access);
  }

  /**
   * An error that names the element.
   *
   * @param reason such as `needs the attribute "room"`
   * @internal
   */
  protected configurationError(reason: string): ChatError {
    return new ChatError(
      'configuration-invalid',
      `unable to enter a room; ${this.#name} ${reason}.`,
    );
  }

  /**
   * Another room is meant: the draft and the unread messages belong to this one.
   *
   * @internal
   */
  protected leaveRoom(): void {
    this.#memory.leave();
  }

  /** The element's tag, for messages to developers. */
  get #name(): string {
    return `<${this.localName}>`;
  }

  #announce(current: RoomState, previous: RoomState): void {
    const { session, status } = current;
    if (session && session !== previous.session) this.#memory.enter(session);
    if (status !== previous.status) {
      this.dispatchEvent(new MomentoChatStatusChangeEvent(status));
    }
    for (const { id, error } of current.pending) {
      const before = previous.pending.find((message) => message.id === id);
      // A failure from before a reload has been reported.
      if (error && before && error !== before.error) this.#report(error);
    }
    if (!this.#controller.room) this.#memory.unread.leave();
    this.#unread.update();
  }

  #focusInside(): void {
    // On phones the keyboard would cover half of the messages.
    if (this.variant === 'overlay' || !matchMedia('(pointer: coarse)').matches) {
      this.#focusComposer();
    }
    if (this.panel && !hasFocus(this.panel)) this.closeButton?.focus();
  }

  /** Something inside has to have the focus: Escape closes the chat only from there. */
  #focusComposer(options?: FocusOptions): void {
    this.composer?.focus(options);
    if (this.composer && !hasFocus(this.composer)) this.list?.focus(options);
  }

  readonly #close = (): void => this.close();

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    const isOpen = this.#closable && this.opened;
    if (!isOpen || !isEscapeFor(this, [this.panel, this.dock], event)) return;
    // The page may have something that Escape closes, too.
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  /** The browser has closed the panel. Where it is shown again at once, as a sheet for instance, the chat stays open. */
  readonly #panelClosed = (): void => {
    // A panel that is hidden with its host, or with the dialog around it, opens again with it.
    if (this.hidden || !this.#topLayer.isLaidOut) return;
    if (!this.panel?.matches(':modal, :popover-open')) this.close();
  };

  #announceOpening(opened: boolean): void {
    if (opened) {
      this.#controller.wanted = true;
      if (this.hasUpdated && !this.#controller.room) this.#controller.restart();
    } else {
      this.#unread.settle();
      // Under a sheet the page is inert: a listener for the event could not focus anything there.
      this.#topLayer.sync();
    }
    this.dispatchEvent(opened ? new MomentoChatOpenEvent() : new MomentoChatCloseEvent());
    this.#unread.update();
  }

  /** Reports a fault to the page by an event, and to its developer in the console. The views tell the visitor. */
  #report(error: ChatError): void {
    console.error(`${this.#name} ${error.message}`, error);
    this.dispatchEvent(new MomentoChatErrorEvent(error));
  }

  #submit(event: ComposerSubmitEvent): void {
    try {
      // A text that cannot be sent stays in the composer.
      if (this.send(event.text) === undefined) event.preventDefault();
      else this.#memory.draft.clear();
      this.composerError = undefined;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      event.preventDefault();
      this.composerError = error.code;
      this.dispatchEvent(new MomentoChatErrorEvent(error));
    }
  }

  /** Tries again at once; where the token is not the cause, without a new one. */
  #tryNow(): void {
    if (this.status === 'reconnecting') this.#controller.room?.check(true);
    else this.reconnect();
  }
}
