import type { Plugin } from 'vite';
import { trimMomentoSdk } from './trim-momento-sdk/index.js';

/** The modules of code generated from the service's definitions that the SDK imports for the widget's calls. */
const GENERATED_MODULES = [
  'CachepubsubServiceClientPb',
  'WebhookServiceClientPb',
  'cacheclient_pb',
  'cachepubsub_pb',
  'common_pb',
];

/** Trims Momento's SDK to the parts that the widget uses. */
export function widgetSdk(): Plugin {
  return trimMomentoSdk({
    entries: [
      'src/transport/momento/momento-errors.ts',
      'src/transport/momento/momento-files.ts',
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
    // What the subscription's tracker learns from the SDK's log.
    readLogs: ['Subscribing to topic with', '; sequence page: '],
    // Texts of responses are for logs: the transport reads their types, values, error codes and the service's own words.
    modulesWithoutTexts: '/messages/responses/',
    replacements: {
      // The generated code and its two runtimes, with the same bytes on the wire.
      'google-protobuf': 'src/wire/message.ts',
      'grpc-web': 'src/wire/grpc-web.ts',
      ...Object.fromEntries(
        ['', ...GENERATED_MODULES.map((name) => `/dist/${name}`)].map((path) => [
          `@gomomento/generated-types-webtext${path}`,
          'src/wire/momento-service.ts',
        ]),
      ),
      // A polyfill of Node's Buffer, of which the SDK uses base64 only.
      buffer: 'build/trim-momento-sdk/shims/buffer.ts',
      // Detects the browser's name for a header that serves statistics only.
      'ua-parser-js': 'build/trim-momento-sdk/shims/ua-parser.ts',
      // Brings a polyfill of atob.
      'jwt-decode': 'build/trim-momento-sdk/shims/jwt-decode.ts',
    },
  });
}
