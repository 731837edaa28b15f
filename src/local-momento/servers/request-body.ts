import { limitExceeded } from '../engine/status.js';

/**
 * Reads a request to its end. A request beyond the limit is read and discarded, so that its sender
 * receives RESOURCE_EXHAUSTED instead of a broken connection.
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
