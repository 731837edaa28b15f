import { parseArgs } from 'node:util';
import {
  defaultReporter,
  startTestRunner,
  type BrowserLauncher,
  type TestRunnerConfig,
} from '@web/test-runner';
import { isBuilt } from '../helpers/built.js';
import { enginePlugin } from '../helpers/engine-plugin.js';
import { moderatorPlugin } from '../helpers/moderator-plugin.js';
import { summaryReporter } from '../helpers/summary-reporter.js';
import { tokenEndpointPlugin } from '../helpers/token-endpoint-plugin.js';
import { viteMiddleware } from '../helpers/vite-middleware.js';
import { Album } from './album.js';
import { writeAlbumPage } from './album-page.js';
import { picturePlugin } from './picture-plugin.js';
import { stillBrowser } from './still-browser.js';

/**
 * Compares pictures of the chat, in every state, with those in `test/visual/pictures`: `npm run visual`. What was built is
 * shown, if it is up to date; otherwise the sources.
 *
 * - `--update`: takes over the pictures that differ
 * - `--only 'menu.*dark'`: only of states, and with looks, whose names match
 */

const { values: options } = parseArgs({
  options: {
    update: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const PAGES = 4;
const OUTPUT = 'test/visual/output';

/** For one test, in seconds: it has a few pictures, and the machine may have more to do. */
const PATIENCE = 120;

const EXPECTED_LOG = /^<momento-chat(?:-inbox)?>|Lit is in dev mode|^@query'd field/;

/** Without the packaged Chromium no picture can be compared: others draw letters in another way. */
const isRequired = process.env.TEST_CHROMIUM === 'packaged';

const browser = await stillBrowser(PAGES).catch((error: unknown) => {
  if (isRequired) throw error;
  console.log(
    'Pictures are not compared: the packaged Chromium, which took them, does not run here.',
  );
});
if (browser) await run(browser);

async function run(browser: BrowserLauncher): Promise<void> {
  const album = new Album({ expected: 'test/visual/pictures', output: OUTPUT }, options.update);
  const passed = await runTests(album, browser);
  const left = options.only === undefined && passed ? album.leftOver() : [];
  for (const name of left) console.log(`${name}: it is no longer taken; --update removes it.`);
  const { entries, written } = album;
  if (options.update) console.log(`${written} of ${entries.length} pictures were replaced.`);
  console.log(`All pictures: ${writeAlbumPage(OUTPUT, entries)}`);
  process.exit(passed && left.length === 0 ? 0 : 1);
}

async function runTests(album: Album, browser: BrowserLauncher): Promise<boolean> {
  const vite = viteMiddleware({ cache: 'visual', built: await isBuilt() });
  const config: TestRunnerConfig = {
    files: ['test/visual/*.visual.ts'],
    browsers: [browser],
    middleware: [vite.middleware],
    plugins: [
      vite.plugin,
      tokenEndpointPlugin(),
      enginePlugin(),
      moderatorPlugin(),
      picturePlugin(album),
    ],
    reporters: [defaultReporter(), summaryReporter(process.env.TEST_SUMMARY)],
    testFramework: {
      config: {
        timeout: String(1000 * PATIENCE),
        ...(options.only === undefined ? {} : { grep: options.only }),
      },
    },
    browserStartTimeout: 240_000,
    testsFinishTimeout: 1000 * 600,
    filterBrowserLogs: ({ args }) => !args.some((arg) => EXPECTED_LOG.test(String(arg))),
  };
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  return new Promise((resolve) => {
    if (!runner) resolve(false);
    runner?.on('stopped', resolve);
  });
}
