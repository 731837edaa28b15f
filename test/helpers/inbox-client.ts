import { executeServerCommand } from '@web/test-runner-commands';
import type { InboxCommands } from './inbox-plugin.js';
import type { InboxServerOptions } from './inbox-server.js';

/** A host's server with an inbox, on another origin than the page under test. */
export interface TestInboxServer {
  /** For a visitor's chat: Ada's. */
  readonly tokenUrl: string;
  /** For the inbox: Sam's. */
  readonly inboxUrl: string;
  tokenUrlFor(user: string): string;
  inboxUrlFor(agent: string): string;
  stop(): Promise<void>;
}

/** Starts a token endpoint, a moderator and an inbox in front of an engine. The test stops it. */
export async function startInbox(options: InboxServerOptions): Promise<TestInboxServer> {
  const { grpcPort, webUrl, rooms, cannedAnswers, bot } = options;
  // Field by field: a passed engine also has fields that cannot be sent to the runner.
  const started = await command<Pick<TestInboxServer, 'tokenUrl' | 'inboxUrl'>, 'inbox:start'>(
    'inbox:start',
    {
      ...{ grpcPort, webUrl },
      ...(rooms && { rooms }),
      ...(cannedAnswers && { cannedAnswers }),
      ...(bot !== undefined && { bot }),
      allowedOrigins: options.allowedOrigins ?? [location.origin],
    },
  );
  const { tokenUrl, inboxUrl } = started;
  return {
    ...{ tokenUrl, inboxUrl },
    tokenUrlFor: (user) => withParameter(tokenUrl, 'user', user),
    inboxUrlFor: (agent) => withParameter(inboxUrl, 'agent', agent),
    async stop() {
      await command('inbox:stop', { inboxUrl });
    },
  };
}

function withParameter(url: string, name: string, value: string): string {
  const other = new URL(url);
  other.searchParams.set(name, value);
  return other.href;
}

function command<Result, Name extends keyof InboxCommands>(
  name: Name,
  payload: InboxCommands[Name],
): Promise<Result> {
  return executeServerCommand<Result, InboxCommands[Name]>(name, payload);
}
