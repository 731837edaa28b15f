import type { PluginOption, UserConfig } from 'vite';

/**
 * The build of a further module for browsers, in a file beside the widget's. Runs after the widget's build, which empties the
 * folder.
 *
 * @param sourcemap false for data alone, of which it would be a second copy
 */
export function browserModule(
  entry: string,
  fileName: string,
  plugins: readonly PluginOption[],
  sourcemap = true,
): UserConfig {
  return {
    publicDir: false,
    plugins: [...plugins],
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2022',
      sourcemap,
      lib: { entry, formats: ['es'], fileName: () => fileName },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  };
}
