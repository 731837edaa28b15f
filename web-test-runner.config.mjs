import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { enginePlugin } from './test/helpers/engine-plugin.ts';
import { launchOptions } from './test/helpers/find-browser.ts';
import { imePlugin } from './test/helpers/ime-plugin.ts';
import { moderatorPlugin } from './test/helpers/moderator-plugin.ts';
import { rawServerPlugin } from './test/helpers/raw-server-plugin.ts';
import { relayPlugin } from './test/helpers/relay-plugin.ts';
import { screenshotPlugin } from './test/helpers/screenshot-plugin.ts';
import { strictSites } from './test/helpers/strict-plugin.ts';
import { summaryReporter } from './test/helpers/summary-reporter.ts';
import { tokenEndpointPlugin } from './test/helpers/token-endpoint-plugin.ts';
import { trimmedTransportPlugin } from './test/helpers/trimmed-transport-plugin.ts';
import { viteMiddleware } from './test/helpers/vite-middleware.ts';

const vite = viteMiddleware();
const strict = strictSites();
const summary = process.env.TEST_SUMMARY;

const EXPECTED_LOG = /^<momento-chat>|Lit is in dev mode/;

export default {
  files: 'test/**/*.browser.test.ts',
  browsers: [
    chromeLauncher({
      launchOptions: await launchOptions(),
      // A window for each page: tabs in the background paint nothing, and share connections and storage.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  ],
  concurrency: 2,
  middleware: [strict.middleware, vite.middleware],
  plugins: [
    vite.plugin,
    tokenEndpointPlugin(),
    trimmedTransportPlugin(),
    enginePlugin(),
    imePlugin(),
    moderatorPlugin(),
    rawServerPlugin(),
    relayPlugin(),
    screenshotPlugin(),
    strict.plugin,
  ],
  reporters: [defaultReporter(), ...(summary ? [summaryReporter(summary)] : [])],
  testFramework: { config: { timeout: '20000' } },
  testsFinishTimeout: 180_000,
  // The element's own errors are what the tests provoke; they are asserted on, not read in a log.
  filterBrowserLogs: ({ args }) => !args.some((arg) => EXPECTED_LOG.test(String(arg))),
};
