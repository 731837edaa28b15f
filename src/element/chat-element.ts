import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { hasFocus } from '../dom/active-element.js';
import { WritingElement } from './writing-element.js';
import { Composing } from './composing.js';
import { takeFindKey } from '../dom/find-key.js';
import { DeskController } from './controllers/desk-controller.js';
import { CustomStates } from './controllers/custom-states.js';
import { LanguageController } from './controllers/language-controller.js';
import { NewsController } from './controllers/news-controller.js';
import { Opening } from './controllers/opening.js';
import { WindowKeys } from './controllers/window-keys.js';
import { VisualViewportController } from '../views/controllers/visual-viewport.js';
import { MomentoChatCloseEvent, MomentoChatOpenEvent } from './events.js';
import { frameOf, type Frame } from './frames-module.js';
import { keyOf } from './guarded.js';
import { HostHooks } from './host-hooks.js';
import { Questions } from './questions.js';
import { Receipts } from './receipts.js';
import type { ServedRoom } from '../desk/index.js';
import type { ConnectedActivity } from '../signals/index.js';
import { MessageActions } from './message-actions.js';
import { isBlank } from '../protocol/blank.js';
import type { Strings } from '../localization/strings.js';
import { chatStyles } from './chat.styles.js';
import type { Composer } from '../views/composer.js';
import { conversation, type ConversationProps } from '../views/conversation.js';
import type { Notice } from '../views/list-notes.js';
import { chatMenu, chatMenuButton } from '../views/chat-menu-module.js';
import type { MessageList } from '../views/message-list.js';
import { PARTS } from '../views/parts/index.js';
import { searchButton } from '../views/search-button.js';
import { searchIn } from '../views/search-module.js';

/**
 * The views of a chat, inline, as a launcher in a corner of the window, or over a game, and its room's life. How the room
 * is reached is up to each element that extends it.
 */
export abstract class ChatElement extends WritingElement {
  /** @internal */
  static override shadowRootOptions = { ...super.shadowRootOptions, delegatesFocus: true };
  /** @internal */
  static override styles = chatStyles;

  /** The parts that a message is rendered from, in order. @internal */
  protected static parts = PARTS;

  // All are null before the first render, and where the variant has no such thing.
  @query('momento-chat-composer') private composer!: Composer | null;
  @query('momento-chat-message-list') private list!: MessageList | null;
  @query('.launcher') private launcherButton!: HTMLElement | null;
  @query('.panel') private panel!: HTMLDialogElement | null;
  @query('.close') private closeButton!: HTMLElement | null;

  readonly #opening = new Opening(this, {
    onChange: (opened) => this.#announceOpening(opened),
    focusOutside: () => this.launcherButton?.focus(),
  });
  /** Undefined for an inline chat, and until its module is loaded. */
  #frame: Frame | undefined;
  #isFraming = false;
  readonly #hooks = new HostHooks(this, () => this.roomController.state);
  /** @internal */
  protected override readonly composing: Composing = new Composing(
    this,
    this.rights,
    this.memory.draft,
    () => this.composer,
    this.#hooks.people.nameOf,
    this.files,
  );
  /** @internal */
  protected override readonly questions: Questions = new Questions(
    this,
    this.memory,
    this.roomController,
    this.reportFault,
  );
  readonly #desk = new DeskController(this, () => this.roomController.room, this.reportFault);
  readonly #actions = new MessageActions(this, {
    rights: this.rights,
    composing: this.composing,
    files: this.files,
    hooks: this.#hooks,
    more: (...offered) => this.#moderation?.actions(...offered),
  });
  readonly #handlers: ConversationProps['on'] = {
    reconnect: () => this.#tryNow(),
    focusLost: () => this.#focusInside(),
    messageAction: this.#actions.act,
    readingChange: () => this.unread.update(),
    earlier: () => this.roomController.room?.fetchEarlier(),
    input: () => {
      this.composing.input();
      this.activity.typed(isBlank(this.composer?.value ?? ''));
    },
    cancel: this.composing.cancel,
    editLast: this.composing.editLast,
    submit: this.composing.submit,
    suggested: (text) => {
      if (this.composing.attempt(() => this.send(text) !== undefined)) this.#focusInside();
    },
  };
  /** What the room's server tells; undefined: nothing. */
  #moderation: ServedRoom | undefined;
  readonly #language = new LanguageController(this);
  readonly #receipts = new Receipts();
  /** @internal */
  protected readonly news = new NewsController(this, this.reportFault);
  readonly #states = new CustomStates(this);

  /** Whether the panel or the overlay is open; an `inline` chat always is. */
  get opened(): boolean {
    return !this.#closable || this.#opening.opened;
  }

  @property({ attribute: false, noAccessor: true })
  override get value(): string {
    return this.composing.text;
  }
  override set value(text: string) {
    this.composing.text = text;
  }

  /** Opens the panel of a launcher, or an overlay for writing. An `inline` chat is always open. */
  open(): void {
    if (!this.#closable) return;
    this.#opening.open(() => this.#focusInside());
    this.#frame?.lift();
  }

  /** Closes the panel, or lets the overlay float again; the focus returns to the element that had it before. */
  close(): void {
    if (this.#closable) this.#opening.close();
  }

  /** Opens a closed panel or overlay, and closes an open one. */
  toggle(): void {
    if (this.opened) this.close();
    else this.open();
  }

  /** Puts the focus into the composer, or into the list where nothing can be written; opens a closed panel. */
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
    this.#frame?.lift();
  }

  /** Opens the search for a text (500 UTF-16 code units at most), or for what the visitor writes, and a closed chat. */
  openSearch(text = ''): void {
    this.open();
    void searchIn(this, text, this.reportFault);
  }

  /**
   * The whole conversation as text, for people (`text`), as one page (`html`), or for programs (`json`). The earlier messages are
   * fetched first, four pages of 100 a second, and the room is entered; where that fails, the transcript says so.
   *
   * @throws ChatError `configuration-invalid` if its module cannot be loaded; the next call tries again
   */
  async transcript(format: 'text' | 'html' | 'json' = 'text'): Promise<string> {
    return (await chatMenu()).transcriptOf(this, format);
  }

  /**
   * Shows new messages on the desktop from now on, in this browser. Asks for its permission, for which it must be called in
   * the visitor's click.
   *
   * @returns whether they are shown; false while `quiet`, and where the visitor or the browser refuses. It does not reject
   */
  allowNotifications(): Promise<boolean> {
    return this.news.allow();
  }

  constructor() {
    super();
    new VisualViewportController(this);
    // Here, since the frame comes later: a game's listeners would be first.
    new WindowKeys(this, (event) => this.#frame?.takeKey(event));
    this.addEventListener('keydown', this.#find);
  }

  /** @internal */
  protected override get isOpen(): boolean {
    return this.opened || this.variant === 'overlay';
  }

  /** @internal */
  protected override get isReading(): boolean {
    return this.isOpen && this.list?.reading === true;
  }

  /** @internal */
  protected override tellOutcome(notice: Notice): void {
    this.list?.withFinder((finder) => finder.end(notice));
  }

  get #closable(): boolean {
    return this.variant === 'launcher' || this.variant === 'overlay';
  }

  /** The first view waits for what it is shown in, and for its words. @internal */
  protected override scheduleUpdate(): void | Promise<unknown> {
    const update = (): void | Promise<unknown> => super.scheduleUpdate();
    if (!this.#closable || this.#isFraming) return this.#language.whenLoaded(update);
    this.#isFraming = true;
    const framing = frameOf(this).then((frame) => (this.#frame = frame), this.reportFault);
    return this.#language.whenLoaded(() => framing.then(update));
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hooks.update(changed);
    this.memory.identify(keyOf([this.room, this.address, this.username]));
    if (changed.has('variant') || changed.has('room')) this.#recallOpening();
    this.questions.update(changed);
    if (changed.has('prefill')) this.composing.prefill(changed.get('prefill'));
    // Another variant brings another message list.
    if (changed.has('variant')) void this.updateComplete.then(() => this.unread.update());
    this.roomController.wanted ||= this.variant !== 'launcher' || this.connect === 'eager';
    if (this.roomController.follow(changed.has('variant') || changed.has('connect'))) {
      this.composing.forgive();
      // A text that was typed before the first room was set is for that room.
      if (this.hasUpdated && changed.has('room')) this.leaveRoom();
    }
    this.composing.check();
  }

  /** @internal */
  protected override render(): unknown {
    const { strings } = this.#language;
    const activity = this.activity.view(strings);
    this.#moderation = this.#desk.view(strings, this.#language.language);
    const presenceLine = [this.#moderation?.header(), activity?.presenceLine()];
    const questions = this.questions.view(strings);
    const conversation = questions ?? this.#conversation(strings, activity);
    const tools = questions
      ? nothing
      : [
          this.search ? searchButton(strings, () => this.openSearch()) : nothing,
          this.menu
            ? chatMenuButton(this.menu, strings, this.news.load, this.#moderation, this.reportFault)
            : nothing,
        ];
    if (!this.#closable) {
      return html`<slot name="header" part="header">${presenceLine}</slot>${tools}${conversation}`;
    }
    const { messages, ownId } = this.roomController.state;
    return this.#frame?.render(
      {
        strings,
        presenceLine,
        tools,
        unread: this.unreadCount,
        mentioned: this.mentionCount > 0,
        messages,
        ownId,
        here: activity?.here ?? [],
        avatarOf: this.#hooks.avatarOf,
      },
      conversation,
    );
  }

  /** @internal */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('menu') && this.menu) chatMenu().catch(this.reportFault);
    this.composing.carry();
    this.#states.set('open', this.opened);
    this.#states.set('unread', this.unreadCount > 0);
    this.#states.set('mentioned', this.mentionCount > 0);
    // A chat that was never asked to connect is not offline.
    const isAway = ['reconnecting', 'disconnected', 'failed'].includes(this.status);
    const isWanted = this.roomController.wanted && !this.questions.open;
    this.#states.set('offline', isWanted && isAway);
  }

  #conversation(strings: Strings, activity: ConnectedActivity | undefined): TemplateResult {
    const { state, error } = this.roomController;
    const filesOf = this.files.source(this.#language.language, strings);
    const files = this.files.toSend(strings);
    const { view } = this.composing;
    return conversation({
      strings,
      status: this.status,
      room: { ...state, error: error ?? state.error, canRelate: this.rights.canReact },
      idle: this.variant === 'overlay' && !this.opened,
      away: this.#moderation?.away ?? (this.away || !!this.session?.away),
      unreadFrom: this.unread.from,
      unreadCount: this.unreadCount,
      language: this.#language.language,
      hooks: this.#hooks,
      filesOf,
      suggestions: this.#suggestions,
      dropHint: this.files.dropHint,
      actionsOf: this.#actions.of,
      quickReactions: this.quickReactions,
      receipts: this.#receipts.of(state, strings.delivered, activity),
      bar: this.#moderation?.bar(),
      lines: [activity?.typingLine(), this.#moderation?.line()],
      formatted: this.formatting !== 'off',
      parts: (this.constructor as typeof ChatElement).parts,
      composer: {
        ...view,
        ...this.#moderation?.composer(view.target),
        people: this.#hooks.people,
        emoji: this.emoji === 'off' ? undefined : this.reportFault,
        files,
      },
      on: this.#handlers,
    });
  }

  /** A bot's, while its message is the last one; the host's until the visitor has written. */
  get #suggestions(): unknown {
    const { opened, roomController, rights } = this;
    const { loaded, messages, pending } = roomController.state;
    const { readOnly, ended, waiting } = this.composing.view;
    const mayWrite = opened && loaded && !readOnly && !ended && !waiting;
    if (!mayWrite || pending.length > 0) return false;
    const hasWritten = (): boolean => messages.some((message) => rights.isOwn(message));
    return messages.at(-1)?.suggestions ?? (!hasWritten() && this.suggestions);
  }

  /** Opens a panel again that was open in this tab, without focusing it, and not over all of a small screen. */
  #recallOpening(): void {
    const place = this.variant === 'launcher' ? this.memory.opened(this.room) : undefined;
    const memory = this.#opening.remember(place);
    // A visitor who has used it gets its messages, and a badge for new ones.
    if (memory !== undefined) this.roomController.wanted = true;
    if (!memory || this.hasUpdated || this.#frame?.isFull) return;
    void this.updateComplete.then(() => this.#opening.open());
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
    this.questions.focus(options);
    this.composer?.focus(options);
    if (this.composer && !hasFocus(this.composer)) this.list?.focus(options);
  }

  readonly #find = (event: KeyboardEvent): void => {
    if (this.search && takeFindKey(event)) this.openSearch();
  };

  #announceOpening(opened: boolean): void {
    if (opened) {
      this.roomController.wanted = true;
      if (this.hasUpdated && !this.roomController.room) this.roomController.restart();
    } else {
      this.unread.settle();
      // Under a sheet the page is inert: a listener for the event could not focus anything there.
      this.#frame?.sync();
    }
    this.dispatchEvent(opened ? new MomentoChatOpenEvent() : new MomentoChatCloseEvent());
    this.unread.update();
  }

  /** Tries again at once; where the token is not the cause, without a new one. */
  #tryNow(): void {
    if (this.status === 'reconnecting') this.roomController.room?.check(true);
    else this.reconnect();
  }
}
