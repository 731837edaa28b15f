import { executeServerCommand } from '@web/test-runner-commands';
import type { VisitorCommands } from './visitor-plugin.js';

/** What a visitor does that no script can. */
export const visitor = {
  /** Scrolls with the pointer or a finger in the middle of an element; below 0: to what is further up. */
  scroll(over: Element, by: number, device: 'mouse' | 'touch'): Promise<void> {
    const { left, top, width, height } = over.getBoundingClientRect();
    const place = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    return send('visitor:scroll', { ...place, by, with: device });
  },
  /** Goes to a time zone, as `Europe/Rome`; empty: home. */
  travel: (timeZone: string) => send('visitor:travel', { timeZone }),
};

async function send<Name extends keyof VisitorCommands>(
  name: Name,
  payload: VisitorCommands[Name],
): Promise<void> {
  await executeServerCommand<boolean, VisitorCommands[Name]>(name, payload);
}
