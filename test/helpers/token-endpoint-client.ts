import { executeServerCommand } from '@web/test-runner-commands';
import type { TokenEndpointCommands } from './token-endpoint-plugin.js';
import type {
  Behaviour,
  RecordedRequest,
  TokenEndpointServerOptions,
} from './token-endpoint-server.js';

export type { Behaviour, RecordedRequest };

/** A token endpoint outside the browser, on another origin than the page under test. */
export interface TestTokenEndpoint {
  /** For the `token-url` attribute: the user is Ada. */
  readonly url: string;
  /** The same endpoint for another user: `urlFor('grace')`. */
  urlFor(user: string): string;
  /** Sets the faults until the next call; `{}` clears them. */
  behave(behaviour: Behaviour): Promise<void>;
  requests(): Promise<RecordedRequest[]>;
  stop(): Promise<void>;
}

/**
 * Starts the real token endpoint in front of an engine. The test stops it.
 *
 * @example
 *   const endpoint = await startTokenEndpoint(engine);
 *   await endpoint.behave({ status: 429, retryAfter: '1', times: 1 });
 */
export async function startTokenEndpoint(
  options: TokenEndpointServerOptions,
): Promise<TestTokenEndpoint> {
  const { grpcPort, webUrl, cacheName, attachments, moderator, desk } = options;
  // Field by field: a passed engine also has fields that cannot be sent to the runner.
  const { url } = await command<{ url: string }, 'token-endpoint:start'>('token-endpoint:start', {
    grpcPort,
    webUrl,
    ...(cacheName === undefined ? {} : { cacheName }),
    ...(attachments ? { attachments } : {}),
    ...(moderator ? { moderator } : {}),
    ...(desk ? { desk } : {}),
    allowedOrigins: options.allowedOrigins ?? [location.origin],
  });
  return {
    url,
    urlFor(user) {
      const other = new URL(url);
      other.searchParams.set('user', user);
      return other.href;
    },
    async behave(behaviour) {
      await command('token-endpoint:behave', { url, behaviour });
    },
    requests: () => command('token-endpoint:requests', { url }),
    async stop() {
      await command('token-endpoint:stop', { url });
    },
  };
}

function command<Result, Name extends keyof TokenEndpointCommands>(
  name: Name,
  payload: TokenEndpointCommands[Name],
): Promise<Result> {
  return executeServerCommand<Result, TokenEndpointCommands[Name]>(name, payload);
}
