import { describe } from 'vitest';
import { testApplication } from './test-application.js';

/** Nuxt's packages are 250 MB, so that others do without. */
describe.skipIf(!process.env['TEST_FRAMEWORKS'])('the Vue component in Nuxt', () => {
  testApplication('vue-nuxt', '.output/server/index.mjs', {
    ' class="chat"': 1,
    ' defer-hydration': 1,
    ' history-limit="50"': 1,
    ' reports': 1,
    ' room="lobby"': 1,
    '<div slot="header"><h1>Lobby</h1></div>': 1,
    // What HTML cannot say.
    tokenprovider: 0,
    'object Object': 0,
  });
});
