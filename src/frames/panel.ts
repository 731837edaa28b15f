import type { TemplateResult } from 'lit';
import { html } from './borrowed.js';
import { faces, type FacesProps } from './faces.js';
import type { FrameWords } from './words.js';

export interface PanelProps extends FacesProps {
  readonly strings: FrameWords;
  readonly presenceLine: unknown;
  /** At the header's end. */
  readonly buttons: unknown;
  /** Called when the browser has closed it, for example on the back gesture. */
  readonly onClosed: () => void;
}

/** The panel that the launcher opens: a window in a corner, or a sheet over a small screen. */
export function panel(props: PanelProps, conversation: TemplateResult): TemplateResult {
  const { strings, presenceLine, buttons, onClosed } = props;
  return html`<dialog
    class="panel"
    id="panel"
    part="panel"
    popover="manual"
    aria-label=${strings.title}
    aria-labelledby="title"
    @close=${onClosed}
  >
    <div class="header" part="header">
      ${faces(props)}
      <div class="title" id="title" part="title">
        <slot name="header">${strings.title}${presenceLine}</slot>
      </div>
      ${buttons}
    </div>
    ${conversation}
  </dialog>`;
}
