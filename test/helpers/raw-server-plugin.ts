import type { TestRunnerPlugin } from '@web/test-runner';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer of a server unrelated to Momento. */
export interface RawAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cuts the connection before the answer, or after the given part of it. */
  readonly cut?: 'before' | 'after';
  /** Starts the answer and never ends it. */
  readonly hangs?: boolean;
}

const ALLOW_ALL = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, authorization',
  'Access-Control-Expose-Headers': '*',
};

/** Lets browser tests start servers with arbitrary answers. */
export function rawServerPlugin(): TestRunnerPlugin {
  const servers = new Map<string, Server>();
  return {
    name: 'raw-server',
    async executeCommand({ command, payload }) {
      if (command === 'raw-server:start') {
        const server = await startRawServer(payload as RawAnswer);
        const { port } = server.address() as AddressInfo;
        const url = `http://127.0.0.1:${String(port)}`;
        servers.set(url, server);
        return { url };
      }
      if (command === 'raw-server:stop') {
        const { url } = payload as { readonly url: string };
        stop(servers.get(url));
        servers.delete(url);
        return true;
      }
      return undefined;
    },
    serverStop() {
      for (const server of servers.values()) stop(server);
    },
  };
}

async function startRawServer(answer: RawAnswer): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, ALLOW_ALL).end();
      return;
    }
    if (answer.cut === 'before') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status ?? 200, { ...ALLOW_ALL, ...answer.headers });
    response.flushHeaders();
    if (answer.hangs || answer.cut) {
      response.write(answer.body ?? '');
      if (answer.cut) setTimeout(() => request.socket.destroy(), 50);
    } else {
      response.end(answer.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function stop(server: Server | undefined): void {
  server?.closeAllConnections();
  server?.close();
}
