import { executeServerCommand } from '@web/test-runner-commands';
import type { DevToolsCommand } from './devtools-plugin.js';

async function devTools(method: string, params: object): Promise<void> {
  await executeServerCommand<boolean, DevToolsCommand>('devtools', { method, params });
}

/** What readers set in their browser as the size of text, in px; 16 by default. */
export async function setReaderFontSize(px: number): Promise<void> {
  await devTools('Page.setFontSizes', { fontSizes: { standard: px, fixed: 13 } });
}

/** What visitors set in their system. An empty text: nothing. */
export async function emulateFeatures(
  features: Readonly<Record<'forced-colors' | 'prefers-color-scheme', string>>,
): Promise<void> {
  await devTools('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

/** From now on a finger is what the device is used with; or a mouse again. */
export async function emulateTouch(enabled: boolean): Promise<void> {
  await devTools('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 1 });
}

/** A finger taps the middle of an element. */
export async function tap(element: Element): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const point = { x: left + width / 2, y: top + height / 2 };
  await devTools('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await devTools('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
