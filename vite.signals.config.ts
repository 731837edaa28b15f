import { browserModule } from './build/browser-module.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/**
 * Typing, read marks and presence, which the widget loads where a page switches them on. The widget lends it the part of Lit
 * that it needs.
 */
export default browserModule('src/signals/index.ts', 'momento-chat-signals.js', [
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
