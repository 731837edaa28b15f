import type { Formats } from './formats.js';
import { TranscriptPage } from './page.js';
import { PAGE_STYLES } from './page-styles.js';
import { Slices } from './slices.js';
import type { Transcript } from './transcript.js';

/** The page runs and loads nothing, even if a browser were to read it in another way than it was written. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const END = '</main></body></html>';

/**
 * A transcript as one page, which needs no other file. The browser itself turns the elements into text.
 *
 * @throws the signal's reason
 */
export async function asHtml(
  transcript: Transcript,
  formats: Formats,
  signal?: AbortSignal,
): Promise<string> {
  const page = new TranscriptPage(
    document.implementation.createHTMLDocument(''),
    transcript,
    formats,
  );
  const { title, language, direction } = transcript;
  // Never in a document: its styles apply to nothing, and the policy of this page has no say in them.
  const root = page.make(
    'html',
    { ...(language && { lang: language }), dir: direction },
    page.make(
      'head',
      {},
      page.make('meta', { charset: 'utf-8' }),
      page.make('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      page.make('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      page.make('meta', { name: 'color-scheme', content: 'light dark' }),
      page.make('meta', { name: 'referrer', content: 'no-referrer' }),
      page.make('title', {}, title),
      page.make('style', {}, PAGE_STYLES),
    ),
    page.make('body', {}, page.main()),
  );
  const parts = [`<!doctype html>\n${root.outerHTML.slice(0, -END.length)}\n`];
  const slices = new Slices();
  for (const row of transcript.rows) {
    const pause = slices.next(signal);
    if (pause) await pause;
    parts.push(`${page.row(row).outerHTML}\n`);
  }
  return `${parts.join('')}${END}\n`;
}
