import type { MomentoStatusError } from '../engine/status.js';

/** The trailers of a call, for gRPC and gRPC-Web: the status OK unless there is an error. */
export function trailersOf(error: MomentoStatusError | undefined): Record<string, string> {
  if (!error) return { 'grpc-status': '0' };
  return {
    ...error.metadata,
    'grpc-status': String(error.code),
    'grpc-message': percentEncode(error.message),
  };
}

/** Percent-encodes as gRPC specifies: everything but printable ASCII, and the percent sign. */
function percentEncode(text: string): string {
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    return isPlain
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}
