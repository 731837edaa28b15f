import { parseArgs } from 'node:util';
import type { LocalMomentoOptions } from './local-momento.js';

export const USAGE = `Usage: momento-chat-local [options]

Momento's caches, topics and tokens on this machine, for @gomomento/sdk (gRPC)
and @gomomento/sdk-web (gRPC-Web). For development and tests only: everything
is kept in memory, and callers on the gRPC port are trusted without a token.

Options:
  --grpc-port PORT   port for @gomomento/sdk (default 8080)
  --web-port PORT    port for @gomomento/sdk-web (default 8081)
  --host HOST        address to listen on (default 127.0.0.1)
  --cache NAME       a cache to create at start (default instant-messaging, which
                     chats use); may be repeated
  --heartbeat MS     milliseconds between heartbeats on a topic (default 10000)
  --api-key KEY      the API key of the web port (default: generated and printed)
  --help             show this text
`;

/** The parsed command line. */
type CliRequest =
  | { readonly kind: 'start'; readonly options: LocalMomentoOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage-error'; readonly message: string };

/** Parses the arguments after the program's name. Has no side effects. */
export function readCommandLine(args: readonly string[]): CliRequest {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'grpc-port': { type: 'string', default: '8080' },
        'web-port': { type: 'string', default: '8081' },
        host: { type: 'string', default: '127.0.0.1' },
        cache: { type: 'string', multiple: true, default: ['instant-messaging'] },
        heartbeat: { type: 'string', default: '10000' },
        'api-key': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const apiKey = values['api-key'];
    return {
      kind: 'start',
      options: {
        grpcPort: integer('--grpc-port', values['grpc-port'], 0, 65_535),
        webPort: integer('--web-port', values['web-port'], 0, 65_535),
        host: values.host,
        // Creating a cache twice would be an error.
        caches: [...new Set(values.cache)],
        heartbeatMs: integer('--heartbeat', values.heartbeat, 1, 3_600_000),
        ...(apiKey ? { apiKey } : {}),
      },
    };
  } catch (error) {
    // `parseArgs` throws a TypeError whose first sentence names the mistake.
    return { kind: 'usage-error', message: (error as Error).message.split('. ', 1)[0] ?? '' };
  }
}

/** Accepts decimal digits only: `Number` also accepts `1e3`, ` 8080 ` and the empty string. */
function integer(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new RangeError(`${flag} takes a whole number from ${least} to ${most}, not '${text}'`);
  }
  return value;
}
