import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { besideTheWidget } from './build/beside-the-widget.js';
import { minifyTemplates } from './build/minify-templates/index.js';

/** By mode: `overlay` is for the chat's page, `overlay-client` for the game's. */
const ENTRIES: Readonly<Record<string, string>> = {
  overlay: 'src/overlay/overlay-page.ts',
  'overlay-client': 'src/overlay/client.ts',
};

/** The page is for its owner to edit: it is copied as it is. */
const withPage: Plugin = {
  name: 'with-page',
  apply: (_, { mode }) => mode === 'overlay',
  writeBundle: ({ dir = 'dist' }) =>
    copyFile('src/overlay/overlay.html', join(dir, 'overlay.html')),
};

/** For pages that have the chat in a frame. Runs after the bundle's build, which empties the folder. */
export default defineConfig(({ mode }) => {
  const entry = ENTRIES[mode];
  if (entry === undefined) throw new Error(`unable to build; no entry is for the mode ${mode}`);
  return {
    publicDir: false,
    plugins: [besideTheWidget, minifyTemplates(), withPage],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: true,
      lib: { entry, formats: ['es'], fileName: () => `momento-chat-${mode}.js` },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  };
});
