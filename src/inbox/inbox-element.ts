import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import type { MomentoChatElement } from '../momento-chat.js';
import { hasFocus } from '../dom/active-element.js';
import { closestLanguage } from '../localization/closest-language.js';
import { statusOf } from './conversation-state.js';
import { DeskElement } from './desk-element.js';
import { MomentoChatInboxOpenEvent } from './events.js';
import { focusChat, InboxCommands } from './inbox-commands.js';
import { wordsOf } from './language.js';
import { ReportsController } from './reports-controller.js';
import { Surroundings } from './surroundings.js';
import { timesIn } from './times.js';
import { Toast } from './toast.js';
import { WaitingAnnouncer } from './waiting-announcer.js';
import { inboxWords } from './words.js';
import type { ConversationDetails } from './views/conversation-details.js';
import type { LineContext, LineData } from './views/conversation-line.js';
import type { ConversationLines, LinesConfig } from './views/conversation-lines.js';
import { conversationPane, detailsPane } from './views/conversation-pane.js';
import { conversationList, keysDialog, sideHead, statusLine } from './views/inbox-side.js';
import { inboxStyles } from './views/inbox.styles.js';
import { paneStyles } from './views/pane.styles.js';
import type { SnoozeButton } from './views/snooze-button.js';

/** A search begins when nothing was typed for so long, in ms. */
const SEARCH_MS = 250;

/**
 * All conversations of a support desk, for its agents: who waits, since when, and who answers. The open one is a
 * `<momento-chat>`.
 *
 * @tag momento-chat-inbox
 */
export class MomentoChatInboxElement extends DeskElement {
  /** @internal */
  static override styles = [...inboxStyles, paneStyles];

  @query('momento-chat-inbox-lines') private lines!: ConversationLines | null;
  @query('momento-chat-inbox-details') private notes!: ConversationDetails | null;
  @query('momento-chat-inbox-snooze') private snooze!: SnoozeButton | null;
  @query('momento-chat') private chat!: MomentoChatElement | null;
  @query('input') private searchField!: HTMLInputElement | null;
  @query('.who h2') private heading!: HTMLElement | null;
  @query('.keys') private keys!: HTMLDialogElement | null;

  #active = '';
  #searched = '';
  /** Whether the agent wants the details; undefined: where there is room for them. */
  #detailed: boolean | undefined;
  #searching: ReturnType<typeof setTimeout> | undefined;
  readonly #toast = new Toast(() => this.requestUpdate());
  readonly #waiting = new WaitingAnnouncer(() => this.requestUpdate());
  readonly #surroundings = new Surroundings(this, {
    onLanguage: () => this.changed(),
    onTick: () => {
      this.desk?.list.refresh();
      this.changed();
    },
    onVisible: () => this.#see(),
  });
  readonly #reports = new ReportsController(this, {
    queue: () => this.desk?.reports,
    toast: this.#toast,
    context: () => this.#context,
    revision: () => this.revision,
    chat: () => this.chat,
  });
  readonly #lines: LinesConfig = {
    dataOf: (room) => this.#dataOf(room),
    open: (room) => this.open(room),
    activate: (room) => {
      this.#active = room;
      this.requestUpdate();
    },
    reach: (index) => this.desk?.reachTo(index),
    hold: (held) => {
      if (this.desk?.list.hold(held)) this.changed();
    },
  };
  readonly #commands = new InboxCommands({
    desk: () => this.desk,
    actions: () => this.actions,
    toast: this.#toast,
    words: () => this.#context.words,
    times: () => this.#context.times,
    opened: () => this.room,
    line: () => ({
      room: this.lines?.activeRoom,
      focused: this.lines !== null && hasFocus(this.lines),
    }),
    move: (by) => {
      if (this.#surroundings.isNarrow && this.room) return;
      if (this.#reports.move(by)) return;
      this.lines?.focus();
      this.lines?.move(by);
    },
    open: (room) => this.open(room),
    back: () => this.#back(),
    focus: (on) => void this.#focusOn(on),
    showKeys: () => this.keys?.showModal(),
  });

  constructor() {
    super();
    this.addEventListener('keydown', this.#commands.press);
  }

  /** Opens a conversation, as the agent would. */
  open(room: string): void {
    const isOther = room !== this.room;
    this.room = room;
    this.#active = room;
    this.#see();
    if (isOther) this.dispatchEvent(new MomentoChatInboxOpenEvent(room));
    void this.updateComplete.then(() => {
      if (this.#surroundings.isNarrow) this.heading?.focus();
    });
  }

  /** Closes the view of the open conversation: a narrow inbox shows the list again. */
  back(): void {
    if (!this.room) return;
    this.room = '';
    this.dispatchEvent(new MomentoChatInboxOpenEvent(''));
    void this.updateComplete.then(() => this.#reports.focus() || this.lines?.focus());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#searching);
    this.#toast.hide();
    this.#waiting.stop();
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('filter')) this.desk?.ask(this.filter, this.#searched.trim());
    this.#waiting.update(this.status === 'connected' ? this.counts?.waiting : undefined);
  }

  /** @internal */
  protected override noticed(): void {
    this.#see();
  }

  /** @internal */
  protected override render(): TemplateResult {
    const { desk, room } = this;
    const context = this.#context;
    const { words } = context;
    const data = room ? this.#dataOf(room) : undefined;
    const detailed = room !== '' && this.#isDetailed;
    const name = data
      ? words.conversationWith(data.conversation.visitor.name || words.guest)
      : words.chooseConversation;
    return html`<div
      class="inbox ${room ? 'opened' : ''} ${detailed ? 'detailed' : ''}"
      role="group"
      aria-label=${words.inbox}
    >
      <section class="side" aria-label=${words.conversations}>
        ${sideHead({
          words,
          language: closestLanguage(this),
          filter: this.filter,
          counts: desk?.counts,
          searched: this.#searched,
          setFilter: (filter) => {
            this.filter = filter;
            this.view = 'conversations';
          },
          reports: this.#reports.tab,
          search: (text) => this.#search(text),
          showKeys: () => this.keys?.showModal(),
        })}
        ${statusLine(this.status, desk?.error, words, () => this.reconnect())}
        ${
          this.#reports.isShown
            ? this.#reports.render()
            : conversationList(desk, context, {
                active: this.#active,
                searched: this.#searched.trim() !== '',
                revision: this.revision,
                lines: this.#lines,
                showNewest: () => this.#showNewest(),
              })
        }
      </section>
      <section class="main" aria-label=${name}>
        ${
          room
            ? conversationPane(room, data, context, {
                chat: this,
                cannedAnswers: this.canned,
                error: this.actions?.opened?.error,
                reported: this.#reports.isShown,
                detailed,
                act: (action) => void this.#commands.act(room, action),
                back: () => this.back(),
                retry: () => this.actions?.open(room),
                toggleDetails: () => {
                  this.#detailed = !detailed;
                  this.requestUpdate();
                },
              })
            : html`<p class="empty">${words.chooseConversation}</p>`
        }
      </section>
      ${detailed ? detailsPane(room, this.actions, context, (to, text) => this.#note(to, text)) : nothing}
      ${keysDialog(words, () => this.keys?.close())} ${this.#toast.render(words)}
      <div class="visually-hidden" role="status">${this.#waiting.text(words)}</div>
    </div>`;
  }

  get #context(): LineContext {
    const language = closestLanguage(this);
    return {
      words: inboxWords(wordsOf(language, this.changed), this.strings),
      times: timesIn(language),
      now: this.desk?.now ?? Date.now(),
      agentId: this.agent?.id,
    };
  }

  get #isDetailed(): boolean {
    return this.#detailed ?? this.#surroundings.isWide;
  }

  #dataOf(room: string): LineData | undefined {
    const { actions, desk } = this;
    const conversation = actions?.shown(room);
    if (!conversation || !desk) return undefined;
    return {
      conversation,
      status: statusOf(conversation, desk.now),
      pending: actions?.isPending(room) ?? false,
      opened: room === this.room,
    };
  }

  /** The agent looks at the open conversation. */
  #see(): void {
    if (this.room && document.visibilityState === 'visible') this.actions?.see(this.room);
  }

  #search(text: string): void {
    this.#searched = text;
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.desk?.ask(this.filter, text.trim()), SEARCH_MS);
    this.requestUpdate();
  }

  #showNewest(): void {
    this.desk?.list.reorder();
    this.lines?.toTop();
    this.changed();
  }

  /** Escape leads out of what has the focus, step by step: to the list at last. */
  #back(): void {
    const { lines, searchField, chat, notes } = this;
    if (searchField && hasFocus(searchField)) {
      if (this.#searched) this.#search('');
      else lines?.focus();
    } else if (chat && notes && hasFocus(notes) && this.#surroundings.isNarrow) {
      this.#detailed = false;
      this.requestUpdate();
    } else if (this.#surroundings.isNarrow) this.back();
    else lines?.focus();
  }

  async #focusOn(on: 'chat' | 'search' | 'snooze' | 'note'): Promise<void> {
    if (on === 'note') this.#detailed = true;
    if (on === 'chat' && !this.#surroundings.isWide) this.#detailed = false;
    if (on === 'search' && this.#surroundings.isNarrow) this.back();
    this.requestUpdate();
    await this.updateComplete;
    if (on === 'search') this.searchField?.select();
    if (on === 'search') this.searchField?.focus();
    else if (on === 'snooze') this.snooze?.open();
    else if (on === 'note') this.notes?.write();
    else if (this.chat) await focusChat(this.chat);
  }

  async #note(room: string, text: string): Promise<boolean> {
    const isSaved = (await this.actions?.note(room, text)) ?? false;
    if (isSaved) this.#toast.show({ text: this.#context.words.noteAdded });
    return isSaved;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-inbox': MomentoChatInboxElement;
  }
}
