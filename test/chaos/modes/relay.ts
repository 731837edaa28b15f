import { FILE_FAULTS, PAGE_FAULTS, PROCESS_FAULTS, SERVICE_FAULTS } from '../faults.js';
import { ServerProcess } from '../server-process.js';
import type { Mode } from '../world.js';

/** Two relays write the list, each for half of the pages. */
export const relay: Mode = {
  takesFiles: true,
  faults: { ...SERVICE_FAULTS, ...PAGE_FAULTS, ...PROCESS_FAULTS, ...FILE_FAULTS },
  hasBot: true,
  servers: (options) =>
    Promise.all([1, 2].map(() => ServerProcess.start({ ...options, kind: 'relay' }))),
  portFor: ({ processes }, index) => processes[index % processes.length]?.port ?? 0,
  element: (_, name, link) => ({
    tag: 'momento-relay-chat',
    attributes: { 'relay-url': `${link.url}/?user=${name}` },
  }),
  storedOnce: true,
};
