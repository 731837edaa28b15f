import type { TemplateResult } from 'lit';
import { html, nothing } from './borrowed.js';
import type { FrameWords } from './words.js';

export interface OverlayProps {
  readonly strings: FrameWords;
  readonly opened: boolean;
  readonly presenceLine: unknown;
  /** Empty: no hotkey. */
  readonly hotkey: string;
  readonly onOpen: () => void;
  /** At the end of the upper edge, while it is open. */
  readonly buttons: unknown;
}

/** Leaves the focus to the game, which gets it back on closing: the button disappears when it is pressed. */
function keepFocus(event: Event): void {
  event.preventDefault();
}

/** The chat over a game: the newest messages while it is closed, the whole conversation while it is open. */
export function overlay(props: OverlayProps, conversation: TemplateResult): TemplateResult {
  const { strings, opened, presenceLine, hotkey, onOpen, buttons } = props;
  return html`<div class="float ${opened ? 'active' : 'idle'}" part="panel">
    <div class="bar">
      <slot name="header" part="header">${presenceLine}</slot>
      ${opened ? buttons : nothing}
    </div>
    ${conversation}
    ${
      opened
        ? nothing
        : html`<button class="hint" part="hint" @mousedown=${keepFocus} @click=${onOpen}>
            <span class="for-keys"
              >${hotkey ? strings.pressToWrite(hotkey) : strings.composerPlaceholder}</span
            >
            <span class="for-fingers">${strings.composerPlaceholder}</span>
          </button>`
    }
  </div>`;
}
