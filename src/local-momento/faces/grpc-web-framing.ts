import { invalidArgument, unimplemented, type MomentoStatusError } from '../status.js';

/**
 * gRPC-Web frames, as in https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md: one byte of
 * flags, four of length, and the message; the trailers are a frame like any other. The text form
 * is the same in base64, each frame encoded (and padded) on its own.
 */
export type GrpcWebEncoding = 'text' | 'binary';

const HEADER_BYTES = 5;
const COMPRESSED = 0x01;
const TRAILERS = 0x80;

/** How a content type is encoded; undefined for one that is not gRPC-Web. */
export function encodingOf(contentType: string | undefined): GrpcWebEncoding | undefined {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  const match = /^application\/grpc-web(-text)?(\+proto)?$/.exec(type.trim());
  if (!match) return undefined;
  return match[1] ? 'text' : 'binary';
}

export function contentTypeOf(encoding: GrpcWebEncoding): string {
  return encoding === 'text' ? 'application/grpc-web-text+proto' : 'application/grpc-web+proto';
}

/** Takes the one message out of a request's body. */
export function decodeRequest(body: Buffer, encoding: GrpcWebEncoding): Buffer {
  const bytes = encoding === 'text' ? decodeText(body.toString('latin1')) : body;
  if (bytes.length < HEADER_BYTES) throw invalidArgument('the request is not a gRPC-Web frame');
  const flags = bytes.readUInt8(0);
  const end = HEADER_BYTES + bytes.readUInt32BE(1);
  if (flags & COMPRESSED) throw unimplemented('compressed requests');
  if (flags & TRAILERS || end > bytes.length) throw invalidArgument('the request has no message');
  return bytes.subarray(HEADER_BYTES, end);
}

export function encodeMessage(message: Buffer, encoding: GrpcWebEncoding): Buffer {
  return frame(0, message, encoding);
}

/** The last frame of a response: how it went. */
export function encodeTrailers(
  error: MomentoStatusError | undefined,
  encoding: GrpcWebEncoding,
): Buffer {
  const lines = Object.entries(trailersOf(error)).map(([name, value]) => `${name}: ${value}\r\n`);
  return frame(TRAILERS, Buffer.from(lines.join(''), 'latin1'), encoding);
}

/** The trailers by name; a response that has no message carries them as headers. */
export function trailersOf(error: MomentoStatusError | undefined): Record<string, string> {
  if (!error) return { 'grpc-status': '0' };
  return {
    ...error.metadata,
    'grpc-status': String(error.code),
    'grpc-message': percentEncode(error.message),
  };
}

function frame(flags: number, payload: Buffer, encoding: GrpcWebEncoding): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + payload.length);
  bytes.writeUInt8(flags, 0);
  bytes.writeUInt32BE(payload.length, 1);
  payload.copy(bytes, HEADER_BYTES);
  return encoding === 'text' ? Buffer.from(bytes.toString('base64'), 'latin1') : bytes;
}

/** Base64 that may be several pieces in a row, each padded on its own. */
function decodeText(text: string): Buffer {
  const pieces = text.match(/[^=]+=*/g) ?? [];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

/** gRPC's own rule: printable ASCII stays, except for the percent sign. */
function percentEncode(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    return isPlain
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
