/**
 * Reads a request's body, and no further than it may reach.
 *
 * @returns undefined for one that is longer
 */
export async function boundedBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('Content-Length')) > maxBytes) return undefined;
  const body = new Uint8Array(maxBytes);
  let length = 0;
  // What the header says need not be true.
  for await (const chunk of chunksOf(request)) {
    if (length + chunk.length > maxBytes) return undefined;
    body.set(chunk, length);
    length += chunk.length;
  }
  return body.subarray(0, length);
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array, void> {
  const reader = request.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Nobody reads the rest. A body that broke off cannot be cancelled, and need not be.
    reader.cancel().catch(() => undefined);
  }
}
