import { browserModule } from './build/browser-module.js';
import { externalModules } from './build/external-widget.js';
import { lentErrors } from './build/lent-errors.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** Pictures and files, which the widget loads where a room takes some, or a message has some. It lends its Lit, and its errors. */
export default browserModule('src/files/index.ts', 'momento-chat-files.js', [
  lentErrors,
  externalModules,
  minifyTemplates(),
  shortenProperties(),
  minifyScript({ mangled: [] }),
]);
