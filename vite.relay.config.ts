import { defineConfig } from 'vite';
import { thirdPartyLicenses } from './build/third-party-licenses.js';
import { externalWidget } from './build/external-widget.js';
import { minifyTemplates } from './build/minify-templates/index.js';

/** The element for browsers that cannot reach Momento. Runs after the widget's build, which empties the folder. */
export default defineConfig({
  publicDir: false,
  plugins: [externalWidget, minifyTemplates(), thirdPartyLicenses()],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/momento-chat-relay.ts',
      formats: ['es'],
      fileName: () => 'momento-chat-relay.js',
    },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
});
