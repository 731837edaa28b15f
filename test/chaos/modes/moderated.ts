import { PROCESS_FAULTS } from '../faults.js';
import { ServerProcess } from '../server-process.js';
import type { Mode } from '../world.js';
import { direct } from './direct.js';

/** Two processes moderate one room: both receive every message, and one of them handles it. */
export const moderated: Mode = {
  ...direct,
  faults: { ...direct.faults, ...PROCESS_FAULTS },
  hasBot: true,
  tokens: { mode: 'moderated' },
  servers: (options) =>
    Promise.all([1, 2].map(() => ServerProcess.start({ ...options, kind: 'moderator' }))),
  moderated: (text) => (/\brude\b/.test(text) ? undefined : text.replace(/\bdarn\b/g, 'd***')),
  storedOnce: true,
};
