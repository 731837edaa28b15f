import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { Strings } from '../../localization/strings.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { EarlierState, Notice } from '../list-notes.js';
import { html } from './borrowed.js';

/** So many earlier pages are asked for at most. */
const MAX_PAGES = 50;
/** What takes longer has failed, in ms: the visitor does something else by then, and must not be moved. */
const DEADLINE_MS = 15_000;
/** How long the outcome is shown, in ms. */
const NOTICE_MS = 5_000;
/** By so much senders' clocks may differ from the order of their messages, in ms. */
const CLOCK_SKEW_MS = 3_600_000;
/** So many of the oldest messages must agree: the clock of one sender may be wrong by any time. */
const WITNESSES = 20;

/** Shows the visitor which row they were led to. */
export type MarkRow = (row: HTMLElement) => void;

export interface OriginalFinderConfig {
  /** The message's row, if it is rendered. */
  readonly row: (id: string) => HTMLElement | undefined;
  /** Asks for earlier messages. */
  readonly more: () => void;
  /** Scrolls to the row. */
  readonly found: (row: HTMLElement) => void;
  /** Called when `notice` has changed to this. */
  readonly noted: (notice: Notice) => void;
}

/** The list. */
export interface FinderHost extends ReactiveControllerHost {
  readonly earlier: EarlierState;
  /** Those that are loaded, oldest first. */
  readonly messages: readonly ChatMessage[];
}

/** Leads to one message: earlier pages are fetched until it is loaded, or cannot be found any more. */
export class OriginalFinder {
  readonly #host: FinderHost;
  readonly #config: OriginalFinderConfig;
  #wanted:
    | { readonly id: string; readonly order: number; readonly mark: MarkRow; pages: number }
    | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notice: Notice | undefined;

  constructor(host: FinderHost, config: OriginalFinderConfig) {
    this.#host = host;
    this.#config = config;
  }

  /** The id of the wanted message. */
  get id(): string | undefined {
    return this.#wanted?.id;
  }

  /** How it is going, or has ended; undefined where there is nothing to say. Screen readers get it from the log. */
  render(strings: Strings): TemplateResult | undefined {
    return (
      this.#notice &&
      html`<p class="pill notice" part="notice" aria-hidden="true">${strings[this.#notice]}</p>`
    );
  }

  /** @param order the message's place in the history, if it is known: nothing is fetched from before it */
  start(id: string, order = NaN, mark: MarkRow = highlight): void {
    this.stop();
    this.#wanted = { id, order, mark, pages: 0 };
    this.#timer = setTimeout(() => this.end('earlierFailed'), DEADLINE_MS);
    this.#host.requestUpdate();
  }

  readonly stop = (): void => {
    clearTimeout(this.#timer);
    this.#wanted = undefined;
    this.#notice = undefined;
    this.#host.requestUpdate();
  };

  /** Call it when the list has left the page. */
  leave(): void {
    if (this.#wanted || this.#notice) this.stop();
  }

  /** Call it when the rows are rendered. */
  proceed(): void {
    const wanted = this.#wanted;
    if (!wanted) return;
    const { row, more, found } = this.#config;
    const original = row(wanted.id);
    if (original) {
      this.stop();
      found(original);
      wanted.mark(original);
      return;
    }
    const state = this.#host.earlier;
    if (state === 'loading' || state === 'unknown') return;
    // What failed before is tried again.
    const isFetchable = state === 'available' || (state === 'failed' && wanted.pages === 0);
    if (isFetchable && wanted.pages < MAX_PAGES && !this.#isPast(wanted.order)) {
      wanted.pages += 1;
      if (wanted.pages === 1) this.#say('loadingEarlier');
      more();
    } else {
      this.end(state === 'failed' ? 'earlierFailed' : 'originalGone');
    }
  }

  /** Whether older messages than the wanted one are loaded. Their order is not known here, only when they were sent. */
  #isPast(order: number): boolean {
    const oldest = this.#host.messages.slice(0, WITNESSES);
    return (
      oldest.length > 0 && oldest.every(({ sentAt = Infinity }) => sentAt < order - CLOCK_SKEW_MS)
    );
  }

  /** Ends with a notice, which is shown for a while: the visitor is told the outcome of an action in the same place. */
  end(notice: Notice): void {
    this.stop();
    this.#say(notice);
    this.#timer = setTimeout(this.stop, NOTICE_MS);
  }

  #say(notice: Notice): void {
    this.#notice = notice;
    this.#config.noted(notice);
    this.#host.requestUpdate();
  }
}

/** Shows the reader which message they were led to: marks its row for a moment, and gives it the focus. */
function highlight(row: HTMLElement): void {
  row.dataset.found = '';
  row.addEventListener('animationend', () => delete row.dataset.found, { once: true });
  row.focus({ preventScroll: true });
}
