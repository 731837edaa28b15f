import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { toFlag, toNumber } from './attribute-converters.js';
import type { Strings } from '../localization/strings.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Placement, Theme, Variant } from './variant.js';

/**
 * The public interface of a chat: slots, events, states, parts, custom properties and attributes. Values that cannot be
 * written as text are properties only.
 *
 * @slot header - above the conversation; in a launcher's panel in place of the title
 * @slot greeting - where the conversation begins
 * @slot empty - in a room without messages
 * @slot away - the notice that is shown while `away` is set
 * @slot composer-actions - the host's own controls, before the send button
 * @slot launcher-icon - in the launcher's button while it is closed
 *
 * @fires {MomentoChatMessageEvent} momento-chat-message - a new live message of another author
 * @fires {MomentoChatBeforeSendEvent} momento-chat-before-send - a message is about to be sent; cancelable, and
 *   `text` may be replaced
 * @fires {MomentoChatSendEvent} momento-chat-send - the visitor has sent a message
 * @fires {MomentoChatUnreadChangeEvent} momento-chat-unread-change - `count` messages have not been read
 * @fires {MomentoChatOpenEvent} momento-chat-open - the launcher's panel or the overlay has been opened
 * @fires {MomentoChatCloseEvent} momento-chat-close - it has been closed
 * @fires {MomentoChatStatusChangeEvent} momento-chat-status-change - the connection's status has changed
 * @fires {MomentoChatErrorEvent} momento-chat-error - an operation failed; `error.code` names the fault
 *
 * @cssState open - the panel or the overlay is open; always for `inline`
 * @cssState unread - there are unread messages
 * @cssState offline - the connection is lost, was refused, or has failed
 *
 * @csspart launcher - the launcher's button
 * @csspart badge - the number of unread messages on it
 * @csspart panel - the frame of a launcher or an overlay
 * @csspart header - the area above the conversation
 * @csspart title - the panel's title
 * @csspart close - the button that closes a panel or an overlay
 * @csspart hint - how to write, in an overlay that is not open
 * @csspart banner - the line that shows the state of the connection
 * @csspart retry - the button in it
 * @csspart list - the scrolling conversation
 * @csspart message - one message; also `own-message` or `other-message`
 * @csspart bubble - a message's text
 * @csspart avatar - the picture or initial beside a group of messages
 * @csspart author - the author's name
 * @csspart link - a link in a message
 * @csspart time - the time of sending
 * @csspart state - the sending state of an own message
 * @csspart divider - between messages; also `date`, `unread` or `gap`
 * @csspart earlier - the notice that earlier messages could not be loaded
 * @csspart jump - the button to the latest message
 * @csspart empty - a room without messages
 * @csspart loading - the placeholder while messages are loaded
 * @csspart away - the notice that no one is there to answer
 * @csspart composer - the field to write in
 * @csspart input - the text in it
 * @csspart counter - how much may still be written, near the limit
 * @csspart send - the send button
 * @csspart composer-error - the reason why a text was not sent
 * @csspart read-only - the notice in place of the composer
 *
 * @cssprop --momento-chat-accent - own messages, buttons, links and focus; all else is made to go with it
 * @cssprop --momento-chat-background - background of the whole chat
 * @cssprop --momento-chat-text - text
 * @cssprop --momento-chat-danger - failures
 * @cssprop --momento-chat-on-accent - text on the accent; black or white, as can be read
 * @cssprop --momento-chat-link - links
 * @cssprop --momento-chat-focus - the frame around what has the focus
 * @cssprop --momento-chat-muted - secondary text
 * @cssprop --momento-chat-surface - others' bubbles and the composer
 * @cssprop --momento-chat-border - lines
 * @cssprop --momento-chat-badge - the launcher's badge, under white text
 * @cssprop --momento-chat-font - font family (system-ui)
 * @cssprop --momento-chat-font-size - size of text (15px, overlay 14px, where the browser’s own is 16px); all others follow
 * @cssprop --momento-chat-line-height - height of lines (1.45)
 * @cssprop --momento-chat-spacing - unit of all distances (4px)
 * @cssprop --momento-chat-density - factor for them (1; overlay 0.75)
 * @cssprop --momento-chat-radius - radius of the frame and of bubbles (16px)
 * @cssprop --momento-chat-shadow - the panel's shadow
 * @cssprop --momento-chat-list-height - height of the list where the page gives none (24rem)
 * @cssprop --momento-chat-launcher-size - size of the launcher's button (56px)
 * @cssprop --momento-chat-launcher-radius - its radius (50%)
 * @cssprop --momento-chat-launcher-offset - its distance from the window's edges (20px)
 * @cssprop --momento-chat-panel-inline-size - width of the panel (400px), as far as there is room
 * @cssprop --momento-chat-panel-block-size - height of the panel (680px), as far as there is room
 * @cssprop --momento-chat-fade-after - when messages over a game fade (8s)
 */
export class ChatProperties extends LitElement {
  /** The room's name: of the list, of the topic, and of what the token endpoint is asked for. */
  @property({ reflect: true }) room = '';

  /** Whether cookies go to the token endpoint, or to the relay: `same-origin`, `include` or `omit`, as for `fetch`. */
  @property() credentials: RequestCredentials = 'same-origin';

  /**
   * Longest text that can be sent, in UTF-16 code units: many an emoji is two or more. More can be written or pasted, and
   * is counted. All of a message has to fit in 4,096 bytes anyway.
   */
  @property({ type: Number, attribute: 'max-length', converter: toNumber(undefined) })
  maxLength: number | undefined;

  /** The visitor's name, where the token endpoint gives none. It is not verified. */
  @property() username: string | null = null;

  /** Whether the visitor may only read. */
  @property({ type: Boolean, attribute: 'readonly', reflect: true, converter: toFlag })
  get readOnly(): boolean {
    return this.#readOnly;
  }
  set readOnly(value: boolean) {
    this.#readOnly = toFlag(value);
  }
  #readOnly = false;

  /** The same as `readOnly`: many frameworks set the property that has the attribute's name, if there is one. */
  @property({ attribute: false, noAccessor: true })
  get readonly(): boolean {
    return this.readOnly;
  }
  set readonly(value: boolean) {
    this.readOnly = value;
  }

  /**
   * `inline` fills its container, `launcher` is a floating button that opens a panel, `overlay` lets clicks and
   * keys through to the game below until it is opened.
   */
  @property({ reflect: true, useDefault: true }) variant: Variant = 'inline';

  /** The corner of the window for `launcher`: `bottom-end`, `bottom-start`, `top-end` or `top-start`. */
  @property({ reflect: true, useDefault: true }) placement: Placement = 'bottom-end';

  /** `light` or `dark`; anything else follows the page's `color-scheme`. */
  @property({ reflect: true, useDefault: true }) theme: Theme = 'auto';

  /** When a `launcher` enters its room: `lazy`, when it is first opened in this tab, or `eager`, at once. */
  @property({ useDefault: true }) connect: 'lazy' | 'eager' = 'lazy';

  /** For `overlay`: the key that opens it for writing, as in `KeyboardEvent.key`; empty: none. */
  @property({ useDefault: true }) hotkey: string | undefined = 'Enter';

  /** Shows a notice that no one is there to answer; its text is slot `away`. */
  @property({ type: Boolean, reflect: true, converter: toFlag })
  get away(): boolean {
    return this.#away;
  }
  set away(value: boolean) {
    this.#away = toFlag(value);
  }
  #away = false;

  /** What a bubble holds in place of the plain text: a Lit template, or a text. It must keep strangers' texts texts. */
  @property({ attribute: false })
  renderMessage: ((message: ChatMessage) => unknown) | undefined;

  /**
   * The http(s) URL of an author's picture. By default an author's own `avatarUrl`, if it lies in the same folder as
   * the one that the token endpoint gives the visitor: strangers must not make browsers load what they like.
   */
  @property({ attribute: false })
  avatarUrl: ((author: MessageAuthor) => string | undefined) | undefined;

  /** Texts that replace built-in ones, which are English or Japanese, by the nearest `lang`. */
  @property({ attribute: false }) strings: Partial<Strings> | undefined;
}
