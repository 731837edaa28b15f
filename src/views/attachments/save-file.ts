import type { Attachment } from '../../protocol/attachments.js';
import { asChatError, type ChatError } from '../../protocol/errors.js';
import { saveBlob } from '../save-blob.js';
import type { FileSource } from './file-source.js';

/** Saves a file under its name, as a download. @returns why it was not possible */
export async function saveFile(
  file: Attachment,
  source: FileSource | undefined,
): Promise<ChatError | undefined> {
  try {
    const bytes = await source?.blobOf(file);
    if (!bytes) return undefined;
    saveBlob(bytes, file.name);
    return undefined;
  } catch (error) {
    return asChatError(error, 'save a file');
  }
}
