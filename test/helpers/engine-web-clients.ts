import {
  CacheClient,
  Configurations,
  CredentialProvider,
  NoopMomentoLoggerFactory,
  TopicClient,
  TopicConfigurations,
} from '@gomomento/sdk-web';

export { wrapToken } from './engine-token.js';

/** The real browser SDK connected to an engine's gRPC-Web port. */
export interface WebClients {
  readonly cache: CacheClient;
  readonly topics: TopicClient;
}

const quiet = new NoopMomentoLoggerFactory();

/** Clients with a token in the form of `EngineToken.authToken`. */
export function webClients(webUrl: string, authToken: string): WebClients {
  const credentialProvider = CredentialProvider.fromDisposableToken({
    apiKey: authToken,
    endpointOverrides: { cacheEndpoint: webUrl, controlEndpoint: webUrl, tokenEndpoint: webUrl },
  });
  return {
    cache: new CacheClient({
      configuration: Configurations.Laptop.v1(quiet).withClientTimeoutMillis(5000),
      credentialProvider,
      defaultTtlSeconds: 60,
    }),
    topics: new TopicClient({
      configuration: TopicConfigurations.Default.latest(quiet),
      credentialProvider,
    }),
  };
}
