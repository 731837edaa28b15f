import { html, nothing, type TemplateResult } from 'lit';
import type { DeskAction } from '../desk-actions.js';
import type { InboxStrings } from '../words.js';
import { statusText, type LineContext, type LineData } from './conversation-line.js';
import { backIcon, detailsIcon } from './icons.js';
// It registers the element.
import './snooze-button.js';

export interface HeadConfig {
  readonly detailed: boolean;
  readonly act: (action: DeskAction) => void;
  readonly back: () => void;
  readonly toggleDetails: () => void;
}

/** Whose conversation is open, where it stands, and what can be done with it. */
export function conversationHead(
  { conversation, status, pending }: LineData,
  context: LineContext,
  { detailed, act, back, toggleDetails }: HeadConfig,
): TemplateResult {
  const { words, times, agentId } = context;
  const { visitor, bot } = conversation;
  // A bot is nobody to be asked.
  const assignee = bot ? undefined : conversation.assignee;
  const isMine = assignee !== undefined && assignee.id === agentId;
  const isOpen = status === 'open';
  const deed = (label: string, action: DeskAction, isFirst = false): TemplateResult =>
    html`<button
      class="deed ${isFirst ? 'first' : ''}"
      ?disabled=${pending}
      @click=${() => act(action)}
    >
      ${label}
    </button>`;
  return html`<header class="pane-head" part="conversation-header">
    <button class="icon-button back" aria-label=${words.back} title=${words.back} @click=${back}>
      ${backIcon}
    </button>
    <div class="who">
      <h2 tabindex="-1"><bdi>${visitor.name || words.guest}</bdi></h2>
      <p>${statusLine({ conversation, status }, context)}</p>
    </div>
    <div class="deeds">
      ${
        isMine
          ? deed(words.unassign, { type: 'assign', to: 'nobody' })
          : deed(
              assignee ? words.takeOver(assignee.name) : words.assignToMe,
              { type: 'assign', to: 'me' },
              isOpen && !assignee,
            )
      }
      ${
        isOpen
          ? bot
            ? deed(words.fromBot, { type: 'hand-over', to: 'agents' })
            : deed(words.toBot, { type: 'hand-over', to: 'bot' })
          : nothing
      }
      ${
        isOpen
          ? html`<momento-chat-inbox-snooze
              .words=${words}
              .times=${times}
              .disabled=${pending}
              .choose=${(until: number) => act({ type: 'snooze', until })}
            ></momento-chat-inbox-snooze>`
          : nothing
      }
      ${
        isOpen ? deed(words.close, { type: 'close' }) : deed(words.reopen, { type: 'reopen' }, true)
      }
      <button
        class="icon-button"
        aria-label=${words.details}
        title=${words.details}
        aria-expanded=${detailed ? 'true' : 'false'}
        @click=${toggleDetails}
      >
        ${detailsIcon}
      </button>
    </div>
  </header>`;
}

/** For a room that has no conversation. */
export function roomHead(room: string, words: InboxStrings, back: () => void): TemplateResult {
  return html`<header class="pane-head" part="conversation-header">
    <button class="icon-button back" aria-label=${words.back} title=${words.back} @click=${back}>
      ${backIcon}
    </button>
    <div class="who">
      <h2 tabindex="-1"><bdi>${room}</bdi></h2>
    </div>
  </header>`;
}

function statusLine(
  { conversation, status }: Pick<LineData, 'conversation' | 'status'>,
  context: LineContext,
): string {
  const { words, times, now, agentId } = context;
  const { waitingSince, assignee, bot } = conversation;
  const parts = [statusText(conversation, status, context)];
  if (status === 'open' && waitingSince !== undefined) {
    parts.push(words.waits(times.duration(now - waitingSince)));
  }
  if (assignee && !bot) {
    parts.push(words.assignedTo(assignee.id === agentId ? words.you : assignee.name));
  } else parts.push(bot ? words.bot : words.unassigned);
  return parts.join(' · ');
}
