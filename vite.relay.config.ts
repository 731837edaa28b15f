import { browserModule } from './build/browser-module.js';
import { externalWidget } from './build/external-widget.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';
import { thirdPartyLicenses } from './build/third-party-licenses.js';

/** The element for browsers that cannot reach Momento. */
export default browserModule('src/momento-chat-relay.ts', 'momento-chat-relay.js', [
  externalWidget,
  minifyTemplates(),
  shortenProperties(),
  thirdPartyLicenses(),
]);
