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
