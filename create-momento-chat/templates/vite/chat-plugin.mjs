import { toNodeHandler } from 'srvx/node';

/** The token endpoint in Vite's development server. */
export function chatPlugin() {
  return {
    name: 'chat',
    apply: 'serve',
    async configureServer({ middlewares }) {
      // Imported here: a build needs no Momento.
      const { answerToken } = await import('./chat.mjs');
      middlewares.use('/momento-token', toNodeHandler(answerToken));
    },
  };
}
