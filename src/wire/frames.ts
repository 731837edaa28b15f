/** Frames of gRPC-Web: a flag byte, the length in four bytes, the payload. */

const HEADER_BYTES = 5;
const DATA = 0;
const TRAILERS = 128;
/** A list has 5 MB at most; a longer frame is refused so that it cannot fill the memory. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface Frame {
  /** Trailers are lines of text, `name: value`; any other payload is a message. */
  isTrailers: boolean;
  payload: Uint8Array;
}

/** Wraps a message into a frame. */
export function toFrame(payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  new DataView(frame.buffer).setUint32(1, payload.length);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

/** Assembles frames from the pieces in which they arrive. */
export class FrameReader {
  /** The bytes of the incomplete frame. */
  #pieces: Uint8Array[] = [];
  #bytesHeld = 0;
  /** The least number of bytes that completes the frame, as far as its header is known. */
  #bytesNeeded = HEADER_BYTES;

  /**
   * @returns the frames that this piece completes
   * @throws RangeError for an unknown flag or an excessive length; the reader cannot be used afterwards
   */
  read(piece: Uint8Array): Frame[] {
    this.#pieces.push(piece);
    this.#bytesHeld += piece.length;
    if (this.#bytesHeld < this.#bytesNeeded) return [];
    // Joined once per frame rather than once per piece.
    let rest = concat(this.#pieces, this.#bytesHeld);
    const frames: Frame[] = [];
    this.#bytesNeeded = HEADER_BYTES;
    while (rest.length >= HEADER_BYTES) {
      const [flag] = rest;
      const length = new DataView(rest.buffer, rest.byteOffset).getUint32(1);
      if ((flag !== DATA && flag !== TRAILERS) || length > MAX_BYTES) {
        throw new RangeError('not a frame of gRPC-Web');
      }
      const end = HEADER_BYTES + length;
      if (rest.length < end) {
        this.#bytesNeeded = end;
        break;
      }
      frames.push({ isTrailers: flag === TRAILERS, payload: rest.subarray(HEADER_BYTES, end) });
      rest = rest.subarray(end);
    }
    this.#pieces = [rest];
    this.#bytesHeld = rest.length;
    return frames;
  }
}

function concat(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
