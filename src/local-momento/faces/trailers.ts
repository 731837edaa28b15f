import type { MomentoStatusError } from '../status.js';

/** How a call went, by the names that gRPC and gRPC-Web give it; without an error, well. */
export function trailersOf(error: MomentoStatusError | undefined): Record<string, string> {
  if (!error) return { 'grpc-status': '0' };
  return {
    ...error.metadata,
    'grpc-status': String(error.code),
    'grpc-message': percentEncode(error.message),
  };
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
