import { CredentialProvider } from '@gomomento/sdk';
import { accountPaces } from './pace.js';
import type { Target } from './target.js';
import { toAuthToken } from '../server/token-endpoint/auth-token.js';

/** The part of the environment that names an account. */
export type ServiceEnvironment = Readonly<
  Partial<Record<'MOMENTO_API_KEY' | 'MOMENTO_ENDPOINT', string>>
>;

/**
 * The service, if the environment names an account; undefined without one.
 *
 * @throws {TypeError} if only one of the variables is set, or the key is not an API key of version 2; the message says so
 */
export function serviceTarget(environment: ServiceEnvironment): Target | undefined {
  const { MOMENTO_API_KEY: apiKey, MOMENTO_ENDPOINT: endpoint } = environment;
  if (!apiKey && !endpoint) return undefined;
  if (!apiKey || !endpoint) {
    const missing = apiKey ? 'MOMENTO_ENDPOINT' : 'MOMENTO_API_KEY';
    throw new TypeError(
      `unable to use the service; ${missing} is not set. Set it, or give --engine-only`,
    );
  }
  let credentials: CredentialProvider;
  try {
    credentials = CredentialProvider.fromApiKeyV2({ apiKey, endpoint });
  } catch {
    // The SDK's error is not passed on: its text may quote the key.
    throw new TypeError(
      'unable to use the service; MOMENTO_API_KEY is not an API key of version 2. Create one at https://console.gomomento.com',
    );
  }
  return {
    kind: 'service',
    credentials,
    credentialsFor: ({ endpoint: host, apiKey: key }) =>
      CredentialProvider.fromDisposableToken({ apiKey: toAuthToken(host, key) }),
    paces: accountPaces(),
    // The SDK for browsers derives it in this way.
    webUrlFor: (host) => `https://web.cache.${host}`,
    close: () => Promise.resolve(),
  };
}
