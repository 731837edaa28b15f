import type { TemplateResult } from 'lit';
import { html, LitElement, nothing, query, sharedStyles, state } from '../actions/borrowed.js';
import { EmojiGrid, type Section } from './emoji-grid.js';
import { emojiMemory, rememberEmoji, rememberTone } from './emoji-memory.js';
import { toned, type Emoji, type EmojiSet } from './emoji-set.js';
import { footStyles } from './foot.styles.js';
import { ABOVE, placeAfter } from './grid-keys.js';
import { gridStyles } from './grid.styles.js';
import { groupIcons, searchIcon } from './icons.js';
import { pickerStyles } from './picker.styles.js';
import { placeOf, sheetOf, visibleArea } from './place-picker.js';
import type { EmojiStrings } from './words.js';

export interface PickerConfig {
  readonly set: EmojiSet;
  readonly words: EmojiStrings;
  /** What it stands above. */
  readonly anchor: Element;
  /** As wide as what is seen of the chat. */
  readonly frame: Element;
  /** The chat, which closes it. */
  readonly chat: Element;
  /** The button that opens and closes it; a press on it is none outside. */
  readonly button: Element | undefined;
  readonly pick: (emoji: string) => void;
  /** @param withFocus whether the focus goes back to where it came from */
  readonly ended: (withFocus: boolean) => void;
}

/** Further results of a search are found by typing on. */
const MAX_FOUND = 120;

/**
 * All emoji, to pick one from: a search field, tabs, the emoji in groups, and skin tones.
 *
 * @csspart emoji-picker - all of it
 */
export class EmojiPicker extends LitElement {
  static override styles = [sharedStyles, gridStyles, footStyles, pickerStyles];

  @state() private search = '';
  @state() private tone = emojiMemory().tone;
  /** The place of the group that is at the upper edge. */
  @state() private group = 0;
  /** The emoji under the pointer or with the focus. */
  @state() private shown: Emoji | undefined;

  @query('.list') private list!: HTMLElement;
  @query('input') private field!: HTMLInputElement;

  readonly #config: PickerConfig;
  readonly #sections: readonly Section[];
  /** Which icon each section has. */
  readonly #icons: readonly number[];
  readonly #all: EmojiGrid;
  /** All, or what a search has found. */
  #grid: EmojiGrid;
  /** The emoji that the Tab key leads to. */
  #stop = 0;
  #columns = 9;
  /** Whether the focus goes back to where it came from when it is closed. */
  #withFocus = false;
  /** Whether an emoji is being written elsewhere, and the focus comes back. */
  #isPicking = false;

  constructor(config: PickerConfig) {
    super();
    this.#config = config;
    const { set, words } = config;
    const recent = emojiMemory().recent.flatMap((text) => {
      const emoji = set.known(text);
      return emoji ? [{ ...emoji, text, tones: undefined }] : [];
    });
    const all = words.emojiGroups.map((label, group) => ({
      label,
      emoji: set.all.filter((emoji) => emoji.group === group),
    }));
    const sections = [{ label: words.emojiRecent, emoji: recent }, ...all];
    this.#icons = sections.flatMap(({ emoji }, index) => (emoji.length > 0 ? [index] : []));
    this.#sections = sections.filter(({ emoji }) => emoji.length > 0);
    this.#grid = this.#all = new EmojiGrid(this.#sections, this.tone);
  }

  /** Shows it, with the focus in the search field; a finger looks first. */
  async open(): Promise<void> {
    const { words, chat } = this.#config;
    this.popover = 'manual';
    this.role = 'dialog';
    this.ariaLabel = words.emoji;
    this.setAttribute('part', 'emoji-picker');
    await this.updateComplete;
    if (!this.isConnected) return;
    this.classList.toggle('touch', isTouch());
    this.showPopover();
    this.#fill(this.#all);
    this.#place();
    if (isTouch()) this.list.focus({ preventScroll: true });
    else this.field.focus({ preventScroll: true });
    addEventListener('pointerdown', this.#pointerdown, true);
    addEventListener('resize', this.#place);
    visualViewport?.addEventListener('resize', this.#place);
    chat.addEventListener('momento-chat-close', this.#leave);
  }

  /** @param withFocus whether the focus goes back to where it came from */
  close(withFocus: boolean): void {
    this.#withFocus = withFocus;
    this.remove();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.#pointerdown, true);
    removeEventListener('resize', this.#place);
    visualViewport?.removeEventListener('resize', this.#place);
    this.#config.chat.removeEventListener('momento-chat-close', this.#leave);
    this.#config.ended(this.#withFocus);
  }

  override render(): TemplateResult {
    const { words } = this.#config;
    const isFound = this.#grid.cells.length > 0;
    return html`<div class="picker" @keydown=${this.#keydown} @focusout=${this.#focusout}>
      <div class="search">
        ${searchIcon}
        <input
          type="text"
          enterkeyhint="done"
          autocomplete="off"
          spellcheck="false"
          maxlength="60"
          aria-label=${words.emojiSearch}
          placeholder=${words.emojiSearch}
          @input=${this.#input}
        />
      </div>
      ${
        this.search
          ? nothing
          : html`<div class="tabs" role="tablist" aria-label=${words.emoji}>
              ${this.#sections.map((section, index) => this.#tab(section, index))}
            </div>`
      }
      <div
        class="list"
        id="list"
        role="listbox"
        tabindex="-1"
        aria-label=${words.emoji}
        ?hidden=${!isFound}
        @mousedown=${keepFocus}
        @click=${this.#click}
        @scroll=${this.#scroll}
        @pointerover=${this.#look}
        @pointerleave=${this.#look}
        @focusin=${this.#look}
      ></div>
      <p class="none" ?hidden=${isFound}>${words.emojiNone}</p>
      <div class="foot">
        <div class="preview" aria-hidden="true">${this.#preview()}</div>
        <div class="tones" role="radiogroup" aria-label=${words.emojiTone}>
          ${words.emojiTones.map((label, tone) => this.#toneButton(label, tone))}
        </div>
      </div>
      <span class="visually-hidden" role="status">${this.#outcome}</span>
    </div>`;
  }

  #tab({ label }: Section, index: number): TemplateResult {
    const isShown = index === this.group;
    return html`<button
      class="tab"
      role="tab"
      aria-controls="list"
      aria-selected=${isShown ? 'true' : 'false'}
      aria-label=${label}
      title=${label}
      tabindex=${isShown ? '0' : '-1'}
      @mousedown=${keepFocus}
      @click=${() => this.#goTo(index)}
    >
      ${groupIcons[this.#icons[index] ?? 0]}
    </button>`;
  }

  #toneButton(label: string, tone: number): TemplateResult {
    const isChosen = tone === this.tone;
    return html`<button
      class="tone tone-${tone}"
      role="radio"
      aria-checked=${isChosen ? 'true' : 'false'}
      aria-label=${label}
      title=${label}
      tabindex=${isChosen ? '0' : '-1'}
      @mousedown=${keepFocus}
      @click=${() => this.#setTone(tone)}
    ></button>`;
  }

  #preview(): unknown {
    const { shown } = this;
    if (!shown) return html`<small>${isTouch() ? nothing : this.#config.words.emojiHint}</small>`;
    return html`<span class="glyph">${toned(shown, this.tone)}</span>
      <span class="name"><bdi>${shown.name}</bdi><small dir="ltr">:${shown.code}:</small></span>`;
  }

  /** What a search has found, for screen readers. */
  get #outcome(): string {
    const { words } = this.#config;
    const { length } = this.#grid.cells;
    if (!this.search) return '';
    return length > 0 ? words.emojiFound(length) : words.emojiNone;
  }

  #fill(grid: EmojiGrid): void {
    this.#grid = grid;
    this.list.replaceChildren(...grid.groups);
    this.list.scrollTop = 0;
    this.#stopAt(0);
    grid.arrange(this.#columns);
    this.requestUpdate();
  }

  readonly #place = (): void => {
    const { anchor, frame } = this.#config;
    const view = visibleArea();
    const place = isTouch()
      ? sheetOf(view)
      : placeOf(
          anchor.getBoundingClientRect(),
          frame.getBoundingClientRect(),
          view,
          this.matches(':dir(rtl)'),
        );
    // By whole names: the build shortens them.
    this.style.setProperty('--_x', `${place.x}px`);
    this.style.setProperty('--_y', `${place.y}px`);
    this.style.setProperty('--_width', `${place.width}px`);
    this.style.setProperty('--_height', `${place.height}px`);
    this.classList.toggle('low', place.low);
    const cell = isTouch() ? 44 : 36;
    this.#columns = Math.max(1, Math.floor((this.list.clientWidth - 16) / cell));
    this.style.setProperty('--_columns', String(this.#columns));
    this.#grid.arrange(this.#columns);
  };

  readonly #input = (event: Event): void => {
    // The chat listens for what is typed into its composer.
    event.stopPropagation();
    this.search = this.field.value.trim();
    if (!this.search) return this.#fill(this.#all);
    const { set, words } = this.#config;
    const emoji = set.find(this.search, MAX_FOUND);
    const label = words.emojiFound(emoji.length);
    this.#fill(new EmojiGrid(emoji.length > 0 ? [{ label, emoji }] : [], this.tone));
    this.shown = emoji[0];
  };

  readonly #click = ({ target, shiftKey }: MouseEvent): void => {
    const place = this.#grid.placeOf(target);
    if (place !== undefined) this.#pick(place, shiftKey);
  };

  #pick(place: number, keepsOpen: boolean): void {
    const emoji = this.#grid.emojiAt(place);
    if (!emoji) return;
    const text = toned(emoji, this.tone);
    rememberEmoji(text);
    if (!keepsOpen) {
      this.close(true);
      return this.#config.pick(text);
    }
    const focused = this.shadowRoot?.activeElement as HTMLElement | null;
    this.#isPicking = true;
    this.#config.pick(text);
    focused?.focus({ preventScroll: true });
    this.#isPicking = false;
  }

  #setTone(tone: number): void {
    this.tone = tone;
    rememberTone(tone);
    this.#all.tint(tone);
    if (this.#grid !== this.#all) this.#grid.tint(tone);
  }

  readonly #look = ({ type, target }: Event): void => {
    const place = type === 'pointerleave' ? undefined : this.#grid.placeOf(target);
    if (type === 'focusin' && place !== undefined) this.#stopAt(place);
    this.shown = this.#grid.emojiAt(place ?? (this.search ? 0 : -1));
  };

  /** The tab follows what is at the upper edge. */
  readonly #scroll = (): void => {
    if (this.search) return;
    const top = this.list.scrollTop + 8;
    const passed = this.#all.groups.filter(({ offsetTop }) => offsetTop <= top);
    this.group = Math.max(0, passed.length - 1);
  };

  #goTo(group: number): void {
    this.list.scrollTop = this.#all.groups[group]?.offsetTop ?? 0;
    this.group = group;
    this.#stopAt(this.#all.startOf(group));
  }

  #stopAt(place: number): void {
    const { cells } = this.#grid;
    const before = cells[this.#stop];
    if (before) before.tabIndex = -1;
    this.#stop = place;
    const cell = cells[place];
    if (cell) cell.tabIndex = 0;
  }

  #focusCell(place: number): void {
    this.#stopAt(place);
    // A group that was not laid out yet is, when it gets the focus: the heading must not cover the emoji then.
    this.#grid.cells[place]?.focus();
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const { key, isComposing, keyCode } = event;
    const target = event.target as HTMLElement;
    // The game, or the page, must not take what is written here.
    event.stopPropagation();
    if (isComposing || keyCode === 229) return;
    const isDone =
      key === 'Escape'
        ? this.#escape()
        : target === this.field
          ? this.#searchKey(event)
          : target.matches('[role=tab], [role=radio]')
            ? this.#rowKey(event, target)
            : this.#gridKey(event, target);
    if (isDone) event.preventDefault();
  };

  #escape(): boolean {
    this.close(true);
    return true;
  }

  #searchKey({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === 'Enter' && this.search) this.#pick(0, shiftKey);
    else if (key === 'ArrowDown') this.#focusCell(this.search ? 0 : this.#stop);
    else return key === 'Enter';
    return true;
  }

  /** Leads along the tabs, and the tones: there, the focus chooses. */
  #rowKey({ key }: KeyboardEvent, button: HTMLElement): boolean {
    const all = [...(button.parentElement?.querySelectorAll('button') ?? [])];
    const isRtl = this.matches(':dir(rtl)');
    const step = key === (isRtl ? 'ArrowLeft' : 'ArrowRight') ? 1 : -1;
    if (!/^Arrow(?:Left|Right)$/.test(key)) {
      if (key !== 'ArrowDown' || !button.matches('[role=tab]')) return false;
      this.#focusCell(this.#stop);
      return true;
    }
    const at = all.findIndex((each) => each === button);
    const next = all[(at + step + all.length) % all.length];
    next?.click();
    next?.focus();
    return true;
  }

  #gridKey(event: KeyboardEvent, target: HTMLElement): boolean {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    const place = this.#grid.placeOf(target) ?? this.#stop;
    if (key === 'Enter' || key === ' ') {
      this.#pick(place, shiftKey);
      return true;
    }
    const { sizes } = this.#grid;
    const page = Math.max(1, Math.floor(this.list.clientHeight / 36) - 1);
    const isRtl = this.matches(':dir(rtl)');
    const next = placeAfter(place, key, ctrlKey || metaKey, {
      sizes,
      columns: this.#columns,
      page,
      isRtl,
    });
    if (next !== undefined) {
      if (next === ABOVE) this.field.focus();
      else this.#focusCell(next);
      return true;
    }
    // What is typed here is searched for.
    if (key.length === 1 && !ctrlKey && !metaKey) this.field.focus();
    return false;
  }

  /** Tab leads out, and ends it. */
  readonly #focusout = ({ relatedTarget }: FocusEvent): void => {
    const isInside = relatedTarget === null || this.shadowRoot?.contains(relatedTarget as Node);
    if (!isInside && !this.#isPicking) this.close(false);
  };

  readonly #pointerdown = (event: Event): void => {
    const path = event.composedPath();
    const { button } = this.#config;
    if (!path.includes(this) && !(button && path.includes(button))) this.#leave();
  };

  readonly #leave = (): void => this.close(false);
}

/** The focus stays in the search field, and a phone's keyboard as it is. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-emoji-picker': EmojiPicker;
  }
}
