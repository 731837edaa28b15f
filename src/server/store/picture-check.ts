import { ChatError } from '../../protocol/errors.js';
import { readPictureHeader, type PictureHeader } from '../../protocol/picture-header.js';

/** @returns undefined for files that are no pictures; the reason if a picture cannot be shown */
export function headerOf(
  bytes: Uint8Array,
): (Partial<PictureHeader> & { type: string }) | string | undefined {
  try {
    return readPictureHeader(bytes);
  } catch (error) {
    if (error instanceof ChatError) return error.message;
    throw error;
  }
}
