import { defineConfig } from 'vite';
import { momentoPlugin } from './demo/momento-plugin.js';

/** The demo's dev server, and no more: `npm start`. */
export default defineConfig({
  root: 'demo',
  plugins: [momentoPlugin()],
  server: {
    // By number: "localhost" is IPv6 on some machines, and then nobody listens where the browser looks.
    host: '127.0.0.1',
    // Only the demo's own pages may ask for tokens.
    cors: false,
  },
});
