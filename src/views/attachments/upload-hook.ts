/** How a page stores a file by itself. */
export interface UploadOptions {
  /** Aborted where the visitor takes the file out again, or leaves the room. */
  readonly signal: AbortSignal;
  /** For the visitor to see. @param share stored so far, 0 to 1 */
  readonly onProgress: (share: number) => void;
}

/**
 * Stores a file in the page's own storage. Pictures are scaled and without metadata by now.
 *
 * @returns where readers get it: an https URL of at most 512 characters, with the same bytes. Readers need its origin in
 *   `attachment-origins`, and its server has to allow their page by CORS.
 */
export type UploadHook = (
  file: File,
  options: UploadOptions,
) => Promise<{ readonly url: string }> | { readonly url: string };
