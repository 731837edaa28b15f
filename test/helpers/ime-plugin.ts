import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession } from 'puppeteer-core';

/** The payloads of the commands, one for each; `ime-client.ts` sends them. */
export interface ImeCommands {
  /** Sets the composition's text. */
  'ime:compose': { text: string };
  /** Commits a text and ends the composition. */
  'ime:commit': { text: string };
  /** Presses a key that the input method consumes, such as Enter to confirm a candidate. */
  'ime:key': { key: string };
}

/** The key code that browsers report for a key consumed by an input method. */
const PROCESSED_KEY = 229;

/** Lets browser tests use a Japanese input method; the browser itself fires the events. */
export function imePlugin(): TestRunnerPlugin {
  const connections = new Map<string, Promise<CDPSession>>();
  const commands: {
    [Name in keyof ImeCommands]: (devTools: CDPSession, payload: ImeCommands[Name]) => unknown;
  } = {
    'ime:compose': (devTools, { text }) =>
      devTools.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    'ime:commit': (devTools, { text }) => devTools.send('Input.insertText', { text }),
    async 'ime:key'(devTools, { key }) {
      const event = { key, code: key, windowsVirtualKeyCode: PROCESSED_KEY };
      await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
      await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    },
  };

  return {
    name: 'ime',
    async executeCommand({ command, payload, session }) {
      if (!(command in commands)) return undefined;
      let devTools = connections.get(session.id);
      if (!devTools) {
        // This launcher is the only one in the configuration.
        const page = (session.browser as ChromeLauncher).getPage(session.id);
        devTools = page.createCDPSession();
        connections.set(session.id, devTools);
      }
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof ImeCommands] as (
        devTools: CDPSession,
        payload: unknown,
      ) => unknown;
      await run(await devTools, payload);
      // The runner treats an undefined result as an unknown command.
      return true;
    },
  };
}
