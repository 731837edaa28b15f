import { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento } from '../local-momento/index.js';

/** The Momento that a development server talks to. */
export interface DevBackend {
  readonly credentialProvider: CredentialProvider;
  /** One line for the console: what runs, and where. */
  readonly description: string;
  close(): Promise<void>;
}

/**
 * Connects to the service if the environment has `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT`; starts the embedded engine if it
 * has neither.
 *
 * @throws {Error} if one of them is missing, or the key cannot be read
 */
export async function startDevBackend(
  environment: NodeJS.ProcessEnv,
  cacheName: string,
): Promise<DevBackend> {
  const { MOMENTO_API_KEY: apiKey, MOMENTO_ENDPOINT: endpoint } = environment;
  if (!apiKey && !endpoint) return embeddedEngine(cacheName);
  if (!apiKey || !endpoint) {
    // One without the other is a mistake: silently using the engine would hide it.
    const [missing, other] = apiKey
      ? ['MOMENTO_ENDPOINT', 'MOMENTO_API_KEY']
      : ['MOMENTO_API_KEY', 'MOMENTO_ENDPOINT'];
    throw new Error(
      `unable to use the Momento service; ${missing} is not set. Add the line ${missing}=… to .env, or remove ${other} to use the embedded engine`,
    );
  }
  return service(apiKey, endpoint, cacheName);
}

async function embeddedEngine(cacheName: string): Promise<DevBackend> {
  const engine = await startLocalMomento({ caches: [cacheName] });
  return {
    credentialProvider: CredentialProvider.forMomentoLocal({
      hostname: engine.host,
      port: engine.grpcPort,
    }),
    description: `the embedded engine at ${engine.webUrl}; it forgets everything when it stops`,
    close: () => engine.close(),
  };
}

function service(apiKey: string, endpoint: string, cacheName: string): DevBackend {
  let credentialProvider: CredentialProvider;
  try {
    credentialProvider = CredentialProvider.fromApiKeyV2({ apiKey, endpoint });
  } catch {
    // The SDK's error is not passed on: its text may quote the key.
    throw new Error(
      'unable to use the Momento service; MOMENTO_API_KEY is not an API key of version 2. Create one at https://console.gomomento.com, and change the line MOMENTO_API_KEY=… in .env',
    );
  }
  return {
    credentialProvider,
    description: `the service at ${endpoint}, cache "${cacheName}"`,
    close: () => Promise.resolve(),
  };
}
