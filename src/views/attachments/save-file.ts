import type { Attachment } from '../../protocol/attachments.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import type { FileSource } from './file-source.js';

/** How long a saved file's URL stays, in ms: browsers read it after the click. */
const URL_MS = 40_000;

/** Saves a file under its name, as a download. @returns why it was not possible */
export async function saveFile(
  file: Attachment,
  source: FileSource | undefined,
): Promise<ChatError | undefined> {
  try {
    const bytes = await source?.blobOf(file);
    if (!bytes) return undefined;
    const url = URL.createObjectURL(bytes);
    const link = document.createElement('a');
    link.href = url;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), URL_MS);
    return undefined;
  } catch (error) {
    return asChatError(error, 'save a file');
  }
}
