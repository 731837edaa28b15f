import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { toFlag, toNumber } from './attribute-converters.js';
import type { Strings } from '../localization/strings.js';
import type { ChatMessage, MessageAuthor } from '../protocol/message.js';
import type { Placement, Theme, Variant } from './variant.js';

/** Everything that a page can set on a chat: attributes, and properties for what is no text. */
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

  /** The visitor's name, where the token endpoint gives none. Nobody vouches for it. */
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

  /** Shows that nobody is there to answer right now; slot `away` has the words. */
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

  /** Words to use in place of the built-in ones, which are English or Japanese, by the nearest `lang`. */
  @property({ attribute: false }) strings: Partial<Strings> | undefined;
}
