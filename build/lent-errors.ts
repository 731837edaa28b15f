import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What the widget lends to the modules that it loads later. */
const LENT = fileURLToPath(new URL('../src/views/actions/borrowed.ts', import.meta.url));

/** Makes a module throw the widget's own errors: those of a second class would be none to it, by `instanceof`. */
export const lentErrors: Plugin = {
  name: 'lent-errors',
  enforce: 'pre',
  resolveId: (id) => (/\/protocol\/errors\.js$|^\.\/errors\.js$/.test(id) ? LENT : null),
};
