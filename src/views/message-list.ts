import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { ContextController } from './controllers/context-controller.js';
import { FocusKeeper } from './controllers/focus-keeper.js';
import { MessageActionsController } from './controllers/message-actions-controller.js';
import { ScrollController } from './controllers/scroll-controller.js';
import { SightController } from './controllers/sight-controller.js';
import { en } from '../localization/en.js';
import type { Strings } from '../localization/strings.js';
import type {
  ChatMessage,
  MessageAuthor,
  PendingChange,
  PendingMessage,
} from '../protocol/message.js';
import { isContinued } from '../protocol/continued.js';
import { afterPaint } from '../dom/after-paint.js';
import { NativeEvent } from '../dom/natives.js';
import { withActions, type Actions } from './actions-module.js';
import type { FilesView } from './attachments/files-view.js';
import { Announcer, say } from './announcer.js';
import { followDay } from './day-pill.js';
import { define } from './define.js';
import { Entrance } from './entrance.js';
import { jumpButton, topNote, type EarlierState } from './list-notes.js';
import { renderItem } from './message-item.js';
import { isSameItem, messageKey, Messages, type ListItem } from './message-items.js';
import type { ActionsHost } from './actions/row-actions.js';
import { MessageActionEvent, ReadingChangeEvent } from './message-list-events.js';
import type { Receipt } from './receipt.js';
import { messageListStyles } from './message-list.styles.js';
import { PARTS } from './parts/index.js';
import type { MessagePart } from './parts/message-part.js';
import { Rows } from './rows.js';
import { isSelected } from './selected.js';
import { sharedStyles } from './shared.styles.js';
import { WindowedMessages } from './windowed-messages.js';

/**
 * The conversation: settled messages, then the visitor's own pending ones. Only messages near the reader have elements.
 *
 * @fires message-action - a {@link MessageActionEvent}
 * @fires reading-change - a {@link ReadingChangeEvent}
 * @fires earlier - the reader is near the first message, and older ones can be loaded
 *
 * @slot greeting - above the first message
 * @slot empty - while there is no message
 */
export class MessageList extends LitElement {
  static override styles = [sharedStyles, messageListStyles];
  static {
    // Only the layout of the rows shows which of them are needed.
    this.disableWarning?.('change-in-update');
  }

  @property({ attribute: false }) messages: readonly ChatMessage[] = [];
  @property({ attribute: false }) pending: readonly PendingMessage[] = [];
  /** The visitor's changes of messages that are not accepted yet. */
  @property({ attribute: false }) changes: readonly PendingChange[] = [];
  /** The marks of own messages that were delivered or seen, by id. */
  @property({ attribute: false }) receipts: ReadonlyMap<string, Receipt> = new Map();
  /** Whether messages can be reacted to, edited and removed. */
  @property({ type: Boolean, attribute: false }) canRelate = false;
  /** Ids of messages before which others may be missing. */
  @property({ attribute: false }) gaps: ReadonlySet<string> = new Set();
  /** The visitor's id, by which their own messages are known. */
  @property({ attribute: false }) userId: string | undefined;
  @property({ type: Boolean, attribute: false }) loading = false;
  /** Whether the history is loaded: only then does an empty list mean an empty room. */
  @property({ type: Boolean, attribute: false }) loaded = true;
  /** Whether older messages can be loaded. */
  @property({ attribute: false }) earlier: EarlierState = 'none';
  /** Id of the first unread message: a divider stands before it. */
  @property({ attribute: false }) unreadFrom: string | undefined;
  @property({ attribute: false }) unreadCount = 0;
  /** Whether the chat was closed: neither new nor failed messages can be sent. */
  @property({ type: Boolean, attribute: false }) ended = false;
  /** Whether a closed overlay shows it: messages fade, and clicks go through to the game. */
  @property({ type: Boolean, reflect: true }) idle = false;
  @property({ attribute: false }) strings: Strings = en;
  /** The language of times and dates; undefined: the nearest `lang`. */
  @property({ attribute: false }) language: string | undefined;
  /** What to show in place of a message's text; undefined: the text. */
  @property({ attribute: false }) renderBody: (message: ChatMessage) => unknown = () => undefined;
  /** The URL of an author's picture, if it may be loaded. */
  @property({ attribute: false }) avatarOf: (author: MessageAuthor) => string | undefined = () =>
    undefined;
  /** Whether markers in a text make it bold, italic, struck or code. */
  @property({ type: Boolean, attribute: false }) formatted = true;
  /** The name of today of a user, as far as it is known. */
  @property({ attribute: false }) nameOf: (id: string) => string | undefined = () => undefined;
  /** What brings the files of messages. */
  @property({ attribute: false }) filesOf: () => FilesView | undefined = () => undefined;
  /** What the visitor can do with a message, in the words for it. */
  @property({ attribute: false }) actionsOf: ActionsHost['actionsOf'] = () => [];
  /** The emoji that a message's menu offers. */
  @property({ attribute: false }) quickReactions: readonly string[] = [];
  /** What each message is rendered from, in order. @internal */
  @property({ attribute: false }) parts: readonly MessagePart[] = PARTS;

  @query('.scroller', true) private scroller!: HTMLElement | null; // null before the first render
  @query('.log', true) private log!: HTMLElement | null; // likewise
  @query('.end', true) private end!: HTMLElement | null; // likewise
  @query('.day', true) private pill!: HTMLElement | null; // likewise
  @query('[role=log]', true) private announcements!: HTMLElement | null; // likewise

  /** On paper nothing scrolls: the layout then says nothing about where the reader is. */
  readonly #print = matchMedia('print');
  readonly #scroll = new ScrollController(this, {
    scroller: () => (this.#print.matches ? null : this.scroller),
    rows: () => this.log,
    isWhole: () => this.#messages.hasLast,
    isSelected: () => isSelected(this.renderRoot as ShadowRoot),
    onAtEndChange: () => {
      this.requestUpdate();
      this.#reportReading();
    },
    onMove: (scrolled) => this.#follow(scrolled),
  });
  readonly #sight = new SightController(this, {
    target: () => this.end,
    onChange: () => this.#reportReading(),
  });
  #finder: InstanceType<Actions['OriginalFinder']> | undefined;
  /** Called after each update. @internal */
  follower: (() => void) | undefined;
  readonly #actions = new MessageActionsController(
    this,
    () => this.log,
    (row) => this.#rows.itemOf(row),
  );
  /** The value of `reading` that was last announced or returned. */
  #wasReading = true;
  readonly #messages = new WindowedMessages();
  readonly #followLater = afterPaint(() => this.#follow(false, true));
  #renderAll = false;
  readonly #context: ContextController = new ContextController(this, {
    find: (id) => this.#messages.all.find(id),
    act: (action, id, detail) => this.#act(action, id, detail),
  });
  readonly #announcer = new Announcer();
  readonly #entrance = new Entrance();
  readonly #rows = new Rows<ListItem>((item, element) => {
    if (!element.className && item.kind === 'message') this.#entrance.add(element);
    return this.#context.current && renderItem(item, element, this.#context.current);
  }, isSameItem);

  constructor() {
    super();
    // A button that disappears takes the focus with it: Escape would no longer work.
    new FocusKeeper(this, () => this.focus({ preventScroll: true }));
    this.addController({
      hostConnected: () => this.#rows.setConnected(true),
      hostDisconnected: () => {
        this.#rows.setConnected(false);
        this.#finder?.leave();
      },
    });
  }

  override focus(options?: FocusOptions): void {
    this.scroller?.focus(options);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#renderAll ||= this.#context.update(changed);
    const before = this.#messages.all;
    if (changed.has('messages') || changed.has('pending')) {
      this.#scroll.stayIfSelected();
      this.#messages.replace(new Messages(this.messages, this.pending, before), this.#scroll.atEnd);
    }
    // Show an own message at once; an empty list was another room; over a game only the newest messages show.
    const isOwn = this.pending.length > before.pending.length;
    if (isOwn || before.length === 0 || this.idle) this.#toEnd();
    if (this.#finder?.id !== undefined) this.#messages.show(this.#finder.id);
    this.#messages.layOut(this);
  }

  override render(): TemplateResult {
    const { strings } = this;
    return html`<div
        class="scroller"
        part="list"
        role="group"
        tabindex=${this.idle ? -1 : 0}
        aria-label=${strings.conversation}
        aria-busy=${this.loading || this.earlier === 'loading' ? 'true' : 'false'}
        @scroll=${this.#scroll.onScroll}
      >
        ${topNote(this, this.#messages, this.#askForEarlier)}
        <div class="log" role=${this.#messages.items.length > 0 ? 'list' : 'none'}></div>
      </div>
      <div class="end"></div>
      ${this.#finder?.render(strings)}
      <div class="pill day" part="day" aria-hidden="true"></div>
      ${this.#scroll.atEnd ? nothing : jumpButton(strings, this.unreadCount, this.goToEnd)}
      <div class="visually-hidden" role="log" aria-label=${strings.unread}></div>`;
  }

  override update(changed: PropertyValues<this>): void {
    this.#scroll.mark();
    super.update(changed);
    // Before the controllers' `hostUpdated`: they scroll by the rows that are there then.
    if (this.log) this.#rows.update(this.log, this.#messages.items, this.#renderAll);
    // Rows may be added after the list has left the page.
    if (!this.isConnected) this.#rows.setConnected(false);
    this.#renderAll = false;
    const before = changed.get('messages') ?? this.messages;
    const isMore = changed.has('messages') || changed.has('pending');
    this.#entrance.play(isMore && !changed.has('loaded') && isContinued(before, this.messages));
    const { visible } = this.#scroll;
    this.#announcer.update(this.announcements, this, changed, visible, this.#context.current);
  }

  override updated(): void {
    this.#finder?.proceed();
    this.#follow();
    this.follower?.();
  }

  /** Whether the reader can see the newest messages. */
  get reading(): boolean {
    this.#wasReading = this.#scroll.atEnd && this.#sight.inSight;
    return this.#wasReading;
  }

  #reportReading(): void {
    if (!this.#sight.known) return;
    const before = this.#wasReading;
    if (this.reading !== before) this.dispatchEvent(new ReadingChangeEvent(!before));
  }

  readonly goToEnd = (): void => {
    this.#finder?.stop();
    this.#toEnd();
    this.requestUpdate();
  };

  /** Scrolls to a message and marks it; fetches earlier ones until it is there. @param order its place, if known */
  goTo(id: string, order?: number, mark?: (row: HTMLElement) => void): void {
    this.withFinder((finder) => finder.start(id, order, mark));
  }

  /** Calls back with the finder, which also shows the outcomes of actions. */
  withFinder(work: (finder: InstanceType<Actions['OriginalFinder']>) => void): void {
    withActions((actions) => {
      if (!actions || !this.isConnected) return;
      this.#finder ??= new actions.OriginalFinder(this, {
        row: this.rowOf,
        more: this.#askForEarlier,
        found: (row) => this.#scroll.show(row),
        noted: (notice) => this.announcements && say(this.announcements, this.strings[notice]),
      });
      work(this.#finder);
    });
  }

  /** The message's row, if it has one. */
  readonly rowOf = (id: string): HTMLElement | undefined => this.#rows.elementOf(messageKey(id));

  #toEnd(): void {
    this.#messages.goToEnd();
    this.#scroll.goToEnd();
  }

  #act(action: string, id: string, detail?: string): void {
    if (action === 'original') this.goTo(id, Number(detail ?? NaN));
    else this.dispatchEvent(new MessageActionEvent(action, id, detail));
    if (action === 'react-more') this.#actions.open(this.rowOf(id));
  }

  /** Renders the rows near the reader, and asks for older messages near the first one. */
  #follow(scrolled = false, isPainted = scrolled): void {
    const seen = this.#messages.messagesOf(this.#scroll.seen);
    const { items } = this.#messages;
    if (!seen) return;
    const { pill, log, scroller } = this;
    if (scrolled) followDay({ pill, log, scroller }, this.#scroll, items, this.#context.current);
    // Where the rows in sight are all there, further ones wait until these are painted.
    const now = isPainted || seen.first === items[0]?.index;
    if (this.#messages.follow(seen, now)) {
      if (now) this.requestUpdate();
      else this.#followLater();
    }
    const wantsEarlier = this.earlier === 'available' && this.#messages.hasFirst;
    const { scrollTop = 0, clientHeight = 0 } = scroller ?? {};
    if (wantsEarlier && scrollTop < clientHeight) this.#askForEarlier();
  }

  readonly #askForEarlier = (): void => void this.dispatchEvent(new NativeEvent('earlier'));
}

define('momento-chat-message-list', MessageList);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-message-list': MessageList;
  }
}
