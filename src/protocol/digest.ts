import { ChatError } from './errors.js';

/**
 * SHA-256 of bytes, as 43 characters of base64url.
 *
 * @throws ChatError `attachment-not-allowed` on pages without https: browsers have no way to it there
 */
export async function sha256(bytes: BufferSource): Promise<string> {
  // Missing on insecure pages, whatever the types say.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) {
    throw new ChatError(
      'attachment-not-allowed',
      'unable to check a file; browsers compute SHA-256 on https pages (and localhost) only. Serve the page over https.',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest)).replace(/[+/=]/g, (sign) =>
    sign === '+' ? '-' : sign === '/' ? '_' : '',
  );
}
