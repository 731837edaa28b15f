import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { toFlag, toNumber, toTexts } from './attribute-converters.js';
import type { ChatStrings } from './chat-strings.js';
import type { PreChatAnswers } from '../protocol/answers.js';
import type { CannedAnswer } from '../protocol/canned-answer.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { MessageAction } from '../views/message-action.js';
import type { PeopleHook } from './people.js';
import type { Placement, Theme, Variant } from './variant.js';

const QUICK_REACTIONS: readonly string[] = Object.freeze(['👍', '❤️', '😂', '😮', '😢', '🙏']);

/**
 * The public interface of a chat: slots, events, states, parts, custom properties and attributes. Values that cannot be
 * written as text are properties only.
 *
 * @slot header - above the conversation; in a launcher's panel in place of the title
 * @slot greeting - above the first message of the conversation
 * @slot empty - in a room without messages
 * @slot away - the notice that is shown while `away` is set
 * @slot composer-actions - the page's own controls, before the send button
 * @slot pre-chat - the page's own form that asks visitors before the chat, with `pre-chat`; its fields' names and texts are the
 *   answers
 * @slot launcher-icon - the icon in the launcher's button while the panel is closed
 *
 * @fires {MomentoChatMessageEvent} momento-chat-message - a new live message of another author
 * @fires {MomentoChatMentionEvent} momento-chat-mention - a new live message of another author names the visitor
 * @fires {MomentoChatBeforeSendEvent} momento-chat-before-send - a message is about to be sent; cancelable, and
 *   `text` may be replaced
 * @fires {MomentoChatBeforeReactEvent} momento-chat-before-react - the visitor is about to react to a message, or to
 *   take a reaction back; cancelable
 * @fires {MomentoChatBeforeEditEvent} momento-chat-before-edit - an own message is about to be edited; cancelable, and
 *   `text` may be replaced
 * @fires {MomentoChatBeforeRemoveEvent} momento-chat-before-remove - a message is about to be removed; cancelable
 * @fires {MomentoChatReportEvent} momento-chat-report - the visitor reports a message of another author; cancelable, where it
 *   cannot be passed on
 * @fires {MomentoChatSendEvent} momento-chat-send - the visitor has sent a message
 * @fires {MomentoChatUnreadChangeEvent} momento-chat-unread-change - `count` messages are unread now
 * @fires {MomentoChatOpenEvent} momento-chat-open - the launcher's panel or the overlay has been opened
 * @fires {MomentoChatCloseEvent} momento-chat-close - the launcher's panel or the overlay has been closed
 * @fires {MomentoChatActivityChangeEvent} momento-chat-activity-change - others write, come, go, or have read messages
 * @fires {MomentoChatStatusChangeEvent} momento-chat-status-change - the connection's status has changed
 * @fires {MomentoChatErrorEvent} momento-chat-error - an operation failed; `error.code` is the kind of failure
 *
 * @cssState open - the panel or the overlay is open; always for `inline`
 * @cssState unread - there are unread messages
 * @cssState mentioned - an unread message names the visitor
 * @cssState offline - the connection is lost, was refused, or has failed
 *
 * @csspart launcher - the launcher's button
 * @csspart badge - the number of unread messages on the launcher's button, after an `@` where one names the visitor
 * @csspart preview - the newest message above a closed launcher; also `preview-open`, what opens the panel
 * @csspart preview-close - the button that closes it
 * @csspart preview-reply - the field in it
 * @csspart panel - the frame of a launcher or an overlay
 * @csspart header - the area above the conversation
 * @csspart title - the panel's title
 * @csspart faces - in the panel's header, the pictures or initials of those whom the visitor talks to
 * @csspart suggestions - the first messages that the page suggests; also `suggestion`, one of them
 * @csspart close - the button that closes a panel or an overlay
 * @csspart search-button - the button that opens the search, with `search`
 * @csspart search - the bar of a search in the conversation; also `search-input`, its field
 * @csspart menu-button - the button that opens the menu of the chat, with `menu`
 * @csspart hint - the hint in a closed overlay: how to open it
 * @csspart banner - the line that shows the connection's status
 * @csspart retry - the retry button in the banner
 * @csspart list - the scrolling conversation
 * @csspart message - one message; also `own-message` or `other-message`
 * @csspart bubble - a message's text
 * @csspart quote - in the bubble, the message that it answers
 * @csspart avatar - the picture or initial beside a group of messages
 * @csspart author - the author's name
 * @csspart link - a link in a message
 * @csspart mention - the name of a user whom a message mentions; also `own-mention` for the visitor’s own
 * @csspart code - code in a message
 * @csspart code-block - a block of code, with the button that copies it
 * @csspart attachments - the files of a message
 * @csspart attachment - one of them
 * @csspart picture - the picture in it
 * @csspart file-name - the name of a file that is no picture
 * @csspart time - the time of sending
 * @csspart state - the sending state of an own message
 * @csspart reactions - the row of reactions below a message
 * @csspart reaction - one of them
 * @csspart edited - the mark of a message whose text was changed
 * @csspart receipt - the mark of an own message that was sent, delivered or seen
 * @csspart typing - the line about those who are writing
 * @csspart draft - the answer of a bot that is being written
 * @csspart pins - the bar of pinned messages above the conversation; also `pinned`, the message in it
 * @csspart desk-line - the line above the composer about slow mode, and what has become of a moderator's order
 * @csspart presence - the line about those who are here
 * @csspart availability - the line about the agents: whether they are here, and how long an answer takes
 * @csspart toolbar - the buttons at a message's corner
 * @csspart menu - what can be done with a message, or with the chat
 * @csspart menu-item - an entry of such a menu
 * @csspart divider - a line between messages; also `date`, `unread` or `gap`
 * @csspart day - the day of what the reader scrolls through, at the upper edge
 * @csspart earlier - the notice that earlier messages could not be loaded
 * @csspart notice - whether an answered message is being fetched, or is gone
 * @csspart jump - the button to the latest message
 * @csspart empty - the text in a room without messages
 * @csspart loading - the placeholder while messages are loading
 * @csspart away - the notice that no one is there to answer
 * @csspart composer - the area to write in, with the send button
 * @csspart composer-target - the message that is answered or edited, above the text
 * @csspart input - the text field in the composer
 * @csspart people - the list of people to mention, above the text field
 * @csspart person - one of them; also `active`
 * @csspart emojis - the list of emoji to complete a name by, above the text field
 * @csspart emoji - one of them; also `active`
 * @csspart emoji-button - the button that opens all emoji
 * @csspart emoji-picker - all emoji: a search field, groups and skin tones
 * @csspart attach - the button that chooses files
 * @csspart camera - the button that takes a picture, on phones and tablets
 * @csspart tray - the files above the composer that go with the next message
 * @csspart tray-file - one of them
 * @csspart drop - the hint while files are dragged over the chat
 * @csspart counter - the remaining length, shown near the limit
 * @csspart send - the send button
 * @csspart composer-error - the reason why a text was not sent
 * @csspart read-only - the notice in place of the composer
 * @csspart pre-chat - the questions before the chat, in place of the conversation
 * @csspart pre-chat-field - one of the built-in questions' fields
 * @csspart pre-chat-submit - the button that starts the chat
 *
 * @cssprop --momento-chat-accent - own messages, buttons, links and focus; related colours derive from it
 * @cssprop --momento-chat-background - background of the whole chat
 * @cssprop --momento-chat-text - text
 * @cssprop --momento-chat-danger - text and borders of failures
 * @cssprop --momento-chat-on-accent - text on the accent (black or white, whichever is legible)
 * @cssprop --momento-chat-link - links
 * @cssprop --momento-chat-focus - the outline of the focused element
 * @cssprop --momento-chat-muted - secondary text
 * @cssprop --momento-chat-surface - others' bubbles and the composer
 * @cssprop --momento-chat-border - borders and dividers
 * @cssprop --momento-chat-badge - background of the launcher's badge, whose text is white
 * @cssprop --momento-chat-font - font family (system-ui)
 * @cssprop --momento-chat-font-size - size of text (15px, overlay 14px, if the browser’s own is 16px);
 *   other sizes are relative to it
 * @cssprop --momento-chat-line-height - line height (1.45)
 * @cssprop --momento-chat-spacing - unit of all distances (4px)
 * @cssprop --momento-chat-density - factor for all distances (1; overlay 0.75)
 * @cssprop --momento-chat-radius - radius of the frame and of bubbles (16px)
 * @cssprop --momento-chat-shadow - the panel's shadow
 * @cssprop --momento-chat-list-height - height of the list if the page sets no height (24rem)
 * @cssprop --momento-chat-launcher-size - size of the launcher's button (56px)
 * @cssprop --momento-chat-launcher-radius - radius of the launcher's button (50%)
 * @cssprop --momento-chat-launcher-offset - distance of the launcher's button from the window's edges (20px)
 * @cssprop --momento-chat-panel-inline-size - largest width of the panel (400px)
 * @cssprop --momento-chat-panel-block-size - largest height of the panel (680px)
 * @cssprop --momento-chat-fade-after - time after which messages over a game fade (8s)
 */
export abstract class ChatProperties extends LitElement {
  /** The room's name: the name of its list and topic, and a parameter of the token request. */
  @property({ reflect: true }) room = '';

  /** Whether calls of the token endpoint or the relay send cookies: `same-origin`, `include` or `omit`, as in `fetch`. */
  @property() credentials: RequestCredentials = 'same-origin';

  /**
   * The longest text that can be sent, in UTF-16 code units; many emoji have two or more. A longer text can be written or
   * pasted, and the excess is counted. A whole message is limited to 4,096 bytes in any case.
   */
  @property({ type: Number, attribute: 'max-length', converter: toNumber(undefined) })
  maxLength: number | undefined;

  /**
   * The text that a composer starts with that is empty and has no draft, in each room. It never replaces what the visitor
   * has written, and is no draft until the visitor changes it.
   */
  @property({ useDefault: true }) prefill = '';

  /**
   * The text in the composer, a message that is edited included. A program's text replaces the visitor's, and is their draft
   * from then on. The browser's undo brings the one before back if the composer has the focus. No event is fired.
   */
  abstract value: string;

  /** Whether messages can be reacted to: `on` or `off`. */
  @property({ useDefault: true }) reactions: 'on' | 'off' = 'on';

  /** Whether the messages of others can be reported: the page passes on what `momento-chat-report` brings. */
  @property({ type: Boolean, converter: toFlag }) reports = false;

  /**
   * What visitors tell each other besides messages: `typing`, `read` and `presence`, separated by spaces; none by default.
   * Each costs operations, see `signal-budget`.
   */
  @property({ useDefault: true }) signals = '';

  /** The operations a second that a room's signals may cost, all visitors together; 2 by default. */
  @property({ type: Number, attribute: 'signal-budget', converter: toNumber(undefined) })
  signalBudget: number | undefined;

  /**
   * Which files visitors can send, where the room takes files: `any`, all that the room takes; `images`, pictures only; `off`,
   * none. What others send is shown in any case.
   */
  @property({ useDefault: true }) attachments: 'any' | 'images' | 'off' = 'any';

  /** The largest file that can be sent, in bytes, where that is less than the room takes. */
  @property({ type: Number, attribute: 'max-attachment-size', converter: toNumber(undefined) })
  maxAttachmentSize: number | undefined;

  /** Stores visitors' files in the page's own storage; without it the room's cache has them. For direct rooms. */
  @property({ attribute: false }) upload: UploadHook | undefined;

  /** The origins of such storages, separated by spaces: files of other ones are not fetched. */
  @property({ attribute: 'attachment-origins' }) attachmentOrigins = '';

  /**
   * Whether markers at the edges of words make text bold (`*`), italic (`_`), struck (`~`) or code (`` ` ``): `on` or
   * `off`.
   */
  @property({ useDefault: true }) formatting: 'on' | 'off' = 'on';

  /**
   * For how many seconds after sending it visitors may edit an own message; 0: never; without it: always. The chat keeps
   * to it, but in a moderated room only the server can enforce it.
   */
  @property({ type: Number, attribute: 'edit-window', converter: toNumber(undefined) })
  editWindow: number | undefined;

  /** For how many seconds after sending it visitors may remove an own message, as `edit-window`. It does not bind moderators. */
  @property({ type: Number, attribute: 'delete-window', converter: toNumber(undefined) })
  deleteWindow: number | undefined;

  /**
   * First messages that visitors can send with one press, until they have written: 6 at most. The attribute separates them
   * by `|`.
   */
  @property({ converter: toTexts }) suggestions: readonly string[] = [];

  /** The emoji that a message's menu offers as reactions. */
  @property({ attribute: false }) quickReactions: readonly string[] = QUICK_REACTIONS;

  /**
   * Returns the actions that a message's menu offers: those given, in another order, without some, or with the page's
   * own.
   */
  @property({ attribute: false })
  messageActions:
    | ((message: ChatMessage, actions: readonly MessageAction[]) => readonly MessageAction[])
    | undefined;

  /**
   * The people who can be mentioned besides those who were seen in the room: a list, or a function that finds them by what
   * the visitor has typed after the `@`.
   */
  @property({ attribute: false }) people: PeopleHook | undefined;

  /** Answers that are often given, for those who write many: a slash in the composer offers them by name. */
  @property({ attribute: false }) cannedAnswers: readonly CannedAnswer[] | undefined;

  /** The visitor's name if the token endpoint gives none. It is not verified. */
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

  /** The same as `readOnly`, because many frameworks set the property that has the attribute's name. */
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

  /** For `launcher`: its corner of the window, `bottom-end`, `bottom-start`, `top-end` or `top-start`. */
  @property({ reflect: true, useDefault: true }) placement: Placement = 'bottom-end';

  /** `light` or `dark`; anything else follows the page's `color-scheme`. */
  @property({ reflect: true, useDefault: true }) theme: Theme = 'auto';

  /** When a `launcher` connects to its room: `lazy`, when it is first opened in this tab, or `eager`, at once. */
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

  /** Whether visitors can search in the conversation: by a button, and by Ctrl+F or ⌘F inside the chat. */
  @property({ type: Boolean, reflect: true, converter: toFlag })
  get search(): boolean {
    return this.#search;
  }
  set search(value: boolean) {
    this.#search = toFlag(value);
  }
  #search = false;

  /**
   * What visitors are asked before the chat: `name`, `email` and `topic`, separated by spaces, each with a `?` where it may
   * be left out; none by default. Without a word the page's own form in slot `pre-chat` asks, which takes the place of these
   * questions in any case. Until they are answered, the room is not entered.
   */
  @property({ attribute: 'pre-chat' }) preChat: string | null = null;

  /**
   * The answers, by the names of the questions; undefined: not answered. A page that knows the visitor sets them, and nothing
   * is asked: at most 20 texts of 500 UTF-16 code units, 4,096 bytes as JSON, by names of a letter and up to 39 letters,
   * digits, `_` and `-`. Undefined asks again. They go to the token endpoint, or the relay, with each request; other ones
   * enter the room anew.
   */
  @property({ attribute: false }) preChatAnswers: PreChatAnswers | undefined;

  /**
   * How the visitor is told of new messages of others while the chat is out of sight, separated by spaces: `title`, their
   * number before the page's title; `favicon`, a dot on its icon; `preview`, the newest one above a closed launcher; `sound`;
   * `desktop`, a notification where the browser allows it already. The visitor's choice of the last two counts more.
   */
  @property({ useDefault: true }) notify = 'title favicon preview';

  /** Whether nothing of this is to happen. */
  @property({ type: Boolean, reflect: true, converter: toFlag })
  get quiet(): boolean {
    return this.#quiet;
  }
  set quiet(value: boolean) {
    this.#quiet = toFlag(value);
  }
  #quiet = false;

  /**
   * Returns the content of a bubble in place of the plain text: a Lit template or a string. It must not interpret a
   * message's text as HTML, because other users write it.
   */
  @property({ attribute: false })
  renderMessage: ((message: ChatMessage) => unknown) | undefined;

  /**
   * The http(s) URL of an author's picture. By default an author's own `avatarUrl`, if it is in the same folder as
   * the one that the token endpoint gives the visitor: other users must not make browsers load arbitrary URLs.
   */
  @property({ attribute: false })
  avatarUrl: ((author: MessageAuthor) => string | undefined) | undefined;

  /** Texts that replace built-in ones. Those are English or Japanese, according to the nearest `lang`. */
  @property({ attribute: false }) strings: Partial<ChatStrings> | undefined;

  /**
   * What a menu beside the header's other buttons has, separated by spaces: `transcript`, to copy, save and print the
   * conversation; `news`, to switch on sound and desktop notifications; `moderation`, for moderators where the server has a desk:
   * slow mode and read-only. Without any of them, as by default, there is no menu.
   */
  @property({ useDefault: true }) menu = '';

  /**
   * Whether emoji are offered: `on` or `off`. By a button beside the text, except where the main pointer is a finger; after a
   * colon and two letters, `:sm`; and as further reactions in the menu of a message.
   */
  @property({ useDefault: true }) emoji: 'on' | 'off' = 'on';

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'hidden', 'defer-hydration'];
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    this.requestUpdate();
  }
}
