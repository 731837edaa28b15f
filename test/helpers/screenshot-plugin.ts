import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';

export interface ScreenshotCommand {
  name: string;
}

/** What the launchers of all engines have in common. */
interface PageLauncher extends BrowserLauncher {
  getPage(id: string): { screenshot(options: { path: string }): Promise<unknown> };
}

/**
 * Lets browser tests take pictures of what they look at: `SCREENSHOTS=screenshots npm run test:browser`. Without the
 * variable nothing is taken.
 */
export function screenshotPlugin(directory = process.env.SCREENSHOTS): TestRunnerPlugin {
  if (directory) mkdirSync(directory, { recursive: true });
  return {
    name: 'screenshot',
    async executeCommand({ command, payload, session }) {
      if (command !== 'screenshot') return undefined;
      if (directory) {
        const page = (session.browser as PageLauncher).getPage(session.id);
        const { name } = payload as ScreenshotCommand;
        await page.screenshot({ path: join(directory, `${name}.png`) });
      }
      // The runner takes a command that answers nothing for one that nobody knows.
      return true;
    },
  };
}
