import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserLauncher, TestRunnerPlugin } from '@web/test-runner';

export interface ScreenshotCommand {
  name: string;
}

/** The common interface of all engines' launchers. */
interface PageLauncher extends BrowserLauncher {
  getPage(id: string): { screenshot(options: { path: string }): Promise<unknown> };
}

/**
 * Lets browser tests take screenshots: `SCREENSHOTS=screenshots npm run test:browser`. Without the
 * variable none are taken.
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
      // The runner treats an undefined result as an unknown command.
      return true;
    },
  };
}
