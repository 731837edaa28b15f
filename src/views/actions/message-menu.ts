import type { TemplateResult } from 'lit';
import { hasReacted, type ChatMessage } from '../../protocol/message.js';
import { define } from '../define.js';
import type { MessageAction } from '../message-action.js';
import { html, LitElement, nothing, property, query, sharedStyles, state } from './borrowed.js';
import { moreIcon, plusIcon, reactIcon, replyIcon } from './menu-icons.js';
import { MenuLayer } from './menu-layer.js';
import { menuStyles } from './menu.styles.js';
import { messageMenuStyles } from './message-menu.styles.js';
import { placeToolbar } from './place-menu.js';
import type { ActionWords } from './words.js';

/**
 * The toolbar at a message's corner, and the menu of what can be done with the message. A list has one, which it moves
 * into the row of the message.
 *
 * @csspart toolbar - the buttons at a message's corner
 * @csspart menu - the menu of a message
 * @csspart menu-item - an entry of the menu
 */
export class MessageMenu extends LitElement {
  static override styles = [sharedStyles, menuStyles, messageMenuStyles];

  @property({ attribute: false }) strings!: ActionWords; // set before it is rendered
  /** Templates of the host may have set it to nothing. */
  @property({ attribute: false }) quickReactions: readonly string[] | undefined;
  @property({ attribute: false }) ownId: string | undefined;
  @property({ attribute: false }) message: ChatMessage | undefined;
  /** The name of the button that offers further emoji; undefined where there are none. */
  @property({ attribute: false }) anyEmoji: string | undefined;
  @property({ attribute: false }) actions: readonly MessageAction[] = [];
  /** Reacts to the message with an emoji. */
  @property({ attribute: false }) react: (message: ChatMessage, emoji: string) => void = () =>
    undefined;

  /** Lets the visitor react to the message with any emoji. */
  @property({ attribute: false }) pick: (message: ChatMessage) => void = () => undefined;

  @state() private asking: MessageAction | undefined;
  /** The action whose choices are shown in place of all actions. */
  @state() private choosing: MessageAction | undefined;
  @state() private shown: 'menu' | 'sheet' | undefined;

  @query('.menu') private menu!: HTMLElement;

  readonly #layer = new MenuLayer({
    menu: () => this.menu,
    anchor: () => this.#anchor,
    leave: () => this.#leave(),
    hide: () => this.#hide(),
  });

  get opened(): boolean {
    return this.shown !== undefined;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hide();
  }

  override render(): TemplateResult {
    const { strings, shown, asking, choosing } = this;
    return html`<div class="toolbar" part="toolbar" ?hidden=${this.actions.length === 0}>
        ${this.#find('react') ? this.#tool(strings.addReaction, reactIcon, this.#openMenu) : nothing}
        ${this.#find('reply') ? this.#tool(strings.reply, replyIcon, this.#reply) : nothing}
        ${this.#tool(strings.moreActions, moreIcon, this.#openMenu)}
      </div>
      <div
        class="menu ${shown ?? ''}"
        part="menu"
        popover="manual"
        role=${asking ? 'alertdialog' : 'menu'}
        aria-label=${asking?.confirm ?? choosing?.label ?? strings.moreActions}
        @keydown=${this.#keydown}
      >
        ${shown ? (asking ? this.#question(asking) : this.#choices()) : nothing}
      </div>`;
  }

  /** Places the toolbar at the bubble of its message. */
  async place(row: HTMLElement): Promise<void> {
    await this.updateComplete;
    placeToolbar(this, row);
  }

  /** @param as a `sheet` covers the lower edge of a small screen, for fingers */
  async open(as: 'menu' | 'sheet' = 'menu'): Promise<void> {
    if (this.actions.length === 0 || this.opened) return;
    this.shown = as;
    await this.updateComplete;
    if (!this.isConnected) return;
    this.#layer.open(as);
  }

  /** What the menu stands beside: the toolbar, or where that is hidden, the message. */
  get #anchor(): Element {
    const row = this.parentElement ?? this;
    return this.checkVisibility() ? this : (row.querySelector('.bubble') ?? row);
  }

  #tool(label: string, icon: TemplateResult, onClick: () => void): TemplateResult {
    return html`<button class="tool" aria-label=${label} title=${label} @click=${onClick}>
      ${icon}
    </button>`;
  }

  #choices(): TemplateResult {
    const { message, choosing } = this;
    const entries = choosing?.choices ?? this.actions.filter(({ id }) => id !== 'react');
    return html`
      ${choosing ? html`<p class="choosing" aria-hidden="true">${choosing.label}</p>` : nothing}
      ${
        this.#find('react') && !choosing
          ? html`<div class="quick" role="group" aria-label=${this.strings.addReaction}>
              ${(this.quickReactions ?? []).map((emoji) => this.#reaction(emoji, message))}
              ${this.anyEmoji ? this.#further(this.anyEmoji) : nothing}
            </div>`
          : nothing
      }
      ${entries.map(
        (action) =>
          html`<button
            class="entry"
            part="menu-item"
            role="menuitem"
            .ariaHasPopup=${action.choices ? 'menu' : null}
            tabindex="-1"
            @click=${() => this.#choose(action)}
          >
            ${action.icon ? html`<span aria-hidden="true">${action.icon}</span>` : nothing}
            ${action.label}
          </button>`,
      )}
    `;
  }

  #reaction(emoji: string, message: ChatMessage | undefined): TemplateResult {
    const own = message !== undefined && hasReacted(message, emoji, this.ownId);
    return html`<button
      class="emoji"
      role="menuitemcheckbox"
      aria-checked=${own ? 'true' : 'false'}
      tabindex="-1"
      @click=${() => this.#run((chosen) => this.react(chosen, emoji))}
    >
      ${emoji}
    </button>`;
  }

  #further(label: string): TemplateResult {
    return html`<button
      class="emoji further"
      role="menuitem"
      aria-haspopup="dialog"
      aria-label=${label}
      title=${label}
      tabindex="-1"
      @click=${() => this.#run((message) => this.pick(message))}
    >
      ${plusIcon}
    </button>`;
  }

  #question(action: MessageAction): TemplateResult {
    return html`<p>${action.confirm}</p>
      <div class="answers">
        <button class="entry danger" part="menu-item" @click=${() => this.#run(action.run)}>
          ${action.label}
        </button>
        <button class="entry" part="menu-item" @click=${() => this.#leave()}>
          ${this.strings.keep}
        </button>
      </div>`;
  }

  #find(id: string): MessageAction | undefined {
    return this.actions.find((action) => action.id === id);
  }

  readonly #openMenu = (): void => void this.open();

  readonly #reply = (): void => {
    const reply = this.#find('reply');
    if (reply) this.#run(reply.run);
  };

  #choose(action: MessageAction): void {
    const { choices, confirm, run } = action;
    if (choices) this.choosing = action;
    else if (confirm === undefined) return this.#run(run);
    else this.asking = action;
    void this.updateComplete.then(() => {
      if (this.shown === 'menu') this.#layer.place();
      // Of a question, the answer that does no harm.
      this.#layer.buttons.at(choices ? 0 : -1)?.focus();
    });
  }

  /** The action may move the focus elsewhere: it comes after the message has got it. */
  #run(work: (message: ChatMessage) => void): void {
    const { message } = this;
    this.#leave();
    if (message) work(message);
  }

  /** Gives the focus back to the message. */
  #leave(): void {
    this.#hide();
    this.parentElement?.focus({ preventScroll: true });
  }

  #hide(): void {
    if (!this.shown) return;
    this.shown = undefined;
    this.asking = this.choosing = undefined;
    this.#layer.close();
  }

  #keydown(event: KeyboardEvent): void {
    this.#layer.keydown(event, this.asking !== undefined);
  }
}

define('momento-chat-message-menu', MessageMenu);

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat-message-menu': MessageMenu;
  }
}
