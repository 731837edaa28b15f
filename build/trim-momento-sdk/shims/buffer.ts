interface Text {
  toString(encoding: string): string;
}

/** The SDK uses Node's Buffer for two things alone: to read base64 as UTF-8, and the other way round. */
export const Buffer = {
  from(text: string, encoding: string): Text {
    if (encoding === 'base64') {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      return { toString: () => new TextDecoder().decode(bytes) };
    }
    if (!/^utf-?8$/.test(encoding)) throw new RangeError(encoding);
    return { toString: () => btoa(String.fromCharCode(...new TextEncoder().encode(text))) };
  },
};
