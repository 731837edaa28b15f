import { decodeBase64, encodeBase64 } from '../../../src/wire/base64.js';

interface Text {
  toString(encoding: string): string;
}

/** Replaces Node's Buffer, which the SDK uses only to convert between base64 and UTF-8. */
export const Buffer = {
  from(text: string, encoding: string): Text {
    if (encoding === 'base64') {
      return { toString: () => new TextDecoder().decode(decodeBase64(text)) };
    }
    if (!/^utf-?8$/.test(encoding)) throw new RangeError(encoding);
    return { toString: () => encodeBase64(new TextEncoder().encode(text)) };
  },
};
