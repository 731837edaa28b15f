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
  /** Proposes a text in place of what it proposed before; the first one starts the composition. */
  compose: (text: string) => send('ime:compose', { text }),
  /** Settles on a text, and ends the composition. */
  commit: (text: string) => send('ime:commit', { text }),
  /** A key that the input method takes for itself; the page hears of it all the same. */
  key: (key: string) => send('ime:key', { key }),
};

async function send<Name extends keyof ImeCommands>(
  name: Name,
  payload: ImeCommands[Name],
): Promise<void> {
  await executeServerCommand<boolean, ImeCommands[Name]>(name, payload);
}
