import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { localeOf } from '../../localization/locale.js';
import type { OpenReport } from '../../protocol/inbox.js';
import { define } from '../../views/define.js';
import { sharedStyles } from '../../views/shared.styles.js';
import { keyOf, type Deed, type ReportQueue } from '../report-queue.js';
import type { ReportStrings } from '../report-words.js';
import type { LineContext } from './conversation-line.js';
import { emptyStyles } from './empty.styles.js';
import { reportsStyles } from './reports.styles.js';

/** For how long an author is muted or banned, in hours. */
const MUTE_HOURS = 1;
const BAN_HOURS = 24;

/** The reported messages. Keys lead from one to the next; Enter opens one where it stands, and `e` dismisses it. */
export class ReportsList extends LitElement {
  static override styles = [sharedStyles, emptyStyles, reportsStyles];

  @property({ attribute: false }) queue: ReportQueue | undefined;
  @property({ attribute: false }) texts: ReportStrings | undefined;
  @property({ attribute: false }) context: LineContext | undefined;
  @property({ attribute: false }) language = '';
  /** The open one's key. */
  @property({ attribute: false }) opened = '';
  /** Renders again: the queue has changed. */
  @property({ attribute: false }) revision = 0;
  @property({ attribute: false }) open: (report: OpenReport) => void = () => undefined;
  @property({ attribute: false }) settle: (report: OpenReport, deed: Deed) => void = () =>
    undefined;

  #active = '';

  override focus(): void {
    this.#cards[this.#index]?.focus();
  }

  /** Goes some reports on. */
  move(by: number): void {
    this.#goTo(this.#isIn ? this.#index + by : 0);
  }

  /** The one that keys act on. */
  get activeReport(): OpenReport | undefined {
    return this.#reports[this.#index];
  }

  override render(): TemplateResult {
    const { queue, texts, context } = this;
    if (!queue || !texts || !context) return html``;
    const reports = this.#reports;
    if (reports.length === 0) {
      if (!queue.reports && !queue.error) return html`<div class="empty" aria-busy="true"></div>`;
      const isFailed = queue.error !== undefined;
      return html`<div class="empty" role=${isFailed ? 'alert' : 'status'}>
        <span>${isFailed ? texts.reportsFailed : texts.noReports}</span>
        ${
          isFailed
            ? html`<button class="text-button" @click=${() => queue.refresh()}>
                ${context.words.tryAgain}
              </button>`
            : nothing
        }
      </div>`;
    }
    const more = queue.total - reports.length;
    return html`<ul aria-label=${texts.reports} part="reports" @keydown=${this.#keydown}>
      ${repeat(reports, keyOf, (report, index) => this.#card(report, index, texts, context))}
      ${more > 0 ? html`<li class="more">${texts.moreReports(more)}</li>` : nothing}
    </ul>`;
  }

  #card(
    report: OpenReport,
    index: number,
    texts: ReportStrings,
    { words, times, now }: LineContext,
  ): TemplateResult {
    const { author, room, text, at, count, reasons } = report;
    const isPending = this.queue?.isPending(report) ?? false;
    const button = (label: string, deed: Deed): TemplateResult =>
      html`<button ?disabled=${isPending} @click=${() => this.settle(report, deed)}>
        ${label}
      </button>`;
    const time = (hours: number): string => hoursIn(this.language, hours);
    return html`<li
      class="card ${isPending ? 'pending' : ''}"
      part="report"
      tabindex=${index === this.#index ? '0' : '-1'}
      data-key=${keyOf(report)}
      aria-current=${keyOf(report) === this.opened ? 'true' : 'false'}
      @focus=${() => (this.#active = keyOf(report))}
      @click=${(event: Event) => this.#click(event, report)}
    >
      <div class="head">
        <b dir="auto">${author.name || words.guest}</b>
        <span class="room" dir="auto">${room}</span>
        <time datetime=${new Date(at).toISOString()} title=${times.full(at)}
          >${times.ago(at, now)}</time
        >
      </div>
      <p class="text" dir="auto">${text}</p>
      <div class="why">
        <span class="count">${texts.reportCount(count)}</span>
        ${reasons.map((reason) => html`<q dir="auto">${reason}</q>`)}
      </div>
      <div class="deeds">
        ${button(texts.reportDismiss, { deed: 'dismiss' })}
        ${button(texts.reportRemove, { deed: 'remove' })}
        ${
          author.id === undefined
            ? nothing
            : html`${button(texts.reportMute(time(MUTE_HOURS)), {
                deed: 'mute',
                seconds: 3_600 * MUTE_HOURS,
              })}
              ${button(texts.reportBan(time(BAN_HOURS)), {
                deed: 'ban',
                seconds: 3_600 * BAN_HOURS,
              })}`
        }
      </div>
    </li>`;
  }

  get #reports(): readonly OpenReport[] {
    return this.queue?.reports ?? [];
  }

  get #cards(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.card')];
  }

  get #isIn(): boolean {
    return this.#reports.some((report) => keyOf(report) === this.#active);
  }

  get #index(): number {
    return Math.max(
      0,
      this.#reports.findIndex((report) => keyOf(report) === this.#active),
    );
  }

  #goTo(index: number): void {
    const at = Math.min(this.#reports.length - 1, Math.max(0, index));
    const report = this.#reports[at];
    if (!report) return;
    this.#active = keyOf(report);
    this.requestUpdate();
    this.#cards[at]?.focus();
  }

  #click(event: Event, report: OpenReport): void {
    const target = event.target as Element;
    if (target.closest('button') || getSelection()?.type === 'Range') return;
    this.#active = keyOf(report);
    this.open(report);
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const report = this.activeReport;
    const isCard = (target as Element).matches('.card');
    if (key === 'ArrowDown' || key === 'j') this.move(1);
    else if (key === 'ArrowUp' || key === 'k') this.move(-1);
    else if (key === 'Home') this.#goTo(0);
    else if (key === 'End') this.#goTo(this.#reports.length - 1);
    else if (key === 'Enter' && isCard && report) this.open(report);
    else if (key === 'e' && report) this.settle(report, { deed: 'dismiss' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function hoursIn(language: string, hours: number): string {
  const [unit, count] =
    hours % 24 === 0 ? (['day', hours / 24] as const) : (['hour', hours] as const);
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(localeOf(language), style).format(count);
}

define('momento-chat-inbox-reports', ReportsList);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-inbox-reports': ReportsList;
  }
}
