import { VARIABLES } from '../environment.js';
import type { Page } from '../page.js';

export function environmentPage(): Page {
  return {
    name: 'environment',
    title: 'Environment',
    intro:
      'No module of the package reads a variable by itself: your code, the SDK and the commands do. Variables of the tests are in `CONTRIBUTING.md`.',
    sections: [
      {
        title: 'Variables',
        heads: { type: 'read by' },
        entries: VARIABLES.map(({ name, readBy, meaning }) => ({
          name,
          text: `${meaning} Read by ${readBy}.`,
        })),
      },
    ],
  };
}
