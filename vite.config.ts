import { defineConfig } from 'vite';
import { packedEmoji } from './build/emoji-data.js';
import { momentoPlugin } from './demo/momento-plugin.js';

/** The demo's dev server (`npm start`); the bundles have configurations of their own. */
export default defineConfig({
  root: 'demo',
  plugins: [momentoPlugin(), packedEmoji],
  server: {
    // An address, because "localhost" resolves to IPv6 on some machines while the browser tries IPv4.
    host: '127.0.0.1',
    // Other origins must not fetch tokens from the demo's endpoint.
    cors: false,
  },
});
