import { parseArgs } from 'node:util';

export const USAGE = `Usage: momento-chat dev [FOLDER] [options]

Serves a folder, the current one by default, with all that a chat in its pages
needs: the widget's files, a token endpoint and, without an account, the
embedded engine, all in this process and for this machine only. Where the
folder has no index.html, a page with a chat stands in for it.

With MOMENTO_API_KEY and MOMENTO_ENDPOINT, from the environment or the folder's
.env, the chat runs on the Momento service, in the cache of --cache.

Options:
  --port PORT      port to listen on (default 3000, or a free one if it is taken)
  --cache NAME     the cache of the rooms (default instant-messaging)
  --origin ORIGIN  the origin of pages on another server of yours, such as
                   http://localhost:5173; may be repeated
  --help           shows this text
`;

export interface DevOptions {
  readonly folder: string;
  /** Undefined: 3000, or a free one. */
  readonly port: number | undefined;
  readonly cacheName: string;
  readonly origins: readonly string[];
}

/** The parsed command line. */
export type DevRequest =
  | { readonly kind: 'dev'; readonly options: DevOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'usage-error'; readonly message: string };

/** Parses the arguments after the command's name. Has no side effects. */
export function readDevLine(args: readonly string[]): DevRequest {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        cache: { type: 'string', default: 'instant-messaging' },
        origin: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [folder = '.', ...more] = positionals;
    if (more.length > 0) throw new TypeError('dev takes one folder');
    if (values.cache.trim() === '') throw new TypeError('--cache takes a name');
    return {
      kind: 'dev',
      options: {
        folder,
        port: values.port === undefined ? undefined : portOf('--port', values.port),
        cacheName: values.cache,
        origins: values.origin.map((text) => originOf('--origin', text)),
      },
    };
  } catch (error) {
    // `parseArgs` throws a TypeError whose first sentence names the mistake.
    return { kind: 'usage-error', message: (error as Error).message.split('. ', 1)[0] ?? '' };
  }
}

/** Accepts decimal digits only: `Number` also accepts `1e3` and the empty string. 0 is any free port. */
function portOf(flag: string, text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new TypeError(`${flag} takes a whole number from 0 to 65535, not '${text}'`);
  }
  return Number(text);
}

/** An origin as browsers send it: a slash at the end is the same one. */
export function originOf(flag: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    throw new TypeError(`${flag} takes an origin, such as http://localhost:5173, not '${text}'`);
  }
  return url.origin;
}
