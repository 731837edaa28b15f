import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { packedEmoji } from './build/emoji-data.js';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take half a minute or more, the slowest first. */
const SLOW = [
  'e2e/slow-link',
  'relay/faults',
  'demo/pages',
  'e2e/frozen-link',
  'package/frameworks',
  'server/moderated-room',
  'overlay/hostile',
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
    // Vitest itself would leave one of two cores to others. Tests wait more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: SlowFirst },
    // No test takes a third of it on a quiet machine. It is for busy ones.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
