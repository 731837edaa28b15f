import { MAX_ATTACHMENT_BYTES, type Attachment } from '../protocol/attachments.js';
import { ChatError } from '../protocol/errors.js';

/**
 * Fetches a file from a storage outside of the room.
 *
 * @param origins those that the page has named: a writer chose the address, and others would learn who reads
 * @throws ChatError `attachment-lost` or `service-unavailable`; or the signal's reason
 */
export async function fetchHosted(
  { url = '', size }: Attachment,
  origins: readonly string[],
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!origins.includes(new URL(url).origin)) {
    throw lost(`its origin is not among the page’s attachment-origins: ${url}`);
  }
  try {
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // It would lead to an origin that the page has not named.
      redirect: 'error',
    });
    if (!response.ok) throw lost(`its storage answers ${response.status}`);
    return await read(response, Math.min(size, MAX_ATTACHMENT_BYTES));
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ChatError) throw cause;
    const text =
      'unable to fetch a file; its storage cannot be reached, or does not allow this page.';
    throw new ChatError('service-unavailable', text, { cause });
  }
}

/** Stops where there is more than the message says. */
async function read({ body }: Response, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size + 1);
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk?.value) break;
    bytes.set(chunk.value.subarray(0, bytes.length - length), length);
    length = Math.min(bytes.length, length + chunk.value.length);
    if (length > size) {
      void reader?.cancel();
      break;
    }
  }
  return bytes.slice(0, length);
}

function lost(why: string): ChatError {
  return new ChatError('attachment-lost', `unable to show a file; ${why}.`);
}
