import {
  AuthClient,
  AuthClientConfigurations,
  CacheClient,
  Configurations,
  CredentialProvider,
  DefaultMomentoLoggerFactory,
  DefaultMomentoLoggerLevel,
  TopicClient,
  TopicConfigurations,
} from '@gomomento/sdk';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { wrapToken } from './engine-token.js';

const quiet = new DefaultMomentoLoggerFactory(DefaultMomentoLoggerLevel.ERROR);

/** The real Node SDK connected to an engine as on any server: without a credential. */
export class Clients implements Disposable {
  readonly cache: CacheClient;
  readonly topics: TopicClient;
  readonly auth: AuthClient;

  constructor(credentialProvider: CredentialProvider) {
    this.cache = new CacheClient({
      configuration: Configurations.Laptop.v1(quiet).withClientTimeoutMillis(5000),
      credentialProvider,
      defaultTtlSeconds: 60,
    });
    this.topics = new TopicClient({
      configuration: TopicConfigurations.Default.latest(quiet),
      credentialProvider,
    });
    this.auth = new AuthClient({
      configuration: AuthClientConfigurations.Default.latest(),
      credentialProvider,
    });
  }

  /** The topic client has no `close()`; its channel is idle without subscriptions. */
  [Symbol.dispose](): void {
    this.cache.close();
  }
}

export function clientsFor(local: LocalMomento): Clients {
  return clientsAt(local.host, local.grpcPort);
}

/** The same for an engine in another process. */
export function clientsAt(hostname: string, port: number): Clients {
  return new Clients(CredentialProvider.forMomentoLocal({ hostname, port }));
}

/** The SDK with a credential, on the same gRPC port. */
export function clientsWith(local: LocalMomento, apiKey: string): Clients {
  const endpoint = `${local.host}:${local.grpcPort}`;
  return new Clients(
    CredentialProvider.fromDisposableToken({
      apiKey: wrapToken(`http://${endpoint}`, apiKey),
      endpointOverrides: {
        cacheEndpoint: endpoint,
        controlEndpoint: endpoint,
        tokenEndpoint: endpoint,
        secureConnection: false,
      },
    }),
  );
}
