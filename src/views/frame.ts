import { html, type TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import { launcher } from './launcher.js';
import { overlay } from './overlay.js';
import { panel } from './panel.js';

export interface FrameProps {
  readonly variant: string;
  readonly strings: Strings;
  readonly opened: boolean;
  readonly unread: number;
  /** The line about those who are here, where the page has no header of its own. */
  readonly presenceLine: TemplateResult | undefined;
  /** Whether an unread message names the visitor. */
  readonly mentioned: boolean;
  /** The key that opens an overlay; empty: none. */
  readonly hotkey: string;
  readonly on: {
    readonly open: () => void;
    readonly toggle: () => void;
    readonly close: () => void;
    /** The browser has closed the panel. */
    readonly closed: () => void;
  };
}

/** A conversation in the frame of its variant: over a game, in a launcher's panel, or in the page. */
export function frame(props: FrameProps, conversation: TemplateResult): TemplateResult {
  const { variant, strings, opened, unread, mentioned, presenceLine, hotkey, on } = props;
  if (variant === 'overlay') {
    return overlay(
      { strings, opened, hotkey, presenceLine, onOpen: on.open, onClose: on.close },
      conversation,
    );
  }
  if (variant !== 'launcher') {
    return html`<slot name="header" part="header">${presenceLine}</slot>${conversation}`;
  }
  return html`
    ${launcher({ strings, opened, unread, mentioned, onToggle: on.toggle })}
    ${panel({ strings, presenceLine, onClose: on.close, onClosed: on.closed }, conversation)}
  `;
}
