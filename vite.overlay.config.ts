import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Two files that share no third: `--mode overlay` is for the chat's page, `--mode overlay-client` for the game's. */
const ENTRIES: Readonly<Record<string, string>> = {
  overlay: 'src/overlay/overlay-page.ts',
  'overlay-client': 'src/overlay/client.ts',
};

/** The widget is a file of its own beside these, and its errors are its own classes. */
const besideTheWidget: Plugin = {
  name: 'beside-the-widget',
  enforce: 'pre',
  resolveId: (id) =>
    /^\.\.\/(?:momento-chat|errors)\.js$/.test(id)
      ? { id: './momento-chat.js', external: true }
      : null,
};

/** The page is for its owner to edit: it is copied as it is. */
function withPage(outDir: () => string): Plugin {
  return {
    name: 'with-page',
    async closeBundle() {
      await mkdir(outDir(), { recursive: true });
      await copyFile('src/overlay/overlay.html', join(outDir(), 'overlay.html'));
    },
  };
}

/** For pages that embed the chat in a frame. Runs after the bundle's build, which empties the folder. */
export default defineConfig(({ mode }) => {
  const entry = ENTRIES[mode];
  if (entry === undefined)
    throw new Error(`unable to build the overlay; no entry for mode ${mode}`);
  let folder = 'dist';
  const page = withPage(() => folder);
  return {
    publicDir: false,
    plugins: [
      besideTheWidget,
      {
        ...page,
        configResolved({ build }) {
          folder = build.outDir;
        },
        apply: () => mode === 'overlay',
      },
    ],
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
