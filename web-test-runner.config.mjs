import { existsSync } from 'node:fs';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { launchOptions } from './test/helpers/find-browser.ts';
import { summaryReporter } from './test/helpers/summary-reporter.ts';
import { tokenEndpointPlugin } from './test/helpers/token-endpoint-plugin.ts';
import { viteMiddleware } from './test/helpers/vite-middleware.ts';

const vite = viteMiddleware();
const summary = process.env.TEST_SUMMARY;
const engine = existsSync('./test/helpers/engine-plugin.ts')
  ? [(await import('./test/helpers/engine-plugin.ts')).enginePlugin()]
  : [];

export default {
  files: 'test/**/*.browser.test.ts',
  browsers: [chromeLauncher({ launchOptions: await launchOptions() })],
  concurrency: 2,
  middleware: [vite.middleware],
  plugins: [vite.plugin, tokenEndpointPlugin(), ...engine],
  reporters: [defaultReporter(), ...(summary ? [summaryReporter(summary)] : [])],
  testFramework: { config: { timeout: '20000' } },
  testsFinishTimeout: 180_000,
  // @web warns once per process that it would rather have Node 22.
  filterBrowserLogs: (log) => !log.args.some((arg) => String(arg).includes('Lit is in dev mode')),
};
