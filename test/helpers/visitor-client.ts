import { executeServerCommand } from '@web/test-runner-commands';
import type { VisitorCommands } from './visitor-plugin.js';

/** A visitor's actions that scripts cannot perform. */
export const visitor = {
  /** Scrolls with the wheel or by touch in the middle of an element; a negative distance scrolls up. */
  scroll(over: Element, by: number, device: 'mouse' | 'touch'): Promise<void> {
    const { left, top, width, height } = over.getBoundingClientRect();
    const place = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
    return send('visitor:scroll', { ...place, by, with: device });
  },
  /** Sets the time zone, such as `Europe/Rome`; empty resets it. */
  travel: (timeZone: string) => send('visitor:travel', { timeZone }),
};

async function send<Name extends keyof VisitorCommands>(
  name: Name,
  payload: VisitorCommands[Name],
): Promise<void> {
  await executeServerCommand<boolean, VisitorCommands[Name]>(name, payload);
}
