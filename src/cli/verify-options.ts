import { parseArgs } from 'node:util';
import { HELP, portOf, readCommandLine, type CommandLine } from './command-line.js';

export const USAGE = `Usage: momento-chat verify [options]

Checks what momento-chat takes for granted about Momento, on an embedded engine
that it starts. If MOMENTO_API_KEY and MOMENTO_ENDPOINT are set, it checks the
service too, in a cache of its own that it deletes in the end: up to 3,000
operations, as Momento meters them, within the rates of a new account. For
seconds it uses up these rates, so run it on an account without visitors.

The exit code is 0 if nothing differs, 1 if something differs or is left behind,
and 2 for a wrong command line.

Options:
  --engine-only          leaves the service alone
  --only ID              checks this assumption; may be repeated
  --cache NAME           an existing cache of the service to use; only what the
                         run has written is removed from it
  --large                allows up to 20,000 operations, for items of 5 MB
  --webhook-url URL      a public URL that leads to a port of this machine, for
                         the signature of webhooks
  --webhook-port PORT    that port (default 8090)
  --json                 prints the result as JSON
  --help                 shows this text
`;

export interface VerifyOptions {
  readonly engineOnly: boolean;
  /** All if it is empty. */
  readonly only: readonly string[];
  readonly cacheName: string | undefined;
  readonly large: boolean;
  readonly webhook: { readonly url: string; readonly port: number } | undefined;
  readonly json: boolean;
}

/** Parses the arguments after the command's name. Has no side effects. */
export function readVerifyLine(args: readonly string[]): CommandLine<VerifyOptions> {
  return readCommandLine(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'engine-only': { type: 'boolean', default: false },
        only: { type: 'string', multiple: true, default: [] },
        cache: { type: 'string' },
        large: { type: 'boolean', default: false },
        'webhook-url': { type: 'string' },
        'webhook-port': { type: 'string', default: '8090' },
        json: { type: 'boolean', default: false },
        help: HELP,
      },
    });
    if (values.help) return undefined;
    const url = values['webhook-url'];
    if (values.cache?.trim() === '') throw new TypeError('--cache takes a name');
    return {
      engineOnly: values['engine-only'],
      only: values.only,
      cacheName: values.cache,
      large: values.large,
      webhook:
        url === undefined
          ? undefined
          : { url: httpsUrl(url), port: portOf('--webhook-port', values['webhook-port'], 1) },
      json: values.json,
    };
  });
}

function httpsUrl(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:') {
    throw new TypeError(`--webhook-url takes an https URL, not '${text}'`);
  }
  return text;
}
