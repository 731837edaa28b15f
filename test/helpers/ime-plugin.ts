import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession } from 'puppeteer-core';

/** The payloads of the commands, one for each; `ime-client.ts` sends them. */
export interface ImeCommands {
  /** What the input method proposes for now. */
  'ime:compose': { text: string };
  /** What it settles on: ends the composition. */
  'ime:commit': { text: string };
  /** A key that the input method takes for itself, as Enter for "this is the word". */
  'ime:key': { key: string };
}

/** The key code that browsers give for a key which an input method is dealing with. */
const PROCESSED_KEY = 229;

/** Lets browser tests write as with a Japanese input method: the browser itself raises the events. */
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
        // Ours is the only launcher in the configuration.
        const page = (session.browser as ChromeLauncher).getPage(session.id);
        devTools = page.createCDPSession();
        connections.set(session.id, devTools);
      }
      // The name decides the payload's type, which the runner's own types cannot tell.
      const run = commands[command as keyof ImeCommands] as (
        devTools: CDPSession,
        payload: unknown,
      ) => unknown;
      await run(await devTools, payload);
      // The runner takes a command that answers nothing for one that nobody knows.
      return true;
    },
  };
}
