import { defineConfig } from 'vite';
import { minifyScript } from './build/minify-script.js';
import { minifyTemplates } from './build/minify-templates/index.js';

/**
 * Typing, read marks and presence, which the widget loads where a page switches them on. The widget lends it what it needs of
 * Lit. Runs after the widget's build, which empties the folder.
 */
export default defineConfig({
  publicDir: false,
  plugins: [minifyTemplates(), minifyScript({ mangled: [] })],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/signals/index.ts',
      formats: ['es'],
      fileName: () => 'momento-chat-signals.js',
    },
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
});
