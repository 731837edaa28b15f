import type { Attachment } from '../../protocol/attachments.js';
import type { FileSource } from '../attachments/file-source.js';

/** What the viewer is opened with. */
export interface ViewerConfig {
  /** Its shadow root gets the viewer, or it does, if it has none. The viewer goes when it goes, and when its chat closes. */
  readonly host: HTMLElement;
  /** All that can be looked at, in order. */
  readonly pictures: readonly Attachment[];
  /** The id of the first to be shown. */
  readonly shown: string;
  readonly source: FileSource;
  /** The chat's words. */
  readonly strings: object;
  /** Takes the focus back at the end. Without it, the element gets it that had it before. */
  readonly focusBack?: ((last: Attachment) => void) | undefined;
}
