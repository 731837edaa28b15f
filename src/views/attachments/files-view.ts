import type { FileSource } from './file-source.js';
import type { AttachmentStrings } from './words.js';

/** What the views of a room's files are given. Another object where the words change. */
export interface FilesView extends FileSource {
  readonly words: AttachmentStrings;
  /** Formats a size given in bytes. */
  readonly formatSize: (bytes: number) => string;
  /** The stored share of an own file under way, 0 to 1; undefined for others. */
  progressOf(id: string): number | undefined;
  /** Calls back for each change of the progress. @returns the function that ends it */
  onProgress(listener: () => void): () => void;
}
