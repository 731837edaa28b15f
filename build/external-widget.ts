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

/** Leaves the module of signals out of the bundle: it is a file beside it, and loaded where a page switches signals on. */
export const externalSignals: Plugin = {
  name: 'external-signals',
  enforce: 'pre',
  resolveId: (id) =>
    id.endsWith('/signals/index.js') ? { id: './momento-chat-signals.js', external: true } : null,
};
