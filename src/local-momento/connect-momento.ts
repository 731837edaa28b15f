import type { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento } from './local-momento.js';

export interface ConnectMomentoOptions {
  /** Where `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT` are looked for; `process.env` by default. */
  environment?: Readonly<Record<string, string | undefined>>;
  /** The cache of the rooms; `instant-messaging` by default. The engine creates it; in an account it has to be there. */
  cacheName?: string;
}

/** The Momento that a server talks to: the service, or an engine in this process. */
export interface ConnectedMomento {
  /** For `momentoTokenIssuer` and `momentoRoomStore`. */
  readonly credentialProvider: CredentialProvider;
  /** One line for the console: what it is, and where. */
  readonly description: string;
  /** Stops the engine, if it runs. */
  close(): Promise<void>;
}

/**
 * For servers that run with an account and without one: connects to the service if the environment has `MOMENTO_API_KEY` and
 * `MOMENTO_ENDPOINT`, and starts the embedded engine if it has neither. Needs `@gomomento/sdk`.
 *
 * In production, where a missing key must not start an engine, use `CredentialProvider.fromEnvVarV2()` of the SDK.
 *
 * @throws {Error} if one of the two is missing, or the key cannot be read; the message names the line to change
 */
export async function connectMomento({
  environment = process.env,
  cacheName = 'instant-messaging',
}: ConnectMomentoOptions = {}): Promise<ConnectedMomento> {
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

/** The SDK is large: who only starts an engine does not load it. */
async function credentials(): Promise<typeof CredentialProvider> {
  return (await import('@gomomento/sdk')).CredentialProvider;
}

async function embeddedEngine(cacheName: string): Promise<ConnectedMomento> {
  const [provider, engine] = await Promise.all([
    credentials(),
    startLocalMomento({ caches: [cacheName] }),
  ]);
  return {
    credentialProvider: provider.forMomentoLocal({ hostname: engine.host, port: engine.grpcPort }),
    description: `the embedded engine at ${engine.webUrl}; it forgets everything when it stops`,
    close: () => engine.close(),
  };
}

async function service(
  apiKey: string,
  endpoint: string,
  cacheName: string,
): Promise<ConnectedMomento> {
  const provider = await credentials();
  let credentialProvider: CredentialProvider;
  try {
    credentialProvider = provider.fromApiKeyV2({ apiKey, endpoint });
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
