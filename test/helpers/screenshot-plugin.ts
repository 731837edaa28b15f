import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';

export interface ScreenshotCommand {
  name: string;
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
        // Ours is the only launcher in the configuration.
        const page = (session.browser as ChromeLauncher).getPage(session.id);
        const { name } = payload as ScreenshotCommand;
        await page.screenshot({ path: join(directory, `${name}.png`) });
      }
      // The runner takes a command that answers nothing for one that nobody knows.
      return true;
    },
  };
}
