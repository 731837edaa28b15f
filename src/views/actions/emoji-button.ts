import type { TemplateResult } from 'lit';
import { emojiLabels, emojiStrings } from '../emoji/words.js';
import type { EmojiHost } from '../emoji-host.js';
import { adopt } from './adopt.js';
import { html } from './borrowed.js';
import { emojiButtonStyles } from './emoji-button.styles.js';
import { withEmoji } from './emoji-module.js';
import { reactIcon } from './menu-icons.js';

/** Closes the open picker of a composer. */
const openPickers = new WeakMap<EmojiHost, () => void>();

/** The button beside the text that opens all emoji, and closes them. */
export function emojiButton(host: EmojiHost): TemplateResult {
  adopt(host, emojiButtonStyles);
  const { emoji } = emojiLabels(host.strings);
  return html`<button
    class="attach"
    part="emoji-button"
    aria-label=${emoji}
    title=${emoji}
    aria-haspopup="dialog"
    aria-expanded=${openPickers.has(host) ? 'true' : 'false'}
    ?disabled=${host.disabled}
    @click=${({ currentTarget }: Event) => toggle(host, currentTarget as HTMLElement)}
  >
    ${reactIcon}
  </button>`;
}

function toggle(host: EmojiHost, button: HTMLElement): void {
  const close = openPickers.get(host);
  if (close) return close();
  pickEmoji(host, {
    anchor: host.renderRoot.querySelector('.field') ?? host,
    button,
    possible: () => host.renderRoot.querySelector('textarea:enabled') !== null,
    pick: (emoji) => host.insert(emoji),
    ended: (withFocus) => {
      if (withFocus) host.focus();
    },
  });
}

/** What is different for a text, and for a reaction. */
export interface PickOptions {
  /** What the picker stands above. */
  readonly anchor: Element;
  readonly button?: HTMLElement;
  /** Whether an emoji can be picked still. */
  readonly possible: () => boolean;
  readonly pick: (emoji: string) => void;
  /** @param withFocus whether the focus goes back to where it came from */
  readonly ended: (withFocus: boolean) => void;
}

/** Opens all emoji; an open picker of the chat gives way. */
export function pickEmoji(
  host: EmojiHost,
  { anchor, button, possible, pick, ended }: PickOptions,
): void {
  withEmoji(host, ({ openPicker }, set) => {
    // The chat may have gone, or was closed, while they were loaded.
    if (!host.isConnected || !anchor.checkVisibility() || !possible()) return;
    openPickers.get(host)?.();
    const watch = new MutationObserver(() => {
      if (!possible()) openPickers.get(host)?.();
    });
    watch.observe(host.renderRoot, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled'],
    });
    const root = host.getRootNode();
    const close = openPicker(host, {
      set,
      words: emojiStrings(host.strings),
      anchor,
      frame: host,
      chat: root instanceof ShadowRoot ? root.host : host,
      button,
      pick,
      ended: (withFocus) => {
        openPickers.delete(host);
        watch.disconnect();
        host.requestUpdate();
        ended(withFocus);
      },
    });
    openPickers.set(host, close);
    host.requestUpdate();
  });
}
