import type { Plugin } from 'vite';
import { browserModule } from './build/browser-module.js';
import { externalWidget } from './build/external-widget.js';

/** React is the page's, and each element's script is a file of its own. */
const externals: Plugin = {
  name: 'externals',
  enforce: 'pre',
  resolveId(id) {
    const [, element] = /^\.\.\/(momento-chat-(?:relay|inbox)\.js)$/.exec(id) ?? [];
    if (element !== undefined) return { id: `./${element}`, external: true };
    return id === 'react' ? { id, external: true } : null;
  },
};

/** The components of React. */
export default browserModule('src/frameworks/react.ts', 'momento-chat-react.js', [
  externalWidget,
  externals,
]);
