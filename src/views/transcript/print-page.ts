import type { Formats } from './formats.js';
import { TranscriptPage } from './page.js';
import { PAGE_STYLES } from './page-styles.js';
import { Slices } from './slices.js';
import type { Transcript } from './transcript.js';

/** Phones print while the page goes on, and some browsers never say that they have: the frame goes after so long, in ms. */
const MAX_PRINTING_MS = 600_000;

/**
 * Prints a transcript, and nothing else of the page: in an empty frame, which no policy for frames concerns, with elements
 * and a style sheet that are made by script, which none for styles does.
 *
 * @throws the signal's reason; TypeError where the page lets no frame be
 */
export async function printPage(
  transcript: Transcript,
  formats: Formats,
  signal?: AbortSignal,
): Promise<void> {
  const inert = document.implementation.createHTMLDocument('');
  const page = new TranscriptPage(inert, transcript, formats);
  const main = page.main();
  const slices = new Slices();
  for (const row of transcript.rows) {
    const pause = slices.next(signal);
    if (pause) await pause;
    main.append(page.row(row));
  }
  const frame = await emptyFrame();
  try {
    const view = frame.contentWindow as (Window & typeof globalThis) | null;
    if (!view) throw new TypeError('unable to print; the page has no frames.');
    const { document: sheet } = view;
    sheet.title = transcript.title;
    sheet.documentElement.lang = transcript.language;
    sheet.documentElement.dir = transcript.direction;
    const styles = new view.CSSStyleSheet();
    styles.replaceSync(PAGE_STYLES);
    sheet.adoptedStyleSheets = [styles];
    sheet.body.append(sheet.adoptNode(main));
    const done = printed(view);
    view.focus();
    view.print();
    void done.then(() => frame.remove());
  } catch (error) {
    frame.remove();
    throw error;
  }
}

/** In the page, but not to be seen: browsers print no frame that has no box. */
async function emptyFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.title = 'Print';
  frame.ariaHidden = 'true';
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    ...{ position: 'fixed', inset: 'auto 0 0 auto', inlineSize: '0', blockSize: '0' },
    ...{ border: '0', opacity: '0', pointerEvents: 'none' },
  });
  // Firefox replaces the empty document by another one, and says so later; others do at once.
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  return frame;
}

function printed(view: Window): Promise<void> {
  return new Promise((resolve) => {
    view.addEventListener('afterprint', () => setTimeout(resolve), { once: true });
    setTimeout(resolve, MAX_PRINTING_MS);
  });
}
