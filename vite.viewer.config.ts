import { browserModule } from './build/browser-module.js';
import { lentErrors } from './build/lent-errors.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** The viewer of pictures, which the module of files loads when a visitor first opens one. The widget lends its Lit, and its errors. */
export default browserModule('src/views/viewer/index.ts', 'momento-chat-viewer.js', [
  lentErrors,
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
