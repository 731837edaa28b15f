import type { PropertyValues, TemplateResult } from 'lit';
import { hasFocus } from '../../dom/active-element.js';
import type { Strings } from '../../localization/strings.js';
import { ChatError } from '../../protocol/errors.js';
import { adopt } from '../actions/adopt.js';
import {
  html,
  LitElement,
  nothing,
  property,
  query,
  sharedStyles,
  state,
} from '../actions/borrowed.js';
import { MenuLayer } from '../actions/menu-layer.js';
import { menuStyles } from '../actions/menu.styles.js';
import { placeMenu } from '../actions/place-menu.js';
import { define } from '../define.js';
import { listOf, type TranscribedHost } from '../transcribed-host.js';
import { chatMenuStyles, menuPlaceStyles } from './chat-menu.styles.js';
import { copy, download, print, type Deed } from './deeds.js';
import { checkIcon, optionsIcon } from './icons.js';
import type { MenuDesk, MenuNews, MenuSetting } from './menu-host.js';
import { settings } from './settings.js';
import { takeTranscript } from './transcript-module.js';
import { menuStrings, type MenuStrings } from './words.js';

/** How long an outcome is shown, in ms. */
const OUTCOME_MS = 3_000;
/** Screen readers get each so manieth page: four a second are too much to listen to. */
const SPOKEN_PAGES = 20;

/**
 * The button in a chat's header, and its menu: what the visitor can do with the whole conversation, and how they hear of news.
 *
 * @csspart menu-button - the button
 * @csspart menu - the menu
 * @csspart menu-item - an entry of the menu
 */
export class ChatMenu extends LitElement {
  static override styles = [sharedStyles, menuStyles, chatMenuStyles];

  /** `transcript`, `news`, `moderation`, separated by spaces; others are ignored. Templates set anything. */
  @property({ attribute: false }) tokens: unknown = '';
  @property({ attribute: false }) strings!: Strings; // set before it is rendered
  /** Brings what the visitor hears news by; undefined where there is no such thing. It is called for each other function. */
  @property({ attribute: false }) news: (() => Promise<MenuNews | undefined>) | undefined;

  /** Told that a module is missing. */
  @property({ attribute: false }) fault: ((error: ChatError) => void) | undefined;

  /** What moderators set; undefined where the room has no desk. */
  @property({ attribute: false }) desk: MenuDesk | undefined;

  /** The place of the setting whose choices are shown in place of all entries. */
  @state() private choosing: number | undefined;
  @state() private shown: 'menu' | 'sheet' | undefined;
  /** So many messages are here, while earlier ones are fetched. */
  @state() private progress: number | undefined;
  @state() private outcome = '';
  @state() private said = '';
  @state() private heard: MenuNews | undefined;

  @query('.button') private button!: HTMLElement | null; // null without entries
  @query('.menu') private menu!: HTMLElement;
  @query('.outcome') private pill!: HTMLElement | null; // likewise

  readonly #layer = new MenuLayer({
    menu: () => this.menu,
    anchor: () => this,
    within: () => this.#frame,
    button: () => this.button,
    leave: () => this.#leave(),
    hide: () => this.#hide(),
  });
  #listening: AbortController | undefined;
  #stopping: AbortController | undefined;
  #isReported = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#host.addEventListener('momento-chat-close', () => this.#hide(), { signal });
    adopt(this.#host, menuPlaceStyles);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#hide();
  }

  override updated(changed: PropertyValues<this>): void {
    // Its place has a frame.
    this.hidden = this.#isEmpty;
    if (changed.has('news') || changed.has('tokens')) void this.#hear();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.#isEmpty) return nothing;
    const words = this.#words;
    const { shown, progress } = this;
    const isBusy = progress !== undefined;
    return html`<button
        class="button"
        part="menu-button"
        aria-label=${words.chatMenu}
        aria-haspopup="menu"
        aria-expanded=${shown ? 'true' : 'false'}
        @click=${this.#toggle}
        @keydown=${this.#press}
      >
        ${optionsIcon}
      </button>
      <div
        class="menu ${shown ?? ''}"
        part="menu"
        popover="manual"
        role=${isBusy ? 'dialog' : 'menu'}
        aria-label=${words.chatMenu}
        @keydown=${this.#keydown}
      >
        ${shown ? (isBusy ? this.#wait(words, progress) : this.#choices(words)) : nothing}
      </div>
      <div class="outcome" popover="manual" aria-hidden="true">${this.outcome}</div>
      <div class="visually-hidden" role="status">${this.said}</div>`;
  }

  /** Opens the menu: for fingers as a sheet at the screen's lower edge. */
  async open(): Promise<void> {
    if (this.shown) return;
    const isTouch = matchMedia('(hover: none) and (pointer: coarse)').matches;
    this.shown = isTouch ? 'sheet' : 'menu';
    void this.#hear();
    await this.updateComplete;
    if (this.isConnected && this.shown) this.#layer.open(this.shown);
  }

  #choices(words: Words): TemplateResult {
    const entry = (label: string, deed: Deed): TemplateResult =>
      html`<button
        class="entry"
        part="menu-item"
        role="menuitem"
        tabindex="-1"
        @click=${() => void this.#do(deed)}
      >
        ${label}
      </button>`;
    const set = (entry: MenuSetting): void => this.#set(entry);
    const chosen = this.#settings[this.choosing ?? -1];
    if (chosen?.choices) return html`${settings(chosen.choices, chosen, set)}`;
    return html`${settings(this.#settings, undefined, set)}${
      this.#has('transcript')
        ? html`<div class="group" role="group">
            ${entry(words.copyConversation, copy)} ${entry(words.downloadText, download('text'))}
            ${entry(words.downloadPage, download('html'))}
            ${entry(words.downloadJson, download('json'))} ${entry(words.printConversation, print)}
          </div>`
        : nothing
    }${this.#hasNews && this.heard ? this.#newsEntries(words, this.heard) : nothing}`;
  }

  #newsEntries(words: Words, news: MenuNews): TemplateResult {
    const { sound, desktop } = news;
    const hints = { denied: words.newsDenied, unsupported: words.newsUnsupported };
    const hint = desktop === 'denied' || desktop === 'unsupported' ? hints[desktop] : '';
    const setSound = (): void => {
      news.setSound(!sound);
      this.requestUpdate();
    };
    const setDesktop = (): void => {
      if (!hint) void this.#ask(news, desktop === 'off');
    };
    return html`<div class="group" role="group">
      ${this.#checkbox(words.newsSound, sound, '', setSound)}
      ${this.#checkbox(words.newsDesktop, desktop === 'on', hint, setDesktop)}
    </div>`;
  }

  /** @param hint why it cannot be changed; empty where it can */
  #checkbox(label: string, on: boolean, hint: string, onClick: () => void): TemplateResult {
    // Not `disabled`: the focus goes there, too, so that the reason is read.
    return html`<button
      class="entry"
      part="menu-item"
      role="menuitemcheckbox"
      aria-checked=${on ? 'true' : 'false'}
      aria-disabled=${hint ? 'true' : 'false'}
      tabindex="-1"
      @click=${onClick}
    >
      <span>${label}${hint ? html` <small>${hint}</small>` : nothing}</span>${checkIcon}
    </button>`;
  }

  #set(entry: MenuSetting): void {
    if (entry.choices) {
      this.choosing = this.#settings.findIndex(({ label }) => label === entry.label);
      void this.#placeAgain().then(() => this.#layer.buttons[0]?.focus());
      return;
    }
    this.#leave();
    entry.run?.();
  }

  get #isEmpty(): boolean {
    return !this.#has('transcript') && !this.#hasNews && this.#settings.length === 0;
  }

  get #settings(): readonly MenuSetting[] {
    return (this.#has('moderation') && this.desk?.entries) || [];
  }

  #wait(words: Words, count: number): TemplateResult {
    return html`<p>${words.gathering(count)}</p>
      <div class="answers">
        <button class="entry" part="menu-item" @click=${() => this.#stopping?.abort()}>
          ${words.stopGathering}
        </button>
      </div>`;
  }

  async #do(deed: Deed): Promise<void> {
    const host = this.#host;
    const words = this.#words;
    const { room } = host;
    const stopping = new AbortController();
    const { signal } = stopping;
    let pages = 0;
    const onProgress = (count: number): void => {
      this.progress = count;
      void this.#placeAgain();
      pages += 1;
      if (pages % SPOKEN_PAGES === 0) this.said = words.gathering(count);
    };
    const list = listOf(host);
    const isLong = list?.earlier !== 'none';
    if (isLong) this.#stopping = stopping;
    // What comes after the chat has gone is not what the visitor has asked for.
    const taken = takeTranscript(host, { signal, ...(isLong && { onProgress }) }).then((result) => {
      if (!host.isConnected || host.room !== room) stopping.abort();
      signal.throwIfAborted();
      return result;
    });
    const done = deed(taken, { area: this.renderRoot, words }).catch((error: unknown) => {
      if (signal.aborted) return words.gatheringStopped;
      this.#report(error);
      return words.transcriptFailed;
    });
    if (isLong) await this.#showProgress(list?.messages.length ?? 0);
    else this.#leave();
    const outcome = await done;
    if (isLong) {
      this.progress = undefined;
      this.#stopping = undefined;
      if (this.shown) this.#leave();
    }
    await this.#tell(outcome);
  }

  /** A missing module is reported once to the page, which logs it; all else is logged. */
  #report(error: unknown): void {
    if (!(error instanceof ChatError)) {
      console.error('<momento-chat> unable to make a transcript; see the cause.', error);
    } else if (!this.#isReported) {
      this.#isReported = true;
      this.fault?.(error);
    }
  }

  async #showProgress(count: number): Promise<void> {
    this.progress = count;
    this.said = this.#words.gathering(count);
    await this.#placeAgain();
    if (this.shown) this.#layer.buttons[0]?.focus();
  }

  /** Shows what became of it for a while. */
  async #tell(outcome: string): Promise<void> {
    clearTimeout(this.#timer);
    this.outcome = this.said = outcome;
    await this.updateComplete;
    const { pill } = this;
    if (!pill || !this.isConnected) return;
    pill.hidePopover();
    if (!outcome) return;
    pill.showPopover();
    placeMenu(pill, this, this.#frame);
    this.#timer = setTimeout(() => void this.#tell(''), OUTCOME_MS);
  }

  /** Asks what there is now, of the news. */
  async #hear(): Promise<void> {
    const { news } = this;
    if (!this.#has('news')) return;
    // The chat has reported it by itself.
    const heard = await news?.().catch(() => undefined);
    // Another one may have been asked meanwhile.
    if (news !== this.news) return;
    this.heard = heard;
    this.requestUpdate();
    await this.#placeAgain();
  }

  /** Its content may have become wider. */
  async #placeAgain(): Promise<void> {
    await this.updateComplete;
    if (this.shown === 'menu' && this.menu.matches(':popover-open')) this.#layer.place();
  }

  async #ask(news: MenuNews, on: boolean): Promise<void> {
    await news.setDesktop(on).catch(() => undefined);
    await this.#hear();
  }

  readonly #toggle = (): void => {
    if (this.shown) this.#leave();
    else void this.open();
  };

  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    void this.open();
  };

  readonly #keydown = (event: KeyboardEvent): void =>
    this.#layer.keydown(event, this.progress !== undefined);

  /** Gives the focus back to the button. */
  #leave(): void {
    const hadFocus = hasFocus(this);
    this.#hide();
    if (hadFocus) this.button?.focus({ preventScroll: true });
  }

  #hide(): void {
    if (!this.shown) return;
    this.shown = this.choosing = undefined;
    this.#layer.close();
  }

  #has(token: string): boolean {
    const { tokens } = this;
    return typeof tokens === 'string' && tokens.split(/\s+/).includes(token);
  }

  get #hasNews(): boolean {
    return this.#has('news') && this.news !== undefined;
  }

  get #words(): Words {
    return menuStrings(this.strings);
  }

  /** What is seen of the chat: the host of a panel has no box of its own. */
  get #frame(): Element {
    return this.closest('.panel, .float') ?? this.#host;
  }

  get #host(): TranscribedHost {
    return (this.getRootNode() as ShadowRoot).host as TranscribedHost;
  }
}

type Words = MenuStrings & Strings;

define('momento-chat-menu', ChatMenu);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-menu': ChatMenu;
  }
}
