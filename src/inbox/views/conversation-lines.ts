import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { avatarHue } from '../../views/avatar.js';
import { avatarStyles } from '../../views/avatar.styles.js';
import { define } from '../../views/define.js';
import { sharedStyles } from '../../views/shared.styles.js';
import {
  conversationLine,
  hueKeyOf,
  type LineContext,
  type LineData,
} from './conversation-line.js';
import { lineStyles } from './line.styles.js';

/** Lines above and below those in view: the keyboard and a quick finger find them there. */
const MARGIN = 6;
/** Before the first line was measured, in px. */
const USUAL_HEIGHT = 76;

export interface LinesConfig {
  readonly dataOf: (room: string) => LineData | undefined;
  readonly open: (room: string) => void;
  /** Another line is the active one. */
  readonly activate: (room: string) => void;
  /** The last line in view has this index. */
  readonly reach: (index: number) => void;
  /** Whether an agent looks at the lines, so that none may move. */
  readonly hold: (held: boolean) => void;
}

/**
 * The lines of the conversations, of which only those in view, and some around them, are elements. Keys lead from line to line;
 * the list itself keeps the focus.
 */
export class ConversationLines extends LitElement {
  static override styles = [sharedStyles, avatarStyles, lineStyles];

  @property({ attribute: false }) rooms: readonly string[] = [];
  /** Whether further pages will be fetched. */
  @property({ attribute: false }) hasMore = false;
  @property({ attribute: false }) busy = false;
  /** The line that keys act on. */
  @property({ attribute: false }) active = '';
  @property({ attribute: false }) context: LineContext | undefined;
  /** Renders again: the lines' data has changed. */
  @property({ attribute: false }) revision = 0;
  @property({ attribute: false }) config: LinesConfig | undefined;

  @query('.scroller') private scroller!: HTMLElement | null;
  @query('.space') private space!: HTMLElement | null;
  @query('.rows') private rowsBox!: HTMLElement | null;
  @query('[role=listbox]') private listbox!: HTMLElement | null;

  readonly #sizes = new ResizeObserver(() => this.#measure());
  #lineHeight = USUAL_HEIGHT;
  #height = 0;
  #top = 0;
  #pointer = false;
  #focused = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    this.#pointer = this.#focused = false;
  }

  /** The index of the active line; 0 where it is not in the list. */
  get activeIndex(): number {
    return Math.max(0, this.rooms.indexOf(this.active));
  }

  /** The room of the active line. */
  get activeRoom(): string | undefined {
    return this.rooms[this.activeIndex];
  }

  override focus(options?: FocusOptions): void {
    this.listbox?.focus(options);
  }

  /** Goes some lines on. */
  move(by: number): void {
    const isIn = this.rooms.includes(this.active);
    this.goTo(isIn ? this.activeIndex + by : 0);
  }

  goTo(index: number): void {
    const at = Math.min(this.rooms.length - 1, Math.max(0, index));
    const room = this.rooms[at];
    if (room === undefined) return;
    this.#activate(room);
    this.#reveal(at);
  }

  /** The newest ones. */
  toTop(): void {
    if (this.scroller) this.scroller.scrollTop = 0;
    this.#scrolled();
  }

  override render(): TemplateResult {
    const { rooms, context, config, activeIndex } = this;
    const { first, last } = this.#range;
    const shown = rooms.slice(first, last);
    const isActiveShown = activeIndex >= first && activeIndex < last;
    return html`<div
      class="scroller"
      @scroll=${this.#scrolled}
      @pointerenter=${this.#pointed}
      @pointerleave=${this.#pointed}
    >
      <div
        role="listbox"
        part="conversations"
        tabindex="0"
        aria-label=${context?.words.conversations ?? ''}
        aria-busy=${this.busy ? 'true' : 'false'}
        aria-activedescendant=${isActiveShown ? `line-${activeIndex}` : nothing}
        @keydown=${this.#keydown}
        @focusin=${this.#focus}
        @focusout=${this.#blur}
        @click=${this.#click}
      >
        <div class="space" role="presentation">
          <div class="rows" role="presentation">
            ${
              context &&
              config &&
              repeat(
                shown,
                (room) => room,
                (room, index) =>
                  conversationLine(config.dataOf(room), context, {
                    room,
                    index: first + index,
                    count: this.hasMore ? -1 : rooms.length,
                    active: first + index === activeIndex,
                  }),
              )
            }
          </div>
        </div>
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { first, last } = this.#range;
    if (this.space) this.space.style.blockSize = `${this.rooms.length * this.#lineHeight}px`;
    if (this.rowsBox) this.rowsBox.style.translate = `0 ${first * this.#lineHeight}px`;
    for (const line of this.renderRoot.querySelectorAll<HTMLElement>('.line')) {
      const data = this.config?.dataOf(line.dataset.room ?? '');
      if (data) line.style.setProperty('--_hue', String(avatarHue(hueKeyOf(data.conversation))));
    }
    this.#measure();
    if (changed.has('rooms') || changed.has('hasMore')) this.#tellReach(last);
  }

  get #range(): { readonly first: number; readonly last: number } {
    const first = Math.floor(this.#top / this.#lineHeight) - MARGIN;
    const count = Math.ceil(this.#height / this.#lineHeight) + 2 * MARGIN + 1;
    const start = Math.max(0, Math.min(first, this.rooms.length - count));
    return { first: start, last: Math.min(this.rooms.length, start + count) };
  }

  #measure(): void {
    const height = this.scroller?.clientHeight ?? 0;
    const line = this.renderRoot.querySelector<HTMLElement>('.line')?.offsetHeight;
    const lineHeight = line || this.#lineHeight;
    if (height === this.#height && lineHeight === this.#lineHeight) return;
    this.#height = height;
    this.#lineHeight = lineHeight;
    this.requestUpdate();
  }

  #tellReach(last: number): void {
    if (this.rooms.length > 0) this.config?.reach(Math.max(0, last - 1 - MARGIN));
  }

  readonly #scrolled = (): void => {
    const before = this.#range;
    this.#top = this.scroller?.scrollTop ?? 0;
    const { first, last } = this.#range;
    if (first !== before.first || last !== before.last) {
      this.requestUpdate();
      this.#tellReach(last);
    }
    this.#hold();
  };

  readonly #pointed = ({ type, pointerType }: PointerEvent): void => {
    this.#pointer = type === 'pointerenter' && pointerType !== 'touch';
    this.#hold();
  };

  readonly #focus = (): void => {
    this.#focused = true;
    if (!this.rooms.includes(this.active) && this.rooms[0]) this.#activate(this.rooms[0]);
    this.#hold();
  };

  readonly #blur = (): void => {
    this.#focused = false;
    this.#hold();
  };

  #activate(room: string): void {
    // At once: the next key may come before the inbox is rendered.
    this.active = room;
    this.config?.activate(room);
  }

  #hold(): void {
    this.config?.hold(this.#pointer || this.#focused || this.#top > 0);
  }

  readonly #click = ({ target }: Event): void => {
    const line = (target as Element).closest<HTMLElement>('.line');
    const room = line?.dataset.room;
    if (!room) return;
    this.#activate(room);
    this.config?.open(room);
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#height / this.#lineHeight) - 1);
    const index = this.activeIndex;
    if (key === 'ArrowDown') this.goTo(index + 1);
    else if (key === 'ArrowUp') this.goTo(index - 1);
    else if (key === 'PageDown') this.goTo(index + page);
    else if (key === 'PageUp') this.goTo(index - page);
    else if (key === 'Home') this.goTo(0);
    else if (key === 'End') this.goTo(this.rooms.length - 1);
    else if (key === 'Enter' || key === ' ') {
      const room = this.activeRoom;
      if (room) this.config?.open(room);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #reveal(index: number): void {
    const { scroller } = this;
    if (!scroller) return;
    const top = index * this.#lineHeight;
    const least = top + this.#lineHeight - scroller.clientHeight;
    scroller.scrollTop = Math.min(top, Math.max(scroller.scrollTop, least));
    this.#scrolled();
  }
}

define('momento-chat-inbox-lines', ConversationLines);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-inbox-lines': ConversationLines;
  }
}
