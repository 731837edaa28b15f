import { mkdirSync, writeFileSync } from 'node:fs';
import { FOLDER, referencePages, toMarkdown } from './index.js';

/*
 * Writes the pages of the reference: `npm run docs:reference`. They are committed, so that they can be read without the
 * site; a test compares them with the sources.
 */
mkdirSync(FOLDER, { recursive: true });
for (const page of await referencePages()) {
  writeFileSync(`${FOLDER}/${page.name}.md`, toMarkdown(page));
}
