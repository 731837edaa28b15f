import type { TestRunnerPlugin } from '@web/test-runner';
import {
  startTokenEndpointServer,
  type Behaviour,
  type TokenEndpointServer,
  type TokenEndpointServerOptions,
} from './token-endpoint-server.js';

/** The payloads of the commands, one for each; `token-endpoint-client.ts` sends them. */
export interface TokenEndpointCommands {
  'token-endpoint:start': TokenEndpointServerOptions;
  'token-endpoint:behave': { url: string; behaviour: Behaviour };
  'token-endpoint:requests': { url: string };
  'token-endpoint:stop': { url: string };
}

/** Lets browser tests start token endpoints and set their faults. */
export function tokenEndpointPlugin(): TestRunnerPlugin {
  const servers = new Map<string, TokenEndpointServer>();

  function serverAt(url: string): TokenEndpointServer {
    const server = servers.get(url);
    if (!server) throw new Error(`unable to reach the token endpoint ${url}; it was not started`);
    return server;
  }

  const commands: {
    [Name in keyof TokenEndpointCommands]: (payload: TokenEndpointCommands[Name]) => unknown;
  } = {
    async 'token-endpoint:start'(options) {
      const server = await startTokenEndpointServer(options);
      servers.set(server.url, server);
      return { url: server.url };
    },
    // The runner treats an undefined result as an unknown command: hence `true`.
    'token-endpoint:behave'({ url, behaviour }) {
      serverAt(url).behave(behaviour);
      return true;
    },
    'token-endpoint:requests': ({ url }) => serverAt(url).requests,
    async 'token-endpoint:stop'({ url }) {
      const server = serverAt(url);
      servers.delete(url);
      await server.close();
      return true;
    },
  };

  return {
    name: 'token-endpoint',
    executeCommand({ command, payload }) {
      if (!(command in commands)) return undefined;
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof TokenEndpointCommands] as (payload: unknown) => unknown;
      return run(payload);
    },
    async serverStop() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
