import type { MomentoStatusError } from '../engine/status.js';
import { frame, TRAILERS, unframe } from './framing.js';
import { trailersOf } from './trailers.js';

/**
 * The encoding of gRPC-Web frames (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md). `text`
 * is base64, each frame encoded and padded on its own.
 */
export type GrpcWebEncoding = 'text' | 'binary';

/** The encoding of a content type; undefined for one other than gRPC-Web. */
export function encodingOf(contentType: string | undefined): GrpcWebEncoding | undefined {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  const match = /^application\/grpc-web(-text)?(\+proto)?$/.exec(type.trim());
  if (!match) return undefined;
  return match[1] ? 'text' : 'binary';
}

export function contentTypeOf(encoding: GrpcWebEncoding): string {
  return encoding === 'text' ? 'application/grpc-web-text+proto' : 'application/grpc-web+proto';
}

/** Returns the single message of a request body. */
export function decodeRequest(body: Buffer, encoding: GrpcWebEncoding): Buffer {
  return unframe(encoding === 'text' ? decodeText(body.toString('latin1')) : body);
}

export function encodeMessage(message: Buffer, encoding: GrpcWebEncoding): Buffer {
  return encode(frame(message), encoding);
}

/** The last frame of a response, with the status. */
export function encodeTrailers(
  error: MomentoStatusError | undefined,
  encoding: GrpcWebEncoding,
): Buffer {
  const lines = Object.entries(trailersOf(error)).map(([name, value]) => `${name}: ${value}\r\n`);
  return encode(frame(Buffer.from(lines.join(''), 'latin1'), TRAILERS), encoding);
}

function encode(bytes: Buffer, encoding: GrpcWebEncoding): Buffer {
  return encoding === 'text' ? Buffer.from(bytes.toString('base64'), 'latin1') : bytes;
}

/** Decodes base64 that may consist of several pieces, each padded on its own. */
function decodeText(text: string): Buffer {
  const pieces = text.match(/[^=]+=*/g) ?? [];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}
