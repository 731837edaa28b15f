import { defineConfig, type Plugin } from 'vite';
import { thirdPartyLicenses } from './build/third-party-licenses.js';
import { minifyTemplates } from './build/minify-templates/index.js';

/** The widget is a file of its own beside this one, and its errors are its own classes. */
const besideTheWidget: Plugin = {
  name: 'beside-the-widget',
  enforce: 'pre',
  resolveId: (id) =>
    /^\.\.\/(?:momento-chat|errors)\.js$/.test(id)
      ? { id: './momento-chat.js', external: true }
      : null,
};

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
      entry: 'src/relay/momento-chat-relay.ts',
      formats: ['es'],
      fileName: () => 'momento-chat-relay.js',
    },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
});
