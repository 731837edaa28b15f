import { defineConfig } from 'vite';
import { alikeTogether } from './build/alike-together.js';
import { BUDGET } from './build/gates/budget.js';
import { EXPECTED_CALLS } from './build/gates/expected-calls.js';
import { gateBundle } from './build/gates/index.js';
import { externalModules } from './build/external-widget.js';
import { thirdPartyLicenses } from './build/third-party-licenses.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';
import { minifyScript } from './build/minify-script.js';
import { legacyDecorators } from './build/legacy-decorators.js';
import { privateLit } from './build/private-lit.js';
import { widgetSdk } from './build/widget-sdk.js';

const ENTRY = 'src/momento-chat.ts';

/** The widget's bundle: one ES module, for a script tag on any site. It imports nothing at load. */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  plugins: [
    alikeTogether(ENTRY),
    externalModules,
    minifyTemplates(),
    shortenProperties(),
    privateLit(),
    legacyDecorators(),
    widgetSdk(),
    minifyScript(),
    mode === 'measure'
      ? undefined
      : gateBundle({ calls: Object.keys(EXPECTED_CALLS), budget: BUDGET }),
    thirdPartyLicenses(),
  ],
  // Production builds of the dependencies, whatever NODE_ENV is.
  resolve: { conditions: ['module', 'browser', 'production'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: ENTRY,
      formats: ['es'],
      fileName: () => 'momento-chat.js',
    },
    // Vite keeps white space in ES libraries for the sake of other bundlers; browsers load this one directly.
    rolldownOptions: {
      output: {
        minify: true,
        codeSplitting: false,
        // The SDK's sources have absolute paths; the source map must not hold those of the build machine.
        sourcemapPathTransform: (path) => path.replace(/^.*\/node_modules\//, '../node_modules/'),
      },
    },
  },
}));
