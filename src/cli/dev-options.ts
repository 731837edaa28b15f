import { parseArgs } from 'node:util';
import { HELP, originOf, portOf, readCommandLine, type CommandLine } from './command-line.js';

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

/** Parses the arguments after the command's name. Has no side effects. */
export function readDevLine(args: readonly string[]): CommandLine<DevOptions> {
  return readCommandLine(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        cache: { type: 'string', default: 'instant-messaging' },
        origin: { type: 'string', multiple: true, default: [] },
        help: HELP,
      },
    });
    if (values.help) return undefined;
    const [folder = '.', ...more] = positionals;
    if (more.length > 0) throw new TypeError('dev takes one folder');
    if (values.cache.trim() === '') throw new TypeError('--cache takes a name');
    return {
      folder,
      port: values.port === undefined ? undefined : portOf('--port', values.port, 0),
      cacheName: values.cache,
      origins: values.origin.map((text) => originOf('--origin', text)),
    };
  });
}
