import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { browserModule } from './build/browser-module.js';
import { externalWidget } from './build/external-widget.js';
import { minifyTemplates } from './build/minify-templates/index.js';
import { shortenProperties } from './build/shorten-properties.js';

/** The entry of each mode: `overlay` runs in the chat's page, `overlay-client` in the game's. */
const ENTRIES: Readonly<Record<string, string>> = {
  overlay: 'src/overlay/overlay-page.ts',
  'overlay-client': 'src/overlay/client.ts',
};

/** Copies the page unminified: hosts edit it. */
const copyOverlayPage: Plugin = {
  name: 'copy-overlay-page',
  apply: (_, { mode }) => mode === 'overlay',
  writeBundle: ({ dir = 'dist' }) =>
    copyFile('src/overlay/overlay.html', join(dir, 'overlay.html')),
};

/** The scripts for a chat in a frame. */
export default defineConfig(({ mode }) => {
  const entry = ENTRIES[mode];
  if (entry === undefined) throw new Error(`unable to build; the mode ${mode} has no entry`);
  return browserModule(entry, `momento-chat-${mode}.js`, [
    externalWidget,
    minifyTemplates(),
    shortenProperties(),
    copyOverlayPage,
  ]);
});
