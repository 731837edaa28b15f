import type { Plugin } from 'vite';
import { trimMomentoSdk } from './trim-momento-sdk/index.js';

/** Momento's SDK as the widget needs it. */
export function widgetSdk(): Plugin {
  return trimMomentoSdk({
    entries: [
      'src/transport/momento/momento-errors.ts',
      'src/transport/momento/momento-subscription.ts',
      'src/transport/momento/momento-subscription-tracker.ts',
      'src/transport/momento/momento-transport.ts',
    ],
    replacements: {
      // A tenth of the bytes, the same on the wire.
      'google-protobuf': 'src/wire/protobuf.ts',
      'grpc-web': 'src/wire/grpc-web.ts',
      // Node's Buffer for browsers, where base64 alone is asked for.
      buffer: 'build/trim-momento-sdk/shims/buffer.ts',
      // Reads the name of the browser, for one header that only statistics use.
      'ua-parser-js': 'build/trim-momento-sdk/shims/ua-parser.ts',
      // With a polyfill of atob.
      'jwt-decode': 'build/trim-momento-sdk/shims/jwt-decode.ts',
    },
  });
}
