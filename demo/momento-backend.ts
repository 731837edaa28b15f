import { CacheClient, Configurations, CredentialProvider, MomentoErrorCode } from '@gomomento/sdk';
import { startLocalMomento } from '../src/local-momento/index.js';
import { writeHistory } from './history.js';

/** The Momento that stores the demo's rooms. */
export interface MomentoBackend {
  readonly kind: 'embedded' | 'service';
  /** One line for the console: what runs, and where. */
  readonly description: string;
  readonly credentialProvider: CredentialProvider;
  /** The endpoint for browsers, if their tokens do not contain it. */
  readonly endpoint?: string;
  close(): Promise<void>;
}

/** The part of the environment that decides which Momento the demo talks to. */
export type MomentoEnvironment = Partial<Record<'MOMENTO_API_KEY' | 'MOMENTO_ENDPOINT', string>>;

/** The cache that holds the rooms. */
export const CACHE_NAME = 'instant-messaging';

/**
 * Starts the embedded engine. If the environment has `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT`, connects to the
 * service instead.
 *
 * @throws if the service cannot be used; the message says why and what to do
 */
export async function startMomentoBackend(
  environment: MomentoEnvironment,
): Promise<MomentoBackend> {
  const { MOMENTO_API_KEY: apiKey, MOMENTO_ENDPOINT: endpoint } = environment;
  if (!apiKey && !endpoint) return embeddedEngine();
  if (!apiKey || !endpoint) {
    // One without the other is a mistake: silently using the engine would hide it.
    const missing = apiKey ? 'MOMENTO_ENDPOINT' : 'MOMENTO_API_KEY';
    throw new Error(
      `unable to use the Momento service; ${missing} is not set. Set it, or unset the other one to use the embedded engine.`,
    );
  }
  return momentoService(endpoint);
}

async function embeddedEngine(): Promise<MomentoBackend> {
  // By default it takes any free ports, so that a second demo can run beside this one.
  const engine = await startLocalMomento({ caches: [CACHE_NAME] });
  const credentialProvider = CredentialProvider.forMomentoLocal({
    hostname: engine.host,
    port: engine.grpcPort,
  });
  // Only the engine gets this history: the service's cache is the developer's own, and writing to it is billed.
  await writeHistory(credentialProvider, CACHE_NAME);
  return {
    kind: 'embedded',
    description: `embedded engine at ${engine.webUrl}, gRPC at ${engine.host}:${engine.grpcPort}; it forgets everything when it stops`,
    credentialProvider,
    endpoint: engine.webUrl,
    close: () => engine.close(),
  };
}

async function momentoService(endpoint: string): Promise<MomentoBackend> {
  let credentialProvider: CredentialProvider;
  try {
    credentialProvider = CredentialProvider.fromEnvVarV2();
  } catch {
    // The SDK's error is not passed on: its text may quote the key.
    throw new Error(
      'unable to use the Momento service; MOMENTO_API_KEY is not an API key of version 2. Create one at https://console.gomomento.com.',
    );
  }
  await checkCache(credentialProvider, endpoint);
  return {
    kind: 'service',
    description: `the Momento service at ${endpoint}, cache "${CACHE_NAME}"`,
    credentialProvider,
    close: () => Promise.resolve(),
  };
}

/**
 * Reads one list’s length, so that a wrong key or a missing cache is reported at the start, not in the page.
 *
 * @throws an error that says what to do
 */
export async function checkCache(
  credentialProvider: CredentialProvider,
  endpoint: string,
): Promise<void> {
  const client = new CacheClient({
    configuration: Configurations.Laptop.v1(),
    credentialProvider,
    defaultTtlSeconds: 60,
  });
  try {
    const response = await client.listLength(CACHE_NAME, 'lobby');
    if ('errorCode' in response) throw new Error(adviceFor(response.errorCode(), endpoint));
  } finally {
    client.close();
  }
}

/** The meaning of a failed check, and what to do about it. */
export function adviceFor(code: MomentoErrorCode, endpoint: string): string {
  const unable = 'unable to use the Momento service';
  switch (code) {
    case MomentoErrorCode.CACHE_NOT_FOUND_ERROR:
      return `${unable}; there is no cache "${CACHE_NAME}" at ${endpoint}. Create it at https://console.gomomento.com.`;
    case MomentoErrorCode.AUTHENTICATION_ERROR:
      return `${unable}; it does not accept MOMENTO_API_KEY. Check that the key is for ${endpoint} and has not expired.`;
    case MomentoErrorCode.PERMISSION_ERROR:
      return `${unable}; MOMENTO_API_KEY may not read the cache "${CACHE_NAME}". The demo needs a key that may read, write and issue tokens.`;
    case MomentoErrorCode.SERVER_UNAVAILABLE:
    case MomentoErrorCode.TIMEOUT_ERROR:
      return `${unable}; ${endpoint} cannot be reached. Check MOMENTO_ENDPOINT and the network, or unset MOMENTO_API_KEY and MOMENTO_ENDPOINT to use the embedded engine.`;
    default:
      return `${unable}; it answered ${code}.`;
  }
}
