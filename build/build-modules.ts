import { build } from 'vite';
import { MODULES } from './modules.js';

/** Builds the modules that the widget loads when it needs them, one after the other. */
for (const mode of Object.keys(MODULES)) {
  await build({ configFile: 'vite.modules.config.ts', mode, logLevel: 'error' });
}
