import { browserModule } from './build/browser-module.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** The launcher and the overlay, which the widget loads where a page uses them. It lends its Lit. */
export default browserModule('src/frames/index.ts', 'momento-chat-frames.js', [
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
