import { defineConfig } from 'vitest/config';

/** Tests that run in Node: the model, the embedded engine, the server side, and whole-system runs. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.browser.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A second try in CI, as in the browsers (web-test-runner.config).
    retry: Number(process.env.TEST_RETRIES ?? 0),
  },
});
