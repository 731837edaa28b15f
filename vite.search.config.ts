import { browserModule } from './build/browser-module.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** The search in the conversation, which the widget loads when a visitor first searches. It lends its Lit. */
export default browserModule('src/views/search/index.ts', 'momento-chat-search.js', [
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
