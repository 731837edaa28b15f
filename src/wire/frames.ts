/** Frames of gRPC-Web: a flag, the length in four bytes, the payload. */

const HEADER_BYTES = 5;
const DATA = 0;
const TRAILERS = 128;

export interface Frame {
  /** Trailers are lines of text, `name: value`; all else is a message. */
  isTrailers: boolean;
  payload: Uint8Array;
}

/** A message's frame. */
export function toFrame(payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** Puts frames together that arrive in pieces. */
export class FrameReader {
  #rest = new Uint8Array();

  /**
   * @returns the frames that are whole now
   * @throws RangeError when this is no frame; nothing that comes later is one either
   */
  read(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let rest = new Uint8Array(this.#rest.length + bytes.length);
    rest.set(this.#rest);
    rest.set(bytes, this.#rest.length);
    this.#rest = rest;
    while (rest.length > 0) {
      const [flag] = rest;
      if (flag !== DATA && flag !== TRAILERS) throw new RangeError('not a frame of gRPC-Web');
      if (rest.length < HEADER_BYTES) break;
      const end = HEADER_BYTES + new DataView(rest.buffer, rest.byteOffset).getUint32(1);
      if (rest.length < end) break;
      frames.push({ isTrailers: flag === TRAILERS, payload: rest.subarray(HEADER_BYTES, end) });
      this.#rest = rest = rest.subarray(end);
    }
    return frames;
  }
}
