import type { TemplateResult } from 'lit';
import { html, nothing } from './borrowed.js';
import type { FrameWords } from './words.js';

export interface LauncherProps {
  readonly strings: FrameWords;
  readonly opened: boolean;
  readonly unread: number;
  /** Whether an unread message names the visitor. */
  readonly mentioned: boolean;
  /** Above the button; nothing where there is none. */
  readonly preview: unknown;
  /** What screen readers are told of the newest message, after the number. */
  readonly said: string | undefined;
  readonly onToggle: () => void;
}

/** The badge has room for this number. */
const MAX_SHOWN = 99;

/** The floating button, in an element of the top layer. */
export function launcher(props: LauncherProps): TemplateResult {
  const { strings, opened, unread, mentioned, preview, said, onToggle } = props;
  // The name stays the same: `aria-expanded` says whether the chat is open.
  const label = strings.openChat;
  const count = strings.unreadMessages(unread);
  const news = unread > 0 ? (mentioned ? `${count}, ${strings.mentioned}` : count) : undefined;
  return html`<div class="dock" popover="manual">
    ${preview}
    <button
      class="launcher"
      part="launcher"
      aria-label=${news ? `${label}, ${news}` : label}
      aria-haspopup="dialog"
      aria-expanded=${opened ? 'true' : 'false'}
      aria-controls="panel"
      @click=${onToggle}
    >
      <span class="icon talk"
        ><slot name="launcher-icon"
          ><svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
            <path
              d="M12 3C6.5 3 2 6.8 2 11.5c0 2.4 1.2 4.6 3.1 6.1-.1 1.1-.5 2.3-1.3 3.2-.2.3 0 .7.3.7 1.9-.1 3.6-.8 4.9-1.9.9.3 1.9.4 3 .4 5.5 0 10-3.8 10-8.5S17.5 3 12 3z"
            /></svg></slot
      ></span>
      <svg class="icon shut" viewBox="0 0 24 24" aria-hidden="true">
        <path d="m6 9.5 6 6 6-6" />
      </svg>
      ${
        news
          ? html`<span class="badge" part="badge" aria-hidden="true"
              >${mentioned ? '@' : nothing}${unread > MAX_SHOWN ? `${MAX_SHOWN}+` : unread}</span
            >`
          : nothing
      }
    </button>
    <span class="visually-hidden" role="status"
      >${opened ? nothing : news && said ? `${news}, ${said}` : news}</span
    >
  </div>`;
}
