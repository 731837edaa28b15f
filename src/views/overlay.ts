import { html, nothing, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';

export interface OverlayProps {
  readonly strings: Strings;
  readonly opened: boolean;
  /** Empty: none. */
  readonly hotkey: string;
  readonly onOpen: () => void;
}

/** What floats over a game: the newest messages, or all of the conversation while the visitor takes part. */
export function overlay(props: OverlayProps, conversation: TemplateResult): TemplateResult {
  const { strings, opened, hotkey, onOpen } = props;
  return html`<div class="float ${opened ? 'active' : 'idle'}" part="panel">
    <slot name="header" part="header"></slot>
    ${conversation}
    ${
      opened
        ? nothing
        : html`<button class="hint" part="hint" @click=${onOpen}>
            <span class="for-keys"
              >${hotkey ? strings.pressToWrite(hotkey) : strings.composerPlaceholder}</span
            >
            <span class="for-fingers">${strings.composerPlaceholder}</span>
          </button>`
    }
  </div>`;
}
