import { parseArgs } from 'node:util';
import { HELP, originOf, readCommandLine, type CommandLine } from './command-line.js';

export const USAGE = `Usage: momento-chat doctor [options]

Says why a chat does not work, and which line to change. With --url it asks a
token endpoint as a page does, and tries the token: it reads the room and
publishes an item to it that chats do not show. Without --url it tries the
account of MOMENTO_API_KEY and MOMENTO_ENDPOINT, from the environment or .env.

The exit code is 0 if all is well, 1 if there is a problem, and 2 for a wrong
command line.

Options:
  --url URL        the token endpoint, such as http://127.0.0.1:3000/momento-token
  --room NAME      the room to enter (default lobby)
  --origin ORIGIN  the origin of the page that has the chat (default that of --url)
  --cache NAME     without --url: the cache of the rooms (default instant-messaging)
  --help           shows this text
`;

export interface DoctorOptions {
  readonly url: string | undefined;
  readonly room: string;
  /** Undefined: that of the URL. */
  readonly origin: string | undefined;
  readonly cacheName: string;
}

/** Parses the arguments after the command's name. Has no side effects. */
export function readDoctorLine(args: readonly string[]): CommandLine<DoctorOptions> {
  return readCommandLine(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        room: { type: 'string', default: 'lobby' },
        origin: { type: 'string' },
        cache: { type: 'string', default: 'instant-messaging' },
        help: HELP,
      },
    });
    if (values.help) return undefined;
    const { url, room, origin, cache: cacheName } = values;
    if (url !== undefined && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      throw new TypeError(`--url takes the token endpoint's URL, not '${url}'`);
    }
    return {
      ...{ url, room, cacheName },
      origin: origin === undefined ? undefined : originOf('--origin', origin),
    };
  });
}
