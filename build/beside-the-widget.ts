import type { Plugin } from 'vite';

/** A further entry imports the widget's file instead of a copy of it, so that a page has each class once. */
export const besideTheWidget: Plugin = {
  name: 'beside-the-widget',
  enforce: 'pre',
  resolveId: (id) =>
    /^\.{1,2}\/(?:.*\/)?(?:momento-chat|protocol\/errors)\.js$/.test(id)
      ? { id: './momento-chat.js', external: true }
      : null,
};
