import type { Plugin } from 'vite';
import { moduleFile, MODULES } from './modules.js';

/**
 * Makes a further entry import `./momento-chat.js` instead of bundling the widget again: with two copies, a page
 * would have two classes of each name, and `instanceof` would fail between them.
 */
export const externalWidget: Plugin = {
  name: 'external-widget',
  enforce: 'pre',
  resolveId: (id) =>
    /^\.{1,2}\/(?:.*\/)?(?:momento-chat|protocol\/errors)\.js$/.test(id)
      ? { id: './momento-chat.js', external: true }
      : null,
};

/** Leaves the modules that the widget loads when it needs them out of the bundle: they are files beside it. */
export const externalModules: Plugin = {
  name: 'external-modules',
  enforce: 'pre',
  resolveId(id) {
    const module = Object.entries(MODULES).find(([, entry]) => id.endsWith(importedAs(entry)));
    return module ? { id: `./${moduleFile(module[0])}`, external: true } : null;
  },
};

/** The end that all imports of an entry have: `/actions/index.js`, `/ja.js`. */
function importedAs(entry: string): string {
  return entry.replace(/^.*?((?:\/[^/]+)?\/index|\/[^/]+)\.ts$/, '$1.js');
}
