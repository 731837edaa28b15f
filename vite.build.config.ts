import { defineConfig } from 'vite';

/** The bundle: one ES module that needs nothing else, for a script tag on any site. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/momento-chat.ts',
      formats: ['es'],
      fileName: () => 'momento-chat.js',
    },
    // Vite keeps white space in ES libraries; this one is for browsers, not for other bundlers.
    rolldownOptions: { output: { minify: true, codeSplitting: false } },
  },
});
