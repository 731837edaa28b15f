import type { Plugin } from 'vite';

/**
 * Makes a further entry import `./momento-chat.js` instead of bundling the widget again: with two copies, a page
 * would have two classes of each name, and `instanceof` would fail between them.
 */
export const externalWidget: Plugin = {
  name: 'external-widget',
  enforce: 'pre',
  resolveId: (id) =>
    /^\.{1,2}\/(?:.*\/)?(?:momento-chat|protocol\/errors)\.js$/.test(id)
      ? { id: './momento-chat.js', external: true }
      : null,
};

/** By the ends of their paths in the sources: the modules that the widget loads when it needs them, and their files. */
const LATER: Readonly<Record<string, string>> = {
  '/signals/index.js': 'momento-chat-signals.js',
  '/actions/index.js': 'momento-chat-actions.js',
  '/frames/index.js': 'momento-chat-frames.js',
  '/files/index.js': 'momento-chat-files.js',
  '/search/index.js': 'momento-chat-search.js',
  '/viewer/index.js': 'momento-chat-viewer.js',
  '/ja.js': 'momento-chat-ja.js',
};

/** Leaves these modules out of the bundle: they are files beside it. */
export const externalModules: Plugin = {
  name: 'external-modules',
  enforce: 'pre',
  resolveId(id) {
    const end = Object.keys(LATER).find((path) => id.endsWith(path));
    return end === undefined ? null : { id: `./${String(LATER[end])}`, external: true };
  },
};
