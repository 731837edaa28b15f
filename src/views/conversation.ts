import { html, nothing, type TemplateResult } from 'lit';
import type { ChatError, ChatErrorCode } from '../protocol/errors.js';
import type { Strings } from '../localization/strings.js';
import type { ChatMessage, PendingChange, PendingMessage } from '../protocol/message.js';
import type { ConnectionStatus } from '../protocol/connection-status.js';
import './composer.js';
import type { Composer } from './composer.js';
import type { ComposerTarget } from './composer-target.js';
import type { MessageActionEvent } from './message-list-events.js';
import type { MessageList } from './message-list.js';
import './message-list.js';
import type { PeopleSource } from './people-source.js';
import type { MessagePart } from './parts/message-part.js';
import { starters } from './starters.js';
import './status-banner.js';

/** The part of a room's state that the views show. */
export interface RoomView {
  readonly error: ChatError | undefined;
  readonly ownId: string | undefined;
  readonly messages: readonly ChatMessage[];
  readonly gaps: ReadonlySet<string>;
  readonly pending: readonly PendingMessage[];
  readonly changes: readonly PendingChange[];
  readonly canRelate: boolean;
  readonly loaded: boolean;
  readonly ended: boolean;
  readonly earlier: MessageList['earlier'];
}

export interface ConversationProps {
  readonly strings: Strings;
  readonly status: ConnectionStatus;
  readonly room: RoomView;
  /** Whether an overlay is closed: messages float over the game, and there is no composer. */
  readonly idle: boolean;
  readonly away: boolean;
  readonly unreadFrom: string | undefined;
  readonly unreadCount: number;
  readonly language: string;
  /** What the host shows in place of the text, and where authors' pictures are. */
  readonly hooks: Pick<MessageList, 'renderBody' | 'avatarOf'> & {
    readonly people: { readonly nameOf: MessageList['nameOf'] };
  };
  /** What the visitor can do with a message. */
  readonly actionsOf: MessageList['actionsOf'];
  /** What brings the files of messages. */
  readonly filesOf: MessageList['filesOf'];
  /** First messages that the visitor can send with one press, from the host. */
  /** Of the host, or of a bot: anything. */
  readonly suggestions: unknown;
  /** The hint while files are dragged over the chat; undefined: none are. */
  readonly dropHint: TemplateResult | undefined;
  readonly quickReactions: readonly string[];
  readonly receipts: MessageList['receipts'];
  /** What stands above the messages. */
  readonly bar: unknown;
  /** The lines above the composer: about those who are writing, and of the moderators' desk. */
  readonly lines: readonly unknown[];
  /** Whether markers in a text make it bold, italic, struck or code. */
  readonly formatted: boolean;
  /** What each message is rendered from, in order. */
  readonly parts: readonly MessagePart[];
  readonly composer: {
    readonly readOnly: boolean;
    readonly ended: boolean;
    readonly disabled: boolean;
    readonly waiting: boolean;
    readonly wait?: Composer['wait'];
    readonly reason?: Composer['reason'];
    readonly maxLength: number;
    readonly maxBytes: number | undefined;
    readonly error: ChatErrorCode | undefined;
    readonly target: ComposerTarget | undefined;
    /** The files beside the text; undefined where none can be sent. */
    readonly files: Composer['files'];
    /** Those who can be mentioned. */
    readonly people: PeopleSource;
    /** Told where emoji cannot be loaded; undefined where none are offered. */
    readonly emoji: Composer['emoji'];
  };
  readonly on: {
    readonly reconnect: () => void;
    readonly focusLost: () => void;
    readonly messageAction: (event: MessageActionEvent) => void;
    readonly readingChange: () => void;
    readonly earlier: () => void;
    readonly input: () => void;
    readonly submit: (event: Event) => void;
    /** The visitor sends a text that the host has suggested. */
    readonly suggested: (text: string) => void;
    /** The visitor no longer wants to answer or edit a message. */
    readonly cancel: () => void;
    readonly editLast: (event: Event) => void;
  };
}

/** A chat without its frame: the status banner, the message list and the composer. */
export function conversation(props: ConversationProps): TemplateResult {
  const { strings, status, room, idle, composer, on } = props;
  return html`
    <momento-chat-status-banner
      exportparts="banner, retry"
      .status=${status}
      .error=${room.error}
      .strings=${strings}
      @retry=${on.reconnect}
      @focus-lost=${on.focusLost}
    ></momento-chat-status-banner>
    ${props.bar}
    <momento-chat-message-list
      exportparts="list, message, toolbar, menu, menu-item, own-message, other-message, bubble, avatar, author, quote, link, mention, own-mention, code, code-block, attachments, attachment, picture, file-name, reactions, reaction, edited, time, receipt, state, divider, day, gap, date, unread, earlier, notice, jump, empty, loading"
      .messages=${room.messages}
      .gaps=${room.gaps}
      .pending=${room.pending}
      .changes=${room.changes}
      .receipts=${props.receipts}
      .canRelate=${room.canRelate}
      .userId=${room.ownId}
      .loading=${!room.loaded && status !== 'failed'}
      .loaded=${room.loaded}
      .earlier=${room.earlier}
      .ended=${room.ended}
      .unreadFrom=${props.unreadFrom}
      .unreadCount=${props.unreadCount}
      .idle=${idle}
      .renderBody=${props.hooks.renderBody}
      .avatarOf=${props.hooks.avatarOf}
      .nameOf=${props.hooks.people.nameOf}
      .filesOf=${props.filesOf}
      .actionsOf=${props.actionsOf}
      .quickReactions=${props.quickReactions}
      .formatted=${props.formatted}
      .parts=${props.parts}
      .strings=${strings}
      .language=${props.language}
      @message-action=${on.messageAction}
      @reading-change=${on.readingChange}
      @earlier=${on.earlier}
    >
      <slot name="greeting" slot="greeting"></slot>
      <slot name="empty" slot="empty">${strings.empty}</slot>
    </momento-chat-message-list>
    ${starters(props.suggestions, strings, on.suggested)} ${props.lines}
    ${
      props.away
        ? html`<div class="away" part="away"><slot name="away">${strings.away}</slot></div>`
        : nothing
    }
    ${props.dropHint}
    <momento-chat-composer
      exportparts="composer, attach, camera, tray, tray-file, composer-target, people, person, emojis, emoji, emoji-button, active, input, counter, send, composer-error, read-only"
      ?hidden=${idle}
      .strings=${strings}
      .readOnly=${composer.readOnly}
      .ended=${composer.ended}
      .disabled=${composer.disabled}
      .waiting=${composer.waiting}
      .wait=${composer.wait}
      .reason=${composer.reason}
      .maxLength=${composer.maxLength}
      .maxBytes=${composer.maxBytes}
      .error=${composer.error}
      .target=${composer.target}
      .files=${composer.files}
      .people=${composer.people}
      .emoji=${composer.emoji}
      @input=${on.input}
      @focus-lost=${on.focusLost}
      @submit=${on.submit}
      @cancel=${on.cancel}
      @edit-last=${on.editLast}
    >
      <slot name="composer-actions" slot="actions"></slot>
    </momento-chat-composer>
  `;
}
