import { defaultReporter } from '@web/test-runner';
import { engineOf, launcherFor } from './test/helpers/browser-launcher.ts';
import { devToolsPlugin } from './test/helpers/devtools-plugin.ts';
import { enginePlugin } from './test/helpers/engine-plugin.ts';
import { inboxPlugin } from './test/helpers/inbox-plugin.ts';
import { imePlugin } from './test/helpers/ime-plugin.ts';
import { moderatorPlugin } from './test/helpers/moderator-plugin.ts';
import { olderBuildPlugin } from './test/helpers/older-build-plugin.ts';
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

/**
 * Which tests, and of what. `built`: those that drive the element from outside, of what `npm run build` has left, which
 * has no inside. `parts`: all others, of the sources. Without it: all of them, of the sources.
 */
const part = process.env.TEST_PART;
const built = part === 'built';

/** The folders whose tests drive the element from outside. */
const OUTSIDE = 'conformance|delivery|element|inbox|relay|states';

const FOLDERS = { built: `@(${OUTSIDE})`, parts: `!(${OUTSIDE})` };
if (part !== undefined && !Object.hasOwn(FOLDERS, part)) {
  throw new TypeError(`unable to run; TEST_PART is ${Object.keys(FOLDERS).join(' or ')}`);
}

/** Tests whose result no engine can change have `.one-engine.` in their names: they run in Chromium. */
const otherEngines = engine === 'chromium' ? [] : ['!test/**/*.one-engine.browser.test.ts'];

/** Pages at a time, or `TEST_PAGES`: tests wait for timers more than they compute, least so where WebKitGTK paints. */
const PAGES = { chromium: 4, firefox: 3, webkit: 2 };

/** For one test, in seconds: WebKitGTK paints without a graphics processor, and other tests run beside it. */
const PATIENCE = { chromium: 60, firefox: 90, webkit: 180 };

const vite = viteMiddleware({ cache: `${engine}-${part ?? 'all'}`, built });
const strict = strictSites();

const EXPECTED_LOG = /^<momento-chat(?:-inbox)?>|Lit is in dev mode/;

export default {
  files: [`test/${FOLDERS[part] ?? '**'}/*.browser.test.ts`, ...otherEngines],
  browsers: [await launcherFor(engine, Number(process.env.TEST_PAGES ?? PAGES[engine]))],
  middleware: [strict.middleware, vite.middleware],
  plugins: [
    vite.plugin,
    tokenEndpointPlugin(),
    trimmedTransportPlugin(),
    devToolsPlugin(),
    enginePlugin(),
    imePlugin(),
    inboxPlugin(),
    moderatorPlugin(),
    olderBuildPlugin(),
    rawServerPlugin(),
    relayPlugin(),
    screenshotPlugin(),
    strict.plugin,
    visitorPlugin(),
  ],
  reporters: [defaultReporter(), summaryReporter(process.env.TEST_SUMMARY)],
  testFramework: { config: { timeout: String(1000 * PATIENCE[engine]) } },
  browserStartTimeout: 240_000,
  testsFinishTimeout: 10_000 * PATIENCE[engine],
  // The element's own errors are what the tests provoke; they are asserted on, not read in a log.
  filterBrowserLogs: ({ args }) => !args.some((arg) => EXPECTED_LOG.test(String(arg))),
};
