import { FILE_FAULTS, PAGE_FAULTS, SERVICE_FAULTS, TOKEN_FAULTS } from '../faults.js';
import type { Mode } from '../world.js';

/** Every page writes the list itself. */
export const direct: Mode = {
  takesFiles: true,
  faults: { ...SERVICE_FAULTS, ...PAGE_FAULTS, ...TOKEN_FAULTS, ...FILE_FAULTS },
  portFor: ({ momento }) => momento.webPort,
  element: ({ limit, endpoint }, name) => ({
    tag: 'momento-chat',
    attributes: {
      'history-limit': String(limit),
      'token-url': `${endpoint.url}&user=${name}`,
    },
  }),
};
