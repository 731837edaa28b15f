import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession } from 'puppeteer-core';

export interface DevToolsCommand {
  /** As in the DevTools protocol, `Page.setFontSizes` for instance. */
  method: string;
  params: object;
}

/** Lets browser tests drive Chromium by its own protocol. What is emulated lasts as long as the test's page. */
export function devToolsPlugin(): TestRunnerPlugin {
  const connections = new Map<string, Promise<CDPSession>>();
  return {
    name: 'devtools',
    async executeCommand({ command, payload, session }) {
      if (command !== 'devtools') return undefined;
      let devTools = connections.get(session.id);
      if (!devTools) {
        const page = (session.browser as ChromeLauncher).getPage(session.id);
        devTools = page.createCDPSession();
        connections.set(session.id, devTools);
      }
      const { method, params } = payload as DevToolsCommand;
      // Which parameters belong to a method is known in the test, and checked by the browser.
      await (await devTools).send(method as 'Page.enable', params);
      // The runner takes a command that answers nothing for one that nobody knows.
      return true;
    },
  };
}
