import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession } from 'puppeteer-core';

export interface DevToolsCommand {
  /** A method of the DevTools protocol, such as `Page.setFontSizes`. */
  method: string;
  params: object;
}

/** Lets browser tests send DevTools commands to Chromium. Emulation lasts as long as the test's page. */
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
      // The test knows the method's parameters, and the browser checks them.
      await (await devTools).send(method as 'Page.enable', params);
      // The runner treats an undefined result as an unknown command.
      return true;
    },
  };
}
