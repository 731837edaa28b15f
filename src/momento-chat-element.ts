import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  createRoom,
  DEFAULT_CACHE_NAME,
  DEFAULT_HISTORY_LIMIT,
  DEFAULT_HISTORY_TTL_SECONDS,
  toNumber,
} from './create-room.js';
import { CustomStates } from './controllers/custom-states.js';
import { Draft } from './controllers/draft.js';
import { KeyboardGate } from './controllers/keyboard-gate.js';
import { Opening } from './controllers/opening.js';
import { Reading } from './controllers/reading.js';
import { RoomController } from './controllers/room-controller.js';
import { TopLayer } from './controllers/top-layer.js';
import { Unread } from './controllers/unread.js';
import { VisualViewportController } from './controllers/visual-viewport.js';
import { ChatError, type ChatErrorCode } from './errors.js';
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
import { closestLanguage } from './localization/language.js';
import type { Strings } from './localization/strings.js';
import { Words } from './localization/words.js';
import type { ChatMessage, MessageAuthor, PendingMessage } from './message.js';
import { styles, tokens } from './momento-chat.styles.js';
import type { Room, RoomState } from './room/room.js';
import type { Session, TokenProvider } from './session/session.js';
import { tabStore } from './tab-store.js';
import type { ConnectionStatus } from './transport/transport.js';
import type { Placement, Theme, Variant } from './variant.js';
import type { Composer, ComposerSubmitEvent } from './views/composer.js';
import './views/composer.js';
import type { MessageActionEvent } from './views/message-list.js';
import './views/message-list.js';
import { launcher } from './views/launcher.js';
import { launcherStyles } from './views/launcher.styles.js';
import { overlay } from './views/overlay.js';
import { overlayStyles } from './views/overlay.styles.js';
import { panel } from './views/panel.js';
import { sharedStyles } from './views/shared.styles.js';
import './views/status-banner.js';

/** Changing any of these means entering another room, or the same one in another way. */
const ROOM_PROPERTIES = [
  'room',
  'tokenUrl',
  'tokenProvider',
  'cacheName',
  'credentials',
  'historyLimit',
  'historyTtl',
  'username',
] as const;

const NO_SESSION: Pick<
  RoomState,
  'status' | 'error' | 'ownId' | 'messages' | 'gaps' | 'pending' | 'loaded'
> = {
  status: 'disconnected',
  error: undefined,
  ownId: undefined,
  messages: [],
  gaps: new Set(),
  pending: [],
  loaded: false,
};

/**
 * A chat room on Momento: history from a cache list, live messages from a topic.
 *
 * @tag momento-chat
 *
 * @fires {MomentoChatMessageEvent} momento-chat-message - a new live message of somebody else's
 * @fires {MomentoChatSendEvent} momento-chat-send - the visitor has sent a message
 * @fires {MomentoChatStatusChangeEvent} momento-chat-status-change - the connection's status has changed
 * @fires {MomentoChatErrorEvent} momento-chat-error - something failed; `error.code` says what
 *
 * @csspart banner - the line that says how the connection stands
 * @csspart list - the scrolling conversation
 * @csspart message - one message; also `own-message` or `other-message`
 * @csspart bubble - a message's text
 * @csspart composer - the form to write in, with `input` and `send` inside
 *
 * @cssprop --momento-chat-accent - colour of own messages and of the send button
 * @cssprop --momento-chat-background - background of the whole chat
 * @cssprop --momento-chat-text - colour of text
 * @cssprop --momento-chat-radius - radius of the frame and of bubbles (16px)
 * @cssprop --momento-chat-font - font family (system-ui)
 */
export class MomentoChatElement extends LitElement {
  static override shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override styles = [sharedStyles, tokens, styles, launcherStyles, overlayStyles];

  /** The room's name: of the list, of the topic, and of what the token endpoint is asked for. */
  @property({ reflect: true }) room = '';

  /** The host's token endpoint, asked as `GET {token-url}?room={room}`. Relative URLs resolve against the page. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Gets a token in place of `token-url`. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;

  /** The Momento cache, where the token endpoint does not name one. */
  @property({ attribute: 'cache-name' }) cacheName = DEFAULT_CACHE_NAME;

  /** Whether cookies go to the token endpoint: `same-origin`, `include` or `omit`, as for `fetch`. */
  @property() credentials: RequestCredentials = 'same-origin';

  /** Messages kept as history, 1,000 at most; 0: live messages only, and no list at all. */
  @property({
    type: Number,
    attribute: 'history-limit',
    converter: toNumber(DEFAULT_HISTORY_LIMIT),
  })
  historyLimit = DEFAULT_HISTORY_LIMIT;

  /** How long the history outlives its last message, in seconds; 86,400 at most (a limit of the service). */
  @property({
    type: Number,
    attribute: 'history-ttl',
    converter: toNumber(DEFAULT_HISTORY_TTL_SECONDS),
  })
  historyTtl = DEFAULT_HISTORY_TTL_SECONDS;

  /** Longest text that can be written, in UTF-16 code units. All of a message has to fit in 4,096 bytes anyway. */
  @property({ type: Number, attribute: 'max-length', converter: toNumber(undefined) })
  maxLength: number | undefined;

  /** The visitor's name, where the token endpoint gives none. Nobody vouches for it. */
  @property() username: string | null = null;

  /** Whether the visitor may only read. */
  @property({ type: Boolean, attribute: 'readonly', reflect: true }) readOnly = false;

  /**
   * `inline` fills its container, `launcher` is a floating button that opens a panel, `overlay` lets clicks and
   * keys through to the game below until it is opened.
   */
  @property({ reflect: true }) variant: Variant = 'inline';

  /** The corner of the window for `launcher`: `bottom-end`, `bottom-start`, `top-end` or `top-start`. */
  @property({ reflect: true }) placement: Placement = 'bottom-end';

  /** `light` or `dark`; anything else follows the page's `color-scheme`. */
  @property({ reflect: true }) theme: Theme = 'auto';

  /** When a `launcher` enters its room: `lazy`, when it is first opened in this tab, or `eager`, at once. */
  @property() connect: 'lazy' | 'eager' = 'lazy';

  /** For `overlay`: the key that opens it for writing, as in `KeyboardEvent.key`; empty: none. */
  @property() hotkey = 'Enter';

  /** Shows that nobody is there to answer right now; slot `away` has the words. */
  @property({ type: Boolean, reflect: true }) away = false;

  /** What a bubble holds in place of the plain text: a Lit template, or a text. It must keep strangers' texts texts. */
  @property({ attribute: false })
  renderMessage: ((message: ChatMessage) => unknown) | undefined;

  /** The http(s) URL of an author's picture. */
  @property({ attribute: false })
  avatarUrl: ((author: MessageAuthor) => string | undefined) | undefined;

  /** Words to use in place of the built-in ones, which are English or Japanese, by the nearest `lang`. */
  @property({ attribute: false }) strings: Partial<Strings> = {};

  @state() private composerError: ChatErrorCode | undefined;

  // All are null before the first render, and where the variant has no such thing.
  @query('momento-chat-composer') private composer!: Composer | null;
  @query('.dock') private dock!: HTMLElement | null;
  @query('.launcher') private launcherButton!: HTMLElement | null;
  @query('.panel') private panel!: HTMLDialogElement | null;
  @query('.close') private closeButton!: HTMLElement | null;

  readonly #draft = new Draft(tabStore(), () => this.composer);
  readonly #controller = new RoomController(this, {
    createRoom: () => this.#createRoom(),
    onRoom: (room) => {
      room.onMessage((message) => this.dispatchEvent(new MomentoChatMessageEvent(message)));
      room.onFault((fault) => this.#report(fault));
    },
    onStateChange: (current, previous) => this.#announce(current, previous),
  });
  readonly #opening = new Opening(this, tabStore(), {
    onChange: (opened) => this.#announceOpening(opened),
    focusInside: () => this.#focusInside(),
    focusOutside: () => this.launcherButton?.focus(),
  });
  readonly #topLayer = new TopLayer(this, {
    parts: () => ({ dock: this.dock, panel: this.panel }),
    opened: () => this.#opening.opened,
  });
  readonly #reading = new Reading(this, () => this.#countUnread());
  readonly #unread = new Unread(tabStore());
  #announcedUnread = 0;
  readonly #words = new Words();
  readonly #states = new CustomStates(this);
  #configurationError: ChatError | undefined;
  /** Whether anybody has asked for the room: a launcher that nobody opens costs nothing. */
  #wanted = false;

  /** How the chat stands with the service. */
  get status(): ConnectionStatus {
    return this.#configurationError ? 'failed' : (this.#controller.state?.status ?? 'disconnected');
  }

  /** Settled messages, in the order that everybody sees. */
  get messages(): readonly ChatMessage[] {
    return this.#controller.state?.messages ?? [];
  }

  /** The visitor's own messages that are on their way, or have failed. */
  get pending(): readonly PendingMessage[] {
    return this.#controller.state?.pending ?? [];
  }

  /** How many messages of others were not read yet. */
  get unreadCount(): number {
    return this.#unread.count;
  }

  /** Whether the panel or the overlay is open; an `inline` chat always is. */
  get opened(): boolean {
    return !this.#closable || this.#opening.opened;
  }

  /** What the token endpoint said: who the visitor is, and what they may do. */
  get session(): Session | undefined {
    return this.#controller.state?.session;
  }

  /** List elements and topic items that were no messages, or forged, and are not shown. */
  get droppedCount(): number {
    return this.#controller.state?.dropped ?? 0;
  }

  /** Opens the panel of a launcher, or an overlay for writing. An `inline` chat is always open. */
  open(): void {
    if (this.#closable) this.#opening.open();
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
    if (this.readOnly || text.trim() === '' || !this.session) return undefined;
    const intent = new MomentoChatBeforeSendEvent(text);
    if (!this.dispatchEvent(intent)) return undefined;
    if (this.maxLength !== undefined && intent.text.length > this.maxLength) {
      throw new ChatError(
        'message-too-long',
        `unable to send the message; it exceeds max-length, ${String(this.maxLength)} characters.`,
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
    this.#wanted = true;
    if (this.#controller.room) this.#controller.room.connect();
    else this.#controller.restart();
  }

  /** Puts the focus into the composer; opens what is closed. */
  override focus(options?: FocusOptions): void {
    const focus = (): void => this.composer?.focus(options);
    if (this.opened) {
      focus();
      return;
    }
    this.open();
    // On phones, opening alone does not bring the keyboard up.
    void this.updateComplete.then(focus);
  }

  constructor() {
    super();
    new VisualViewportController(this);
    new KeyboardGate(this, {
      active: () => this.variant === 'overlay',
      hotkey: () => this.hotkey,
      onHotkey: () => this.focus(),
    });
    this.addEventListener('keydown', this.#closeOnEscape);
  }

  get #closable(): boolean {
    return this.variant === 'launcher' || this.variant === 'overlay';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('variant') || changed.has('room')) this.#recallOpening();
    // What is written stays, whatever it is written in.
    const text = changed.has('variant') && this.composer?.value;
    if (text) void this.updateComplete.then(() => this.composer && (this.composer.value = text));
    this.#wanted ||= this.variant !== 'launcher' || this.connect === 'eager';
    if (ROOM_PROPERTIES.some((name) => changed.has(name))) {
      this.composerError = undefined;
      // What was typed before there was any room to type it in is for this one.
      if (this.hasUpdated && (changed.has('room') || changed.has('cacheName'))) {
        this.#draft.leave();
        this.#unread.leave();
      }
    } else if (this.#controller.room || !(changed.has('variant') || changed.has('connect'))) {
      return;
    }
    // After the update: its events may make the host set other properties, which must start an update again.
    void this.updateComplete.then(() => this.#controller.restart());
  }

  protected override render(): TemplateResult {
    const strings = this.#words.in(closestLanguage(this), this.strings);
    const conversation = this.#conversation(strings);
    const { opened, unreadCount: unread, hotkey } = this;
    if (this.variant === 'overlay') {
      return overlay({ strings, opened, hotkey, onOpen: () => this.focus() }, conversation);
    }
    if (this.variant !== 'launcher') {
      return html`<slot name="header" part="header"></slot>${conversation}`;
    }
    return html`
      ${launcher({ strings, opened, unread, onToggle: () => this.toggle() })}
      ${panel({ strings, onClose: this.#close, onClosed: this.#panelClosed }, conversation)}
    `;
  }

  protected override updated(): void {
    this.#states.set('open', this.opened);
    this.#states.set('unread', this.unreadCount > 0);
    const { status } = this;
    // One that was never asked to connect is not offline.
    const isAway = status === 'reconnecting' || status === 'disconnected' || status === 'failed';
    this.#states.set('offline', this.#wanted && isAway);
  }

  #conversation(strings: Strings): TemplateResult {
    const room = this.#controller.state ?? NO_SESSION;
    const { session } = this;
    return html`
      <momento-chat-status-banner
        exportparts="banner, retry"
        .status=${this.status}
        .error=${this.#configurationError ?? room.error}
        .strings=${strings}
        @retry=${this.#tryNow}
      ></momento-chat-status-banner>
      <momento-chat-message-list
        exportparts="list, message, own-message, other-message, bubble, author, time, state, gap, empty, loading"
        .messages=${room.messages}
        .gaps=${room.gaps}
        .pending=${room.pending}
        .userId=${room.ownId}
        .loading=${!room.loaded && this.status !== 'failed'}
        .loaded=${room.loaded}
        .strings=${strings}
        @retry=${this.#retryMessage}
        @discard=${this.#discardMessage}
      >
        <slot name="greeting" slot="greeting"></slot>
        <slot name="empty" slot="empty">${strings.empty}</slot>
      </momento-chat-message-list>
      ${
        this.away
          ? html`<div class="away" part="away"><slot name="away">${strings.away}</slot></div>`
          : nothing
      }
      <momento-chat-composer
        exportparts="composer, input, send, read-only"
        ?hidden=${!this.opened && this.variant === 'overlay'}
        .strings=${strings}
        .readOnly=${this.readOnly || session?.readOnly === true}
        .disabled=${this.status === 'failed' && !session}
        .waiting=${!session}
        .maxLength=${this.maxLength}
        .error=${this.composerError}
        @input=${this.#draft.keep}
        @submit=${this.#submit}
      >
        <slot name="composer-actions" slot="actions"></slot>
      </momento-chat-composer>
    `;
  }

  /** What was open in this tab is open again, but takes neither the focus nor all of a small screen. */
  #recallOpening(): void {
    const memory = this.#opening.remember(this.variant === 'launcher' ? this.room : undefined);
    // Who has used it gets its messages, and is told of new ones.
    if (memory !== undefined) this.#wanted = true;
    if (!memory || this.hasUpdated || this.#topLayer.isSmall) return;
    void this.updateComplete.then(() => this.#opening.open(false));
  }

  #createRoom(): Room | undefined {
    if (!this.#wanted) return undefined;
    try {
      this.#configurationError = undefined;
      return createRoom(this);
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      this.#configurationError = error;
      this.#report(error);
      return undefined;
    }
  }

  #announce(current: RoomState | undefined, previous: RoomState | undefined): void {
    const session = current?.session;
    if (session && session !== previous?.session) {
      // The composer is rendered by then, even when the first token is there at once.
      this.#unread.enter(session.cacheName, this.room, session.user.id);
      void this.updateComplete.then(() => {
        if (this.session !== session) return;
        this.#draft.enter(session.cacheName, this.room, session.user.id);
      });
    }
    const status = current?.status ?? 'disconnected';
    if (status !== (previous?.status ?? 'disconnected')) {
      this.dispatchEvent(new MomentoChatStatusChangeEvent(status));
    }
    for (const { id, error } of current?.pending ?? []) {
      const before = previous?.pending.find((message) => message.id === id);
      if (error && error !== before?.error) this.#report(error);
    }
    this.#countUnread();
  }

  #focusInside(): void {
    // Where there is no mouse, the on-screen keyboard would cover half of what is to be read.
    if (this.variant === 'overlay' || matchMedia('(any-pointer: fine)').matches) {
      this.composer?.focus();
    }
    if (!this.panel?.matches(':focus-within')) this.closeButton?.focus();
  }

  readonly #close = (): void => this.close();

  readonly #closeOnEscape = (event: KeyboardEvent): void => {
    // While an input method composes, Escape takes its suggestions away.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Escape' || event.defaultPrevented || composing) return;
    if (!this.#opening.opened) return;
    // The page, too, may have something that Escape closes.
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };

  /** Closing and showing again, as a sheet for instance, closes nothing. */
  readonly #panelClosed = (): void => {
    if (!this.panel?.matches(':modal, :popover-open')) this.close();
  };

  #announceOpening(opened: boolean): void {
    if (opened) {
      this.#wanted = true;
      if (this.hasUpdated && !this.#controller.room) this.#controller.restart();
    } else {
      this.#unread.settle();
    }
    this.dispatchEvent(opened ? new MomentoChatOpenEvent() : new MomentoChatCloseEvent());
    this.#countUnread();
  }

  #countUnread(): void {
    const { state } = this.#controller;
    if (state?.loaded) {
      const atEnd = this.opened ? this.#reading.atEnd : this.variant === 'overlay';
      this.#unread.update(state.messages, state.ownId, this.#reading.inSight && atEnd);
    } else if (!state) {
      this.#unread.leave();
    }
    const { count } = this.#unread;
    if (count === this.#announcedUnread) return;
    this.#announcedUnread = count;
    this.requestUpdate();
    this.dispatchEvent(new MomentoChatUnreadChangeEvent(count));
  }

  /** To the host as an event, to the developer in the console; the visitor's words are the views' business. */
  #report(error: ChatError): void {
    console.error(`<momento-chat> ${error.message}`, error);
    this.dispatchEvent(new MomentoChatErrorEvent(error));
  }

  #submit(event: ComposerSubmitEvent): void {
    try {
      // What cannot be sent stays in the composer.
      if (this.send(event.text) === undefined) event.preventDefault();
      else this.#draft.clear();
      this.composerError = undefined;
    } catch (error) {
      if (!(error instanceof ChatError)) throw error;
      event.preventDefault();
      this.composerError = error.code;
      this.dispatchEvent(new MomentoChatErrorEvent(error));
    }
  }

  /** Where trying is all that is needed, no new token is asked for. */
  #tryNow(): void {
    if (this.status === 'reconnecting') this.#controller.room?.check(true);
    else this.reconnect();
  }

  #retryMessage(event: MessageActionEvent): void {
    this.retry(event.messageId);
  }

  #discardMessage(event: MessageActionEvent): void {
    this.discard(event.messageId);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat': MomentoChatElement;
  }
}
