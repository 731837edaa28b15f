import { html, type TemplateResult } from 'lit';
import type { MomentoChatElement } from '../momento-chat.js';
import { closestLanguage } from '../localization/closest-language.js';
import type { OpenReport } from '../protocol/inbox.js';
import type { InboxProperties } from './inbox-properties.js';
import { keyOf, type Deed, type ReportQueue } from './report-queue.js';
import type { ReportStrings } from './report-words.js';
import { showMessage } from './show-message.js';
import type { Toast } from './toast.js';
import type { LineContext } from './views/conversation-line.js';
import type { ReportsTab } from './views/inbox-side.js';
// It registers the element.
import './views/reports-list.js';

/** The inbox, as far as reports need it. */
interface ReportsInbox extends InboxProperties {
  open(room: string): void;
}

export interface ReportsConfig {
  readonly queue: () => ReportQueue | undefined;
  readonly toast: Toast;
  readonly context: () => LineContext;
  /** Changes with what is shown. */
  readonly revision: () => number;
  /** The open conversation. */
  readonly chat: () => MomentoChatElement | null;
}

/** The queue of reports in an inbox: its tab, its list, and what a moderator does with it. */
export class ReportsController {
  readonly #inbox: ReportsInbox;
  readonly #config: ReportsConfig;
  #opened = '';

  constructor(inbox: ReportsInbox, config: ReportsConfig) {
    this.#inbox = inbox;
    this.#config = config;
  }

  get isShown(): boolean {
    return this.#inbox.view !== 'conversations';
  }

  get tab(): ReportsTab | undefined {
    const queue = this.#config.queue();
    const only = this.#inbox.view === 'reports-only';
    if (!queue?.isOpen && !only) return undefined;
    return {
      texts: this.#texts,
      total: queue?.total ?? 0,
      shown: this.isShown,
      only,
      show: () => (this.#inbox.view = 'reports'),
    };
  }

  /** @returns whether the reports are what keys are for */
  move(by: number): boolean {
    if (this.isShown) this.#list?.move(by);
    return this.isShown;
  }

  /** @returns whether the reports are what keys are for */
  focus(): boolean {
    if (this.isShown) this.#list?.focus();
    return this.isShown;
  }

  render(): TemplateResult {
    return html`<div class="lines">
      <momento-chat-inbox-reports
        .queue=${this.#config.queue()}
        .texts=${this.#texts}
        .context=${this.#config.context()}
        .language=${closestLanguage(this.#inbox)}
        .revision=${this.#config.revision()}
        .opened=${this.#inbox.room ? this.#opened : ''}
        .open=${this.#open}
        .settle=${this.#settle}
      ></momento-chat-inbox-reports>
    </div>`;
  }

  get #texts(): ReportStrings {
    return this.#config.context().words;
  }

  get #list() {
    return this.#inbox.renderRoot.querySelector('momento-chat-inbox-reports');
  }

  readonly #open = (report: OpenReport): void => {
    this.#opened = keyOf(report);
    this.#inbox.open(report.room);
    this.#inbox.requestUpdate();
    void this.#inbox.updateComplete.then(async () => {
      const chat = this.#config.chat();
      if (chat) await showMessage(chat, report.id);
    });
  };

  readonly #settle = (report: OpenReport, deed: Deed): void => {
    const hadFocus = this.#list?.matches(':focus-within') ?? false;
    void this.#config
      .queue()
      ?.settle(report, deed)
      .then(async (outcome) => {
        const texts = this.#texts;
        const name = report.author.name || this.#config.context().words.guest;
        const done = {
          dismiss: texts.reportDismissed,
          remove: texts.reportRemoved,
          mute: texts.reportMuted,
          ban: texts.reportBanned,
        }[deed.deed];
        const text = {
          done: done(`\u2068${name}\u2069`),
          gone: texts.reportGone,
          forbidden: texts.reportForbidden,
          failed: texts.reportNotDone,
        }[outcome];
        this.#config.toast.show({ text, wrong: outcome === 'forbidden' || outcome === 'failed' });
        // The button that had it is gone.
        await this.#inbox.updateComplete;
        await this.#list?.updateComplete;
        if (hadFocus) this.#list?.focus();
      });
  };
}
