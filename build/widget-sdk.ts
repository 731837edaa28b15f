import type { Plugin } from 'vite';
import { trimMomentoSdk } from './trim-momento-sdk/index.js';

/** Trims Momento's SDK to the parts that the widget uses. */
export function widgetSdk(): Plugin {
  return trimMomentoSdk({
    entries: [
      'src/transport/momento/momento-errors.ts',
      'src/transport/momento/momento-subscription.ts',
      'src/transport/momento/momento-subscription-tracker.ts',
      'src/transport/momento/momento-transport.ts',
    ],
    // The transport always passes a configuration, a logger and credentials.
    unusedDefaults: [
      'defaultLoggerFactory',
      'getDefaultCacheClientConfiguration',
      'getDefaultCredentialProvider',
      'getDefaultTopicClientConfiguration',
    ],
    replacements: {
      // The same bytes on the wire with a tenth of the code.
      'google-protobuf': 'src/wire/protobuf.ts',
      'grpc-web': 'src/wire/grpc-web.ts',
      // A polyfill of Node's Buffer, of which the SDK uses base64 only.
      buffer: 'build/trim-momento-sdk/shims/buffer.ts',
      // Detects the browser's name for a header that serves statistics only.
      'ua-parser-js': 'build/trim-momento-sdk/shims/ua-parser.ts',
      // Brings a polyfill of atob.
      'jwt-decode': 'build/trim-momento-sdk/shims/jwt-decode.ts',
    },
  });
}
