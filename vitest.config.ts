import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { packedEmoji } from './build/emoji-data.js';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute or more, the slowest first. */
const SLOW = [
  'create/framework-templates',
  'frameworks/vue',
  'frameworks/svelte',
  'frameworks/react',
  'create/runtimes',
  'demo/game-page',
  'demo/pages',
  'server/files-scope',
  'server/killed-processes',
  'demo/dev-server',
  'e2e/slow-link',
  'create/templates',
  'create/quick-start',
  'e2e/frozen-link',
  'local-momento/cli',
].map((name) => `/test/${name}.test.ts`);

/** Begins with the slow files: one that began last would be waited for alone. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const slow = SLOW.map((path) => others.find(({ moduleId }) => moduleId.endsWith(path)));
    return [...new Set([...slow.filter((file) => file !== undefined), ...others])];
  }
}

/** Tests that run in Node: the model, the embedded engine, the server side, and whole-system runs. */
export default defineConfig({
  plugins: [packedEmoji],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.browser.test.ts'],
    // Vitest itself would leave one of two cores to others. Tests wait, for timers and installations, more than they compute.
    maxWorkers: Math.max(3, availableParallelism()),
    sequence: { sequencer: SlowFirst },
    // No test takes a third of it on a quiet machine. It is for busy ones.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
