import { browserModule } from './build/browser-module.js';
import { INBOX_BUDGET } from './build/gates/budget.js';
import { gateBundle } from './build/gates/index.js';
import { externalModules, externalWidget } from './build/external-widget.js';
import { legacyDecorators } from './build/legacy-decorators.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { privateLit } from './build/private-lit.js';
import { shortenProperties } from './build/shorten-properties.js';
import { thirdPartyLicenses } from './build/third-party-licenses.js';

/** The agents' inbox. Its views have a Lit of their own: the widget lends its own one to its own modules only. */
export default browserModule('src/momento-chat-inbox.ts', 'momento-chat-inbox.js', [
  externalWidget,
  externalModules,
  minifyTemplates(),
  shortenProperties(),
  privateLit('momento-chat-inbox'),
  legacyDecorators(),
  minifyScript({ mangled: [] }),
  gateBundle({ calls: [], budget: INBOX_BUDGET }),
  thirdPartyLicenses(),
]);
