import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { toFlag } from '../element/attribute-converters.js';
import type { ChatStrings } from '../element/chat-strings.js';
import type { Theme } from '../element/variant.js';
import type { CannedAnswer } from '../protocol/canned-answer.js';
import { CONVERSATION_FILTERS, type ConversationFilter } from '../protocol/inbox.js';
import type { InboxStrings } from './words.js';

/** What stands beside the open conversation. */
export type InboxView = 'conversations' | 'reports' | 'reports-only';

/**
 * The public interface of an inbox: events, parts, attributes and properties. Its custom properties are the chat's.
 *
 * @fires {MomentoChatInboxOpenEvent} momento-chat-inbox-open - the agent has opened a conversation, or closed it
 * @fires {MomentoChatInboxConversationEvent} momento-chat-inbox-conversation - a conversation has changed: a visitor has written,
 *   for instance
 * @fires {MomentoChatInboxChangeEvent} momento-chat-inbox-change - the counts have changed, or the agents that are here
 * @fires {MomentoChatInboxStatusChangeEvent} momento-chat-inbox-status-change - the connection's status has changed
 * @fires {MomentoChatErrorEvent} momento-chat-error - an operation failed; `error.code` is the kind of failure
 *
 * @csspart filters - the filters with their counts
 * @csspart banner - the line that shows the connection's status
 * @csspart conversation-header - above the open conversation
 * @csspart notice - what has become of the agent's last action
 */
export abstract class InboxProperties extends LitElement {
  /** The inbox's URL on the host's server. Relative URLs resolve against the page. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Whether its calls send cookies: `same-origin`, `include` or `omit`, as in `fetch`. */
  @property() credentials: RequestCredentials = 'same-origin';

  /** The room of the open conversation; empty: none. */
  @property({ reflect: true, useDefault: true }) room = '';

  /** Which conversations are listed: `open`, `mine`, `unassigned`, `waiting`, `snoozed` or `closed`. */
  @property({ reflect: true, useDefault: true, converter: toFilter }) filter: ConversationFilter =
    'open';

  /** What stands beside the open conversation: `conversations`, `reports`, or `reports-only` where there are no conversations. */
  @property({ reflect: true, useDefault: true, converter: toView }) view: InboxView =
    'conversations';

  /** Whether the agent is not here, as far as colleagues and visitors are told. */
  @property({ type: Boolean, reflect: true, converter: toFlag }) away = false;

  /** `light` or `dark`; anything else follows the page's `color-scheme`. */
  @property({ reflect: true, useDefault: true }) theme: Theme = 'auto';

  /** What agents and visitors tell each other besides messages, as the chat's `signals`. */
  @property({ useDefault: true }) signals = '';

  /** Answers to be chosen in the composer after a slash, besides those that the server gives. */
  @property({ attribute: false }) cannedAnswers: readonly CannedAnswer[] = [];

  /** Texts of the inbox that replace built-in ones. Those are in the language of the nearest `lang`. */
  @property({ attribute: false }) strings: Partial<InboxStrings> | undefined;

  /** Texts of the conversation that replace the chat's own. */
  @property({ attribute: false }) chatStrings: Partial<ChatStrings> | undefined;
}

function toFilter(value: string | null): ConversationFilter {
  return CONVERSATION_FILTERS.find((filter) => filter === value) ?? 'open';
}

function toView(value: string | null): InboxView {
  return value === 'reports' || value === 'reports-only' ? value : 'conversations';
}
