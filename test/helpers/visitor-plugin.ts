import { setTimeout } from 'node:timers/promises';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { ChromeLauncher } from '@web/test-runner-chrome';
import type { CDPSession } from 'puppeteer-core';

/** The payloads of the commands, one for each; `visitor-client.ts` sends them. */
export interface VisitorCommands {
  /** At a point of the window, by a distance in px; negative scrolls up. */
  'visitor:scroll': { x: number; y: number; by: number; with: 'mouse' | 'touch' };
  /** Sets the time zone, such as `Europe/Rome`; empty resets it. */
  'visitor:travel': { timeZone: string };
}

/** The pause before a touch ends, in ms. */
const REST_MS = 200;

/** Lets browser tests use the wheel and touch and set the time zone, which scripts cannot. */
export function visitorPlugin(): TestRunnerPlugin {
  const connections = new Map<string, Promise<CDPSession>>();
  const commands: {
    [Name in keyof VisitorCommands]: (
      devTools: CDPSession,
      payload: VisitorCommands[Name],
    ) => Promise<unknown>;
  } = {
    async 'visitor:scroll'(devTools, { x, y, by, with: device }) {
      if (device === 'mouse') {
        const wheel = { type: 'mouseWheel', x, y, deltaX: 0, deltaY: by } as const;
        await devTools.send('Input.dispatchMouseEvent', wheel);
        return;
      }
      for (const part of [0, 0.25, 0.5, 0.75, 1]) {
        await devTools.send('Input.dispatchTouchEvent', {
          type: part === 0 ? 'touchStart' : 'touchMove',
          touchPoints: [{ x, y: y + by / 2 - by * part }],
        });
      }
      // A touch that ends while moving would fling.
      await setTimeout(REST_MS);
      await devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    },
    'visitor:travel': (devTools, { timeZone }) =>
      devTools.send('Emulation.setTimezoneOverride', { timezoneId: timeZone }),
  };

  return {
    name: 'visitor',
    async executeCommand({ command, payload, session }) {
      if (!(command in commands)) return undefined;
      let devTools = connections.get(session.id);
      if (!devTools) {
        // This launcher is the only one in the configuration.
        devTools = (session.browser as ChromeLauncher).getPage(session.id).createCDPSession();
        connections.set(session.id, devTools);
      }
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof VisitorCommands] as (
        devTools: CDPSession,
        payload: unknown,
      ) => Promise<unknown>;
      await run(await devTools, payload);
      // The runner treats an undefined result as an unknown command.
      return true;
    },
  };
}
