import { browserModule } from './build/browser-module.js';
import { minifyScript } from './build/minify-script.js';

/** The Japanese words, which the widget loads on pages in Japanese. */
export default browserModule('src/localization/ja.ts', 'momento-chat-ja.js', [
  minifyScript({ mangled: [] }),
]);
