import { invalidArgument, unimplemented } from '../engine/status.js';

/**
 * A frame of gRPC and gRPC-Web: one byte of flags, four bytes of length, and the message.
 */
const HEADER_BYTES = 5;
const COMPRESSED = 0x01;

/** The flag of a gRPC-Web frame that holds the trailers. */
export const TRAILERS = 0x80;

export function frame(message: Buffer, flags = 0): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + message.length);
  bytes.writeUInt8(flags, 0);
  bytes.writeUInt32BE(message.length, 1);
  message.copy(bytes, HEADER_BYTES);
  return bytes;
}

/** Returns the single message of a request body. */
export function unframe(body: Buffer): Buffer {
  if (body.length < HEADER_BYTES) throw invalidArgument('the request is not a gRPC frame');
  const flags = body.readUInt8(0);
  const end = HEADER_BYTES + body.readUInt32BE(1);
  if (flags & COMPRESSED) throw unimplemented('compressed requests');
  if (flags & TRAILERS || end > body.length) throw invalidArgument('the request has no message');
  return body.subarray(HEADER_BYTES, end);
}
