import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation, ConversationStatus } from '../../protocol/inbox.js';
import { picture } from '../../views/parts/avatar.js';
import { unreadOf } from '../conversation-state.js';
import type { Times } from '../times.js';
import type { InboxStrings } from '../words.js';

/** A conversation as its line shows it. */
export interface LineData {
  readonly conversation: Conversation;
  readonly status: ConversationStatus;
  /** Whether a change of it is on its way. */
  readonly pending: boolean;
  /** Whether it is the one that is open. */
  readonly opened: boolean;
}

/** What all lines have in common. */
export interface LineContext {
  readonly words: InboxStrings;
  readonly times: Times;
  /** Epoch ms by the server's clock. */
  readonly now: number;
  readonly agentId: string | undefined;
}

export interface LinePlace {
  readonly room: string;
  readonly index: number;
  /** How many lines there are; -1 where that is not known. */
  readonly count: number;
  readonly active: boolean;
}

/** The key of a visitor's hue. Guests of one name have rooms of their own. */
export function hueKeyOf({ visitor, room }: Conversation): string {
  return visitor.id ?? room;
}

/** One conversation in the list. */
export function conversationLine(
  data: LineData | undefined,
  context: LineContext,
  { room, index, count, active }: LinePlace,
): TemplateResult {
  const content = data ? lineContent(data, context) : nothing;
  const classes = ['line'];
  if (active) classes.push('active');
  if (data?.pending) classes.push('pending');
  if (data && unreadOf(data.conversation, context.agentId) > 0) classes.push('unread');
  return html`<div
    class=${classes.join(' ')}
    part="conversation"
    id="line-${index}"
    role="option"
    data-room=${room}
    aria-selected=${data?.opened ? 'true' : 'false'}
    aria-posinset=${index + 1}
    aria-setsize=${count}
  >
    ${content}
  </div>`;
}

function lineContent({ conversation, status }: LineData, context: LineContext): TemplateResult {
  const { words, times, now, agentId } = context;
  const { visitor, excerpt, lastAt, lastBy, waitingSince, assignee, bot } = conversation;
  const unread = unreadOf(conversation, agentId);
  const isOpen = status === 'open';
  const name = visitor.name || words.guest;
  return html`${picture(name, undefined)}
    <div class="head">
      <span class="name" dir="auto">${name}</span>
      <time datetime=${new Date(lastAt).toISOString()} title=${times.full(lastAt)}
        >${times.ago(lastAt, now)}</time
      >
    </div>
    <div class="middle">
      ${lastBy === 'visitor' ? nothing : html`<span class="writer">${byOf(conversation, context)}:</span>`}
      <span class="excerpt" dir="auto">${excerpt}</span>
      ${
        unread > 0
          ? html`<span class="count" title=${words.unread(unread)}
              ><span aria-hidden="true">${unread > 99 ? '99+' : unread}</span
              ><span class="visually-hidden">${words.unread(unread)}</span></span
            >`
          : nothing
      }
    </div>
    <div class="tags">
      ${
        isOpen && waitingSince !== undefined
          ? html`<span class="tag waits">${words.waits(times.duration(now - waitingSince))}</span>`
          : nothing
      }
      ${isOpen ? nothing : html`<span class="tag">${statusText(conversation, status, context)}</span>`}
      ${
        assignee && !bot
          ? html`<span class="tag"
              ><span class="visually-hidden">${words.assignedTo('')}</span
              ><bdi>${assignee.id === agentId ? words.you : assignee.name}</bdi></span
            >`
          : html`<span class="tag">${bot ? words.bot : words.unassigned}</span>`
      }
    </div>`;
}

/** Where a conversation stands, in words. */
export function statusText(
  { snoozedUntil }: Conversation,
  status: ConversationStatus,
  { words, times, now }: LineContext,
): string {
  if (status === 'closed') return words.closed;
  if (status === 'open') return words.open;
  return words.snoozedUntil(snoozedUntil === undefined ? '' : times.ahead(snoozedUntil, now));
}

function byOf({ lastBy, assignee }: Conversation, { words, agentId }: LineContext): string {
  if (lastBy === 'bot') return words.bot;
  return assignee && assignee.id !== agentId ? assignee.name : words.you;
}
