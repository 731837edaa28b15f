import { html, nothing, type TemplateResult } from 'lit';
import type { ChatStrings } from '../../element/chat-strings.js';
import type { Theme } from '../../element/variant.js';
import type { ChatError } from '../../protocol/errors.js';
import type { CannedAnswer } from '../../protocol/canned-answer.js';
import type { DeskActions } from '../desk-actions.js';
import { conversationHead, roomHead, type HeadConfig } from './conversation-head.js';
import type { LineContext, LineData } from './conversation-line.js';
// It registers the element.
import './conversation-details.js';

export interface PaneConfig extends HeadConfig {
  /** What the chat takes over from the inbox. */
  readonly chat: {
    readonly tokenUrl: string;
    readonly credentials: RequestCredentials;
    readonly theme: Theme;
    readonly signals: string;
    readonly chatStrings: Partial<ChatStrings> | undefined;
  };
  readonly cannedAnswers: readonly CannedAnswer[];
  /** Why the conversation could not be opened. */
  readonly error: ChatError | undefined;
  readonly retry: () => void;
  /** A reported message's room, which may have no conversation. */
  readonly reported: boolean;
}

/** The open conversation: its head, and a chat of its room. */
export function conversationPane(
  room: string,
  data: LineData | undefined,
  context: LineContext,
  config: PaneConfig,
): TemplateResult {
  const { chat, cannedAnswers, error, retry, back } = config;
  const { words } = context;
  if (error && !data && !config.reported) {
    return html`<div class="empty" role="alert">
      <span>${words.openingFailed}</span>
      <button class="text-button" @click=${retry}>${words.tryAgain}</button>
      <button class="text-button" @click=${back}>${words.back}</button>
    </div>`;
  }
  return html`${data ? conversationHead(data, context, config) : config.reported ? roomHead(room, words, back) : nothing}
    <div class="talk">
      <momento-chat
        .room=${room}
        .tokenUrl=${chat.tokenUrl}
        .credentials=${chat.credentials}
        .theme=${chat.theme}
        .signals=${chat.signals}
        .strings=${chat.chatStrings}
        .notify=${''}
        .cannedAnswers=${cannedAnswers}
      ></momento-chat>
    </div>`;
}

/** What is known of the visitor, and the notes. */
export function detailsPane(
  room: string,
  actions: DeskActions | undefined,
  context: LineContext,
  save: (room: string, text: string) => Promise<boolean>,
): TemplateResult {
  const opened = actions?.opened;
  return html`<aside class="aside" aria-label=${context.words.details}>
    <momento-chat-inbox-details
      .conversation=${actions?.shown(room)}
      .notes=${opened?.room === room ? opened.notes : []}
      .context=${context}
      .save=${save}
    ></momento-chat-inbox-details>
  </aside>`;
}
