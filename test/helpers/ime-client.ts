import { executeServerCommand } from '@web/test-runner-commands';
import type { ImeCommands } from './ime-plugin.js';

/**
 * An input method in the focused field.
 *
 * @example
 *   await ime.compose('にほn');
 *   await ime.key('Enter');
 *   await ime.commit('日本');
 */
export const ime = {
  /** Replaces the composition's text; the first call starts the composition. */
  compose: (text: string) => send('ime:compose', { text }),
  /** Commits a text and ends the composition. */
  commit: (text: string) => send('ime:commit', { text }),
  /** Presses a key that the input method consumes; the page still receives its event. */
  key: (key: string) => send('ime:key', { key }),
};

async function send<Name extends keyof ImeCommands>(
  name: Name,
  payload: ImeCommands[Name],
): Promise<void> {
  await executeServerCommand<boolean, ImeCommands[Name]>(name, payload);
}
