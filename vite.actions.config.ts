import { browserModule } from './build/browser-module.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** Menus, the list of people to mention and the like, which the widget loads after its first view. It lends its Lit. */
export default browserModule('src/views/actions/index.ts', 'momento-chat-actions.js', [
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
