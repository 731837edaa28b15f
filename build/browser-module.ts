import type { PluginOption, UserConfig } from 'vite';

/**
 * The build of a further module for browsers, in a file beside the widget's. Runs after the widget's build, which empties the
 * folder.
 */
export function browserModule(
  entry: string,
  fileName: string,
  plugins: readonly PluginOption[],
): UserConfig {
  return {
    publicDir: false,
    plugins: [...plugins],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      sourcemap: true,
      lib: { entry, formats: ['es'], fileName: () => fileName },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  };
}
