import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { strictPolicy, type PolicySources } from './strict-policy.js';
import { WATCH_SCRIPT } from './strict-watch.js';

/** A site's files besides the built ones. */
export interface StrictFile {
  readonly content: string;
  /** Serves it under the documented policy. */
  readonly policy?: PolicySources;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.map': 'application/json',
  '.png': 'image/png',
  '.html': 'text/html; charset=utf-8',
};

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Serves pages under the documented policy, sent as a header, and the built files. */
export class StrictSite {
  /** Browsers' violation reports, verbatim. */
  readonly reports: string[] = [];
  readonly #base: string;
  readonly #built: ReadonlyMap<string, string>;
  readonly #files: ReadonlyMap<string, StrictFile>;

  /**
   * @param base the site's path on its server, without a trailing slash
   * @param built by path, for example `/momento-chat.js`
   * @param files likewise
   */
  constructor(
    base: string,
    built: ReadonlyMap<string, string>,
    files: ReadonlyMap<string, StrictFile>,
  ) {
    this.#base = base;
    this.#built = built;
    this.#files = files;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.slice(this.#base.length);
    if (path === '/reports') {
      this.reports.push(await text(request));
      response.writeHead(204).end();
      return;
    }
    const file = this.#files.get(path);
    const content = path === '/watch.js' ? WATCH_SCRIPT : (file?.content ?? this.#built.get(path));
    const isPicture = path.endsWith('.png');
    response.writeHead(content === undefined && !isPicture ? 404 : 200, {
      'Content-Type': TYPES[extname(path)] ?? 'text/plain',
      ...(file?.policy && {
        'Content-Security-Policy': `${strictPolicy(file.policy)}; report-uri ${this.#base}/reports`,
      }),
    });
    response.end(isPicture ? PIXEL : content);
  }
}
