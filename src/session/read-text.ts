/** Without an own `mode`, WebKit's `getReader` takes one that the page has added to `Object.prototype`. */
interface ReadableBody {
  getReader(options: { mode: undefined }): ReadableStreamDefaultReader<Uint8Array>;
}

/** The text of an answer. @throws RangeError as soon as it has more than `most` UTF-16 code units */
export async function readText(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const reader = (response.body as ReadableBody | null)?.getReader({ mode: undefined });
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return text + decoder.decode();
    text += decoder.decode(chunk.value, { stream: true });
    if (text.length > most) {
      await reader?.cancel();
      throw new RangeError(`the answer is longer than ${most} characters`);
    }
  }
}
