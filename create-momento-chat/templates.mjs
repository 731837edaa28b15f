/**
 * The templates by name. `layers` are folders of `templates/`, copied one over the other: what several templates have in common
 * stands there once. `start` is the command that runs the project.
 */
export const TEMPLATES = {
  plain: {
    about: 'one room for all, in one page',
    layers: ['base', 'pages', 'plain'],
    start: 'npm start',
  },
  moderated: {
    about: 'a server reads each message first',
    layers: ['base', 'site', 'moderated'],
    start: 'npm start',
  },
  support: {
    about: 'a launcher, a bot, and an inbox for those who help',
    layers: ['base', 'site', 'support'],
    start: 'npm start',
  },
  overlay: {
    about: 'a chat over a game',
    layers: ['base', 'pages', 'overlay'],
    start: 'npm start',
  },
  next: { about: 'Next.js', layers: ['base', 'next'], start: 'npm run dev' },
  react: { about: 'React with Vite', layers: ['base', 'vite', 'react'], start: 'npm run dev' },
  vue: { about: 'Vue with Vite', layers: ['base', 'vite', 'vue'], start: 'npm run dev' },
  svelte: { about: 'Svelte with Vite', layers: ['base', 'vite', 'svelte'], start: 'npm run dev' },
};

export const DEFAULT_TEMPLATE = 'plain';
export const DEFAULT_FOLDER = 'my-chat';
