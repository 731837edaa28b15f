import { defaultReporter } from '@web/test-runner';
import { engineOf, launcherFor } from './test/helpers/browser-launcher.ts';
import { devToolsPlugin } from './test/helpers/devtools-plugin.ts';
import { enginePlugin } from './test/helpers/engine-plugin.ts';
import { imePlugin } from './test/helpers/ime-plugin.ts';
import { moderatorPlugin } from './test/helpers/moderator-plugin.ts';
import { rawServerPlugin } from './test/helpers/raw-server-plugin.ts';
import { relayPlugin } from './test/helpers/relay-plugin.ts';
import { screenshotPlugin } from './test/helpers/screenshot-plugin.ts';
import { strictSites } from './test/helpers/strict-plugin.ts';
import { summaryReporter } from './test/helpers/summary-reporter.ts';
import { tokenEndpointPlugin } from './test/helpers/token-endpoint-plugin.ts';
import { trimmedTransportPlugin } from './test/helpers/trimmed-transport-plugin.ts';
import { visitorPlugin } from './test/helpers/visitor-plugin.ts';
import { viteMiddleware } from './test/helpers/vite-middleware.ts';

/** One of Chromium, Firefox and WebKit. */
const engine = engineOf(process.env.TEST_ENGINE ?? 'chromium');

/** Whether what `npm run build` has left is tested, in place of the sources. */
const built = process.env.TEST_BUILT === 'true';

const vite = viteMiddleware({ built });
const strict = strictSites();

const EXPECTED_LOG = /^<momento-chat>|Lit is in dev mode/;

export default {
  // What is built has no inside: only tests that drive the element from outside, in these folders, can have it.
  files: `test/${built ? '{conformance,delivery,element,relay,states}' : '**'}/*.browser.test.ts`,
  browsers: [await launcherFor(engine, 4)],
  middleware: [strict.middleware, vite.middleware],
  plugins: [
    vite.plugin,
    tokenEndpointPlugin(),
    trimmedTransportPlugin(),
    devToolsPlugin(),
    enginePlugin(),
    imePlugin(),
    moderatorPlugin(),
    rawServerPlugin(),
    relayPlugin(),
    screenshotPlugin(),
    strict.plugin,
    visitorPlugin(),
  ],
  reporters: [defaultReporter(), summaryReporter(process.env.TEST_SUMMARY)],
  // In CI a test has a second try: on a busy machine a wait may run out, and a fault fails twice.
  testFramework: { config: { timeout: '60000', retries: Number(process.env.TEST_RETRIES ?? 0) } },
  browserStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
  // The element's own errors are what the tests provoke; they are asserted on, not read in a log.
  filterBrowserLogs: ({ args }) => !args.some((arg) => EXPECTED_LOG.test(String(arg))),
};
