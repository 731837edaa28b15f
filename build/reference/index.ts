import { analyzeElements } from '../manifest.js';
import { entryPoints } from './entries.js';
import type { Page } from './page.js';
import { elementPages } from './pages/elements.js';
import { environmentPage } from './pages/environment.js';
import { errorsPage } from './pages/errors.js';
import { modulePages } from './pages/modules.js';
import { stringsPage } from './pages/strings.js';
import { WIRE_FILES, wirePage } from './pages/wire.js';
import { Sources } from './sources.js';

export { FOLDER, toMarkdown, type Page } from './page.js';

/** Reads the sources, and describes all that is public. Takes some seconds. */
export async function referencePages(): Promise<readonly Page[]> {
  const sources = new Sources([...entryPoints().map(({ file }) => file), ...WIRE_FILES]);
  return [
    ...elementPages(await analyzeElements(), sources),
    stringsPage(sources),
    errorsPage(),
    ...modulePages(sources),
    environmentPage(),
    wirePage(sources),
  ];
}
