import { localeOf } from '../../localization/locale.js';
import { html, nothing, type TemplateResult } from 'lit';
import { CONVERSATION_FILTERS, type ConversationFilter } from '../../protocol/inbox.js';
import type { ConnectionStatus } from '../../protocol/connection-status.js';
import type { ChatError } from '../../protocol/errors.js';
import type { Counts } from '../counter.js';
import type { Desk } from '../desk.js';
import type { ReportStrings } from '../report-words.js';
import type { InboxStrings } from '../words.js';
import type { LineContext } from './conversation-line.js';
import type { LinesConfig } from './conversation-lines.js';
import { keysIcon, searchIcon } from './icons.js';
// It registers the element.
import './conversation-lines.js';

export interface SideProps {
  readonly words: InboxStrings;
  readonly language: string;
  readonly filter: ConversationFilter;
  readonly counts: Counts | undefined;
  readonly searched: string;
  readonly setFilter: (filter: ConversationFilter) => void;
  readonly search: (text: string) => void;
  readonly showKeys: () => void;
  /** Undefined: the server has no queue of reports. */
  readonly reports?: ReportsTab | undefined;
}

/** The queue of reports, beside the filters. */
export interface ReportsTab {
  readonly texts: ReportStrings;
  readonly total: number;
  readonly shown: boolean;
  /** Nothing but the reports is of interest. */
  readonly only: boolean;
  readonly show: () => void;
}

/** Above the list: the search, and the filters with their counts. */
export function sideHead(props: SideProps): TemplateResult {
  const { words, language, filter, counts, searched, setFilter, search, showKeys } = props;
  const { reports } = props;
  const format = new Intl.NumberFormat(localeOf(language), { notation: 'compact' });
  if (reports?.only) {
    return html`<div class="top">
      <h2>${reports.texts.reports} <span>${format.format(reports.total)}</span></h2>
    </div>`;
  }
  return html`<div class="top">
      <label class="find"
        >${searchIcon}<input
          type="search"
          autocomplete="off"
          maxlength="100"
          aria-label=${words.searchConversations}
          placeholder=${words.searchConversations}
          .value=${searched}
          @input=${(event: Event) => search((event.target as HTMLInputElement).value)}
      /></label>
      <button
        class="icon-button"
        aria-label=${words.keys}
        title=${words.keys}
        aria-haspopup="dialog"
        @click=${showKeys}
      >
        ${keysIcon}
      </button>
    </div>
    <div class="filters" role="group" aria-label=${words.conversations} part="filters">
      ${CONVERSATION_FILTERS.map(
        (each) =>
          html`<button
            aria-pressed=${each === filter && !reports?.shown ? 'true' : 'false'}
            @click=${() => setFilter(each)}
          >
            ${words.filters[each]} <span>${counts ? format.format(counts[each]) : nothing}</span>
          </button>`,
      )}
      ${
        reports
          ? html`<button aria-pressed=${reports.shown ? 'true' : 'false'} @click=${reports.show}>
              ${reports.texts.reports} <span>${format.format(reports.total)}</span>
            </button>`
          : nothing
      }
    </div>`;
}

/** The state of the connection, wherever it is not such that the list is up to date. */
export function statusLine(
  status: ConnectionStatus,
  error: ChatError | undefined,
  words: InboxStrings,
  retry: () => void,
): TemplateResult {
  const text = statusText(status, error, words);
  const button =
    status === 'failed' || status === 'reconnecting'
      ? html`<button class="text-button" @click=${retry}>${words.tryAgain}</button>`
      : nothing;
  return html`<div role="status">
    ${text ? html`<div class="banner ${status}" part="banner"><span>${text}</span>${button}</div>` : nothing}
  </div>`;
}

function statusText(
  status: ConnectionStatus,
  error: ChatError | undefined,
  words: InboxStrings,
): string {
  switch (status) {
    case 'connected':
      return '';
    case 'connecting':
      return words.connecting;
    case 'catching-up':
      return words.catchingUp;
    case 'reconnecting':
      return words.reconnecting;
    case 'disconnected':
      return words.disconnected;
    case 'failed':
      return error?.code === 'token-refused' ? words.refused : words.failed;
  }
}

export interface ListProps {
  /** The room of the line that keys act on. */
  readonly active: string;
  readonly searched: boolean;
  readonly revision: number;
  readonly lines: LinesConfig;
  readonly showNewest: () => void;
}

/** The lines, and what stands in their place while there are none. */
export function conversationList(
  desk: Desk | undefined,
  context: LineContext,
  { active, searched, revision, lines, showNewest }: ListProps,
): TemplateResult {
  const { words } = context;
  const rooms = desk?.list.shown ?? [];
  const isLoading = desk?.loading === 'list';
  return html`<div class="lines">
    ${
      desk?.list.isOutOfOrder
        ? html`<button class="floating" @click=${showNewest}>
            ${words.showNewest(desk.list.hidden)}
          </button>`
        : nothing
    }
    <momento-chat-inbox-lines
      .rooms=${rooms}
      .hasMore=${desk?.list.hasMore ?? false}
      .busy=${isLoading}
      .active=${active}
      .context=${context}
      .revision=${revision}
      .config=${lines}
    ></momento-chat-inbox-lines>
    ${
      desk?.listError
        ? html`<div class="empty" role="alert">
            <span>${words.listFailed}</span>
            <button class="text-button" @click=${() => desk.reload()}>${words.tryAgain}</button>
          </div>`
        : rooms.length > 0
          ? nothing
          : isLoading
            ? bones(words)
            : html`<div class="empty">
                ${searched ? words.nothingFound : words.noConversations}
              </div>`
    }
  </div>`;
}

/** The shapes of the lines, while the first ones are loading. */
function bones(words: InboxStrings): TemplateResult {
  return html`<div class="bones" role="img" aria-label=${words.loadingConversations}>
    ${[0, 1, 2, 3, 4, 5, 6].map(() => html`<div class="bone"><i></i><i></i><i></i></div>`)}
  </div>`;
}

/** What each key does. */
export function keysDialog(words: InboxStrings, close: () => void): TemplateResult {
  const rows: readonly (readonly [keys: readonly string[], text: string])[] = [
    [['j', 'k'], words.keyNext],
    [['Enter'], words.keyOpen],
    [['r'], words.keyReply],
    [['a'], words.assignToMe],
    [['s'], words.snooze],
    [['e'], words.close],
    [['n'], words.addNote],
    [['/'], words.searchConversations],
    [['Esc'], words.keyEscape],
    [['?'], words.keys],
  ];
  return html`<dialog class="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">${words.keys}</h2>
    <dl>
      ${rows.map(
        ([keys, text]) =>
          html`<dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    <button class="deed" @click=${close}>${words.dismiss}</button>
  </dialog>`;
}
