import { defineConfig, type Plugin } from 'vite';
import { browserModule } from './build/browser-module.js';
import { externalWidget } from './build/external-widget.js';

/** The framework is the page's, and each element's script is a file of its own. */
const externals: Plugin = {
  name: 'externals',
  enforce: 'pre',
  resolveId(id) {
    const [, element] = /^\.\.\/(momento-chat-(?:relay|inbox)\.js)$/.exec(id) ?? [];
    if (element !== undefined) return { id: `./${element}`, external: true };
    return /^(?:@angular\/core|react|vue)$/.test(id) ? { id, external: true } : null;
  },
};

/** What pages in a framework import; the mode is the framework's name. */
export default defineConfig(({ mode }) =>
  browserModule(`src/frameworks/${mode}.ts`, `momento-chat-${mode}.js`, [
    externalWidget,
    externals,
  ]),
);
