/** What `momento-chat dev` runs. A module of its own, since it needs packages that pages with a chat do not. */
export { startDevServer, type DevServer, type DevServerOptions } from './dev-server.js';
