import { executeServerCommand } from '@web/test-runner-commands';
import type { DevToolsCommand } from './devtools-plugin.js';

async function devTools(method: string, params: object): Promise<void> {
  await executeServerCommand<boolean, DevToolsCommand>('devtools', { method, params });
}

/** Sets the browser's default font size, in px; 16 is the initial value. */
export async function setReaderFontSize(px: number): Promise<void> {
  await devTools('Page.setFontSizes', { fontSizes: { standard: px, fixed: 13 } });
}

/** Sets a visitor's system preference; an empty text resets it. */
export async function emulateFeatures(
  features: Readonly<Record<'forced-colors' | 'prefers-color-scheme', string>>,
): Promise<void> {
  await devTools('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

/** Switches the primary pointer to touch, or back to a mouse. */
export async function emulateTouch(enabled: boolean): Promise<void> {
  await devTools('Emulation.setTouchEmulationEnabled', { enabled, maxTouchPoints: 1 });
}

/** Taps the middle of an element. */
export async function tap(element: Element): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const point = { x: left + width / 2, y: top + height / 2 };
  await devTools('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  await devTools('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
