import {
  CacheClient,
  CacheListFetchResponse,
  Configurations,
  CredentialProvider,
  NoopMomentoLoggerFactory,
  TopicClient,
  TopicConfigurations,
  TopicSubscribeResponse,
} from '@gomomento/sdk-web';

/** The least that a chat on Momento does, as Momento documents it, without showing anything. */
export async function enter(room: string, tokenUrl: string): Promise<void> {
  const response = await fetch(`${tokenUrl}&room=${room}`);
  const { authToken, endpoint, cacheName } = (await response.json()) as Record<string, string>;
  const credentialProvider = CredentialProvider.fromDisposableToken({
    apiKey: authToken ?? '',
    endpointOverrides: {
      cacheEndpoint: endpoint ?? '',
      controlEndpoint: endpoint ?? '',
      tokenEndpoint: endpoint ?? '',
    },
  });
  const quiet = new NoopMomentoLoggerFactory();
  const cache = new CacheClient({
    configuration: Configurations.Browser.latest(quiet),
    credentialProvider,
    defaultTtlSeconds: 3600,
  });
  const topics = new TopicClient({
    configuration: TopicConfigurations.Browser.latest(quiet),
    credentialProvider,
  });
  // In the widget's order: subscribe first, then fetch the history.
  const subscription = await topics.subscribe(cacheName ?? '', room, { onItem: () => undefined });
  if (subscription.type === TopicSubscribeResponse.Error) throw new Error(subscription.message());
  const history = await cache.listFetch(cacheName ?? '', room, { startIndex: -100 });
  if (history.type !== CacheListFetchResponse.Hit) throw new Error(history.toString());
  history.valueListString();
}
