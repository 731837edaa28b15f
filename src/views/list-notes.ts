import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';

/** Whether there are messages older than the list's first one, and how loading them stands. */
export type EarlierState = 'unknown' | 'available' | 'loading' | 'failed' | 'none';

/** The words for how finding a message is going, and for the outcome of an action. */
export type Notice = 'loadingEarlier' | 'earlierFailed' | 'originalGone' | 'reported';

/** Shown above the rows, or in their place. */
export function topNote(
  list: {
    readonly strings: Strings;
    readonly loading: boolean;
    readonly loaded: boolean;
    readonly earlier: EarlierState;
  },
  rows: { readonly items: readonly unknown[]; readonly hasFirst: boolean },
  onRetry: () => void,
): TemplateResult | typeof nothing {
  const { strings, loading, loaded, earlier } = list;
  if (rows.items.length === 0) {
    if (loaded) return emptyNote(strings);
    return loading ? skeleton(strings) : nothing;
  }
  if (!rows.hasFirst) return nothing;
  return earlierNote(strings, loading ? 'loading' : earlier, onRetry);
}

/** Shown in a room without messages. */
function emptyNote(strings: Strings): TemplateResult {
  return html`<slot name="greeting"></slot>
    <div class="note" part="empty">
      <svg viewBox="0 0 96 64" aria-hidden="true">
        <rect width="62" height="34" rx="15" />
        <rect x="34" y="28" width="62" height="34" rx="15" />
        <path d="M56 45h0m9 0h0m9 0h0" />
      </svg>
      <slot name="empty">${strings.empty}</slot>
    </div>`;
}

/** Shown while the history is loading. */
function skeleton(strings: Strings): TemplateResult {
  return html`<div class="skeleton" part="loading">
    <span></span><span></span><span></span><span></span>
    <p class="visually-hidden">${strings.loading}</p>
  </div>`;
}

/** Shown above the first message. */
function earlierNote(
  strings: Strings,
  earlier: EarlierState,
  onRetry: () => void,
): TemplateResult | typeof nothing {
  switch (earlier) {
    case 'loading':
      return html`<p class="note earlier" part="loading">${strings.loadingEarlier}</p>`;
    case 'failed':
      return html`<p class="note earlier" part="earlier">
        ${strings.earlierFailed}
        <button class="text-button" @click=${onRetry}>${strings.retry}</button>
      </p>`;
    case 'none':
      return html`<slot name="greeting"></slot>`;
    default:
      return nothing;
  }
}

/** The button to the newest message, with the number of messages that came while the reader was elsewhere. */
export function jumpButton(
  strings: Strings,
  unreadCount: number,
  onClick: () => void,
): TemplateResult {
  return html`<button class="pill jump" part="jump" @click=${onClick}>
    ${unreadCount > 0 ? strings.newMessages(unreadCount) : strings.toLatest}
    <span aria-hidden="true">↓</span>
  </button>`;
}
