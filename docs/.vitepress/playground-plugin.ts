import { createReadStream, existsSync } from 'node:fs';
import { Server } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import type { Plugin } from 'vitepress';
import { writeHistory } from '../../demo/history.js';
import { connectMomento } from '../../src/local-momento/index.js';
import { createTokenEndpoint } from '../../src/server/index.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';

const SCRIPTS = fileURLToPath(new URL('../../dist/', import.meta.url));
const CACHE_NAME = 'instant-messaging';
const NAMES: Readonly<Record<string, string>> = { ada: 'Ada', grace: 'Grace' };

/**
 * Gives the playground what a page has in production: the built scripts and a token endpoint, with the embedded engine
 * behind it. Only the development server of the site has it.
 */
export function playground(): Plugin {
  let stop: (() => Promise<void>) | undefined;
  return {
    name: 'playground',
    apply: 'serve',
    async configureServer(server) {
      // In middleware mode the server belongs to another program.
      if (!(server.httpServer instanceof Server)) return;
      // Never the service: what is tried here would be billed.
      const engine = await connectMomento({ environment: {}, cacheName: CACHE_NAME });
      const { credentialProvider } = engine;
      await writeHistory(credentialProvider, CACHE_NAME);
      const issueToken = momentoTokenIssuer({ credentialProvider });
      const tokenEndpoint = createTokenEndpoint({
        issueToken,
        cacheName: CACHE_NAME,
        // The playground trusts the name in the query. A site takes the visitor from its own session.
        authorize({ url }) {
          const id = new URL(url).searchParams.get('user') ?? '';
          const name = Object.hasOwn(NAMES, id) ? NAMES[id] : undefined;
          return name === undefined ? null : { user: { id, name } };
        },
      });
      server.middlewares.use('/playground/token', (req, res, next) => {
        tokenEndpoint(new NodeRequest({ req, res }))
          .then((response) => sendNodeResponse(res, response))
          .catch(next);
      });
      server.middlewares.use('/playground/', (req, res, next) => {
        const name = /^\/(momento-chat[a-z-]*\.js)$/.exec(req.url?.split('?')[0] ?? '')?.[1];
        if (name === undefined) {
          next();
          return;
        }
        const path = join(SCRIPTS, name);
        res.setHeader('Content-Type', 'text/javascript');
        if (existsSync(path)) {
          createReadStream(path).pipe(res);
        } else {
          res.writeHead(404).end();
        }
      });
      stop = async () => {
        issueToken.close();
        await engine.close();
      };
    },
    closeBundle: () => stop?.(),
  };
}
