import { MAX_REQUEST_BYTES } from '../limits.js';
import { limitExceeded } from '../status.js';

/** Base64 makes four characters of three bytes. */
export const MAX_BASE64_REQUEST_BYTES = Math.ceil((MAX_REQUEST_BYTES * 4) / 3);

/**
 * Reads a request to its end. One that is too large is read on and thrown away, so that its sender
 * gets to see the answer, RESOURCE_EXHAUSTED, instead of a broken connection.
 */
export async function readBody(request: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) {
    throw limitExceeded('request_size_limit_exceeded', `${size} of ${limit} bytes`);
  }
  return Buffer.concat(chunks);
}
