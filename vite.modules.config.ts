import { defineConfig } from 'vite';
import { browserModule } from './build/browser-module.js';
import { packedEmoji } from './build/emoji-data.js';
import { externalModules } from './build/external-widget.js';
import { lentErrors } from './build/lent-errors.js';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { LANGUAGES, moduleFile, MODULES } from './build/modules.js';
import { shortenProperties } from './build/shorten-properties.js';
import { thirdPartyLicenses } from './build/third-party-licenses.js';

/** A module that the widget loads when it needs it; the mode is its name. The widget lends it its Lit, and its errors. */
export default defineConfig(({ mode }) => {
  const entry = MODULES[mode];
  if (entry === undefined) throw new Error(`unable to build; there is no module ${mode}`);
  if (mode.startsWith('emoji-data')) {
    return browserModule(entry, moduleFile(mode), [packedEmoji, thirdPartyLicenses()], false);
  }
  const plugins = [
    lentErrors,
    externalModules,
    minifyTemplates(),
    shortenProperties(),
    minifyScript({ mangled: [] }),
  ];
  return browserModule(entry, moduleFile(mode), plugins, !LANGUAGES.includes(mode));
});
