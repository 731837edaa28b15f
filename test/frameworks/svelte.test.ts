import { describe } from 'vitest';
import { testApplication } from './test-application.js';

/** SvelteKit's packages are 80 MB, so that others do without. */
describe.skipIf(!process.env['TEST_FRAMEWORKS'])('the Svelte action in SvelteKit', () => {
  testApplication('svelte-kit', 'build/index.js', {
    ' class="chat': 1,
    ' defer-hydration': 1,
    ' history-limit="50"': 1,
    ' reports': 1,
    ' room="lobby"': 1,
    '<h1 slot="header">Lobby</h1>': 1,
    tokenprovider: 0,
    'object Object': 0,
  });
});
