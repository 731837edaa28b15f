import { readAttachments, type Attachment } from '../protocol/attachments.js';
import { asChatError, ChatError } from '../protocol/errors.js';
import { ownFields } from '../protocol/own-fields.js';
import type { UploadHook } from '../views/attachments/upload-hook.js';
import type { Prepared } from './prepare.js';

/**
 * Lets the page store a file in its own storage.
 *
 * @returns the attachment, with the file's address
 * @throws ChatError `service-unavailable` where the page fails, `attachment-broken` where it gives no address
 */
export async function uploadByHost(
  hook: UploadHook,
  { attachment, bytes }: Prepared,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Attachment> {
  const { name, type } = attachment;
  const answer: unknown = await call(hook, new File([bytes], name, { type }), signal, onProgress);
  const url = typeof answer === 'object' && answer !== null ? ownFields(answer).url : undefined;
  const hosted = url !== undefined && readAttachments([{ ...attachment, url }]).attachments?.[0];
  if (hosted) return hosted;
  const text =
    'unable to send a file; the page’s `upload` has to return { url }, an http(s) URL of at most 512 characters.';
  throw new ChatError('attachment-broken', text);
}

async function call(
  hook: UploadHook,
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<unknown> {
  try {
    return await hook(file, {
      signal,
      // The page's code may report anything.
      onProgress: (share) => onProgress(Math.min(1, Math.max(0, Number(share) || 0))),
    });
  } catch (cause) {
    throw asChatError(cause, 'send a file; the page’s `upload` failed');
  }
}
