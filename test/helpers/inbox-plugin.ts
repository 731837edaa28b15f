import type { TestRunnerPlugin } from '@web/test-runner';
import { startInboxServer, type InboxServer, type InboxServerOptions } from './inbox-server.js';

/** The payloads of the commands, one for each; `inbox-client.ts` sends them. */
export interface InboxCommands {
  'inbox:start': InboxServerOptions;
  'inbox:stop': { inboxUrl: string };
}

/** Lets browser tests start servers with an inbox. */
export function inboxPlugin(): TestRunnerPlugin {
  const servers = new Map<string, InboxServer>();

  const commands: {
    [Name in keyof InboxCommands]: (payload: InboxCommands[Name]) => Promise<unknown>;
  } = {
    async 'inbox:start'(options) {
      const server = await startInboxServer(options);
      const { tokenUrl, inboxUrl } = server;
      servers.set(inboxUrl, server);
      return { tokenUrl, inboxUrl };
    },
    // The runner treats an undefined result as an unknown command: hence `true`.
    async 'inbox:stop'({ inboxUrl }) {
      await servers.get(inboxUrl)?.close();
      servers.delete(inboxUrl);
      return true;
    },
  };

  return {
    name: 'inbox',
    executeCommand({ command, payload }) {
      if (!(command in commands)) return undefined;
      // The name determines the payload's type, which the runner's types do not express.
      const run = commands[command as keyof InboxCommands] as (payload: unknown) => unknown;
      return run(payload);
    },
    async serverStop() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}
