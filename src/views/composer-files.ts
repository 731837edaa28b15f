import type { TemplateResult } from 'lit';

/** The files beside the text, as the composer shows them. */
export interface ComposerFiles {
  /** The buttons that choose files; undefined until they are loaded. */
  readonly button: readonly TemplateResult[] | undefined;
  /** What was chosen, above the text; undefined where that is nothing. */
  readonly tray: TemplateResult | undefined;
  /** `busy`: a file is still read, and nothing can be sent. `ready`: they can be sent, also without a text. */
  readonly state: 'none' | 'busy' | 'ready';
}
