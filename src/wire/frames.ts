/** Frames of gRPC-Web: a flag, the length in four bytes, the payload. */

const HEADER_BYTES = 5;
const DATA = 0;
const TRAILERS = 128;
/** A list has 5 MB at most; whatever claims to be much longer would only fill the memory. */
const MAX_BYTES = 16 * 1024 * 1024;

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
  /** Of the frame that is not whole yet. */
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** As long as it is known to be, at least. */
  #wanted = HEADER_BYTES;

  /**
   * @returns the frames that are whole now
   * @throws RangeError when this is no frame, or one that nobody would send; nothing that comes later is one either
   */
  read(piece: Uint8Array): Frame[] {
    this.#pieces.push(piece);
    this.#held += piece.length;
    if (this.#held < this.#wanted) return [];
    // Once for a frame, however many pieces it comes in.
    let rest = concat(this.#pieces, this.#held);
    const frames: Frame[] = [];
    this.#wanted = HEADER_BYTES;
    while (rest.length >= HEADER_BYTES) {
      const [flag] = rest;
      const length = new DataView(rest.buffer, rest.byteOffset).getUint32(1);
      if ((flag !== DATA && flag !== TRAILERS) || length > MAX_BYTES) {
        throw new RangeError('not a frame of gRPC-Web');
      }
      const end = HEADER_BYTES + length;
      if (rest.length < end) {
        this.#wanted = end;
        break;
      }
      frames.push({ isTrailers: flag === TRAILERS, payload: rest.subarray(HEADER_BYTES, end) });
      rest = rest.subarray(end);
    }
    this.#pieces = [rest];
    this.#held = rest.length;
    return frames;
  }
}

function concat(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
