import { html, LitElement, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { define } from '../../views/define.js';
import { sharedStyles } from '../../views/shared.styles.js';
import { snoozeTimes, type SnoozeKind, type Times } from '../times.js';
import type { InboxStrings } from '../words.js';
import { paneStyles } from './pane.styles.js';

/** Between the button and its menu, and between the menu and the window's edges, in px. */
const GAP = 4;

/** The button that snoozes a conversation, and the menu of the times until when. */
export class SnoozeButton extends LitElement {
  static override styles = [sharedStyles, paneStyles];

  @property({ attribute: false }) words: InboxStrings | undefined;
  @property({ attribute: false }) times: Times | undefined;
  @property({ attribute: false }) disabled = false;
  @property({ attribute: false }) choose: (until: number) => void = () => undefined;

  @query('.deed') private button!: HTMLButtonElement | null;
  @query('.snooze-menu') private menu!: HTMLElement | null;

  /** Opens the menu; its first entry gets the focus. */
  open(): void {
    const { menu, button } = this;
    if (this.disabled || !menu || !button || menu.matches(':popover-open')) return;
    this.requestUpdate();
    menu.showPopover();
    const { left, right, bottom, top } = button.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = menu;
    const isRtl = getComputedStyle(this).direction === 'rtl';
    const start = isRtl ? right - offsetWidth : left;
    const isBelow = bottom + GAP + offsetHeight < innerHeight;
    menu.style.left = `${Math.max(GAP, Math.min(start, innerWidth - offsetWidth - GAP))}px`;
    menu.style.top = `${isBelow ? bottom + GAP : Math.max(GAP, top - GAP - offsetHeight)}px`;
    menu.querySelector('button')?.focus();
  }

  override render(): TemplateResult {
    const { words, times } = this;
    const now = Date.now();
    return html`<button
        class="deed"
        aria-haspopup="menu"
        aria-expanded="false"
        ?disabled=${this.disabled}
        @click=${() => this.open()}
      >
        ${words?.snooze}
      </button>
      <div
        class="snooze-menu"
        popover
        role="menu"
        aria-label=${words?.snooze ?? ''}
        @keydown=${this.#keydown}
        @toggle=${this.#toggled}
      >
        ${snoozeTimes(now).map(
          ({ kind, until }) =>
            html`<button role="menuitem" tabindex="-1" @click=${() => this.#choose(until)}>
              ${words && labelOf(kind, words)} <small>${times?.ahead(until, now)}</small>
            </button>`,
        )}
      </div>`;
  }

  #choose(until: number): void {
    this.menu?.hidePopover();
    this.choose(until);
  }

  readonly #toggled = (event: Event): void => {
    const isOpen = (event as ToggleEvent).newState === 'open';
    this.button?.setAttribute('aria-expanded', String(isOpen));
  };

  readonly #keydown = (event: KeyboardEvent): void => {
    const entries = [...(this.menu?.querySelectorAll('button') ?? [])];
    const index = entries.findIndex((entry) => entry.matches(':focus'));
    const { key } = event;
    if (key === 'ArrowDown') (entries[index + 1] ?? entries[0])?.focus();
    else if (key === 'ArrowUp') (entries[index - 1] ?? entries.at(-1))?.focus();
    else if (key === 'Home') entries[0]?.focus();
    else if (key === 'End') entries.at(-1)?.focus();
    else if (key === 'Escape' || key === 'Tab') {
      this.menu?.hidePopover();
      if (key === 'Escape') this.button?.focus();
      else return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function labelOf(kind: SnoozeKind, words: InboxStrings): string {
  switch (kind) {
    case 'hour':
      return words.snoozeHour;
    case 'hours':
      return words.snoozeHours(3);
    case 'evening':
      return words.snoozeEvening;
    case 'tomorrow':
      return words.snoozeTomorrow;
  }
}

define('momento-chat-inbox-snooze', SnoozeButton);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-inbox-snooze': SnoozeButton;
  }
}
