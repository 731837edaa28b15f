import { engineOf, launcherFor } from './helpers/browser-launcher.js';

/**
 * Finds the browsers of some engines, or installs them, before tests that run side by side would each do so:
 * `tsx test/find-browsers.ts chromium firefox`
 */
for (const engine of process.argv.slice(2).map(engineOf)) await launcherFor(engine, 1);
