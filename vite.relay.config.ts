import { defineConfig } from 'vite';
import { thirdPartyLicenses } from './build/third-party-licenses.js';
import { besideTheWidget } from './build/beside-the-widget.js';
import { minifyTemplates } from './build/minify-templates/index.js';

/** For browsers that may not reach Momento. Runs after the bundle's build, which empties the folder. */
export default defineConfig({
  publicDir: false,
  plugins: [besideTheWidget, minifyTemplates(), thirdPartyLicenses()],
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
