import { defineConfig } from 'vitepress';
import { slugOf } from '../../build/docs/slugs.js';
import { SIDEBAR } from './sidebar.js';
import { playground } from './playground-plugin.js';
import { linkSources } from './source-links.js';

/** The documentation's site: `npm run docs` serves it, `npm run docs:build` builds and checks it. */
export default defineConfig({
  title: 'momento-chat',
  description: 'A chat for web pages: one custom element, one script tag.',
  lang: 'en',
  cleanUrls: false,
  markdown: {
    // As where the sources are read: a link to a heading works in both.
    anchor: { slugify: slugOf },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: linkSources,
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: SIDEBAR,
    nav: [
      { text: 'Guides', link: '/quick-start' },
      { text: 'Reference', link: '/reference/attributes' },
      { text: 'Playground', link: '/playground' },
    ],
  },
  vite: { plugins: [playground()], server: { host: '127.0.0.1' } },
});
