import { createHmac } from 'node:crypto';
import { Server, ServerCredentials, status, type sendUnaryData } from '@grpc/grpc-js';
import { webhook } from '@gomomento/generated-types/dist/webhook.js';
import {
  CredentialProvider,
  TopicClient,
  TopicConfigurations,
  TopicSubscribe,
} from '@gomomento/sdk';
import type { EngineTarget } from '../../src/verify/engine-target.js';
import type { Target } from '../../src/verify/target.js';
import { toAuthToken } from '../../src/server/token-endpoint/auth-token.js';

const SECRET = 'signing-secret';

export interface FakeWebhooks {
  /** The engine as if it were the service, with webhooks. */
  readonly target: Target;
  /** The names of the webhooks that there are. */
  readonly names: () => string[];
  close(): void;
}

/**
 * A service with webhooks, as Momento documented them: the engine, and beside it a server for the calls about webhooks.
 *
 * @param sign makes the signature of a request's body
 */
export async function fakeWebhooks(
  engine: EngineTarget,
  sign = (body: string) => createHmac('sha3-256', SECRET).update(body).digest('hex'),
): Promise<FakeWebhooks> {
  const hooks = new Map<string, InstanceType<typeof webhook._Webhook>>();
  const topics = new TopicClient({
    credentialProvider: engine.credentials,
    configuration: TopicConfigurations.Default.latest(),
  });
  const subscriptions: TopicSubscribe.Subscription[] = [];

  async function put(hook: InstanceType<typeof webhook._Webhook>): Promise<void> {
    const { cache_name: cache, webhook_name: name } = hook.webhook_id;
    hooks.set(name, hook);
    const topic = hook.topic_name;
    const subscribed = await topics.subscribe(cache, topic, {
      onItem: (item) => {
        const body = JSON.stringify({
          cache,
          topic,
          publish_timestamp: Date.now(),
          token_id: item.tokenId(),
          text: item.valueString(),
        });
        const headers = { 'momento-signature': sign(body) };
        void fetch(hook.destination.post_url, { method: 'POST', body, headers });
      },
      onError: () => undefined,
    });
    if (subscribed instanceof TopicSubscribe.Subscription) subscriptions.push(subscribed);
  }

  const server = new Server();
  const definition = webhook.UnimplementedWebhookService.definition;
  server.addService(definition, {
    PutWebhook: (
      { request }: { request: InstanceType<typeof webhook._PutWebhookRequest> },
      answer: sendUnaryData<unknown>,
    ) => {
      void put(request.webhook).then(() =>
        answer(null, new webhook._PutWebhookResponse({ secret_string: SECRET })),
      );
    },
    DeleteWebhook: (
      { request }: { request: InstanceType<typeof webhook._DeleteWebhookRequest> },
      answer: sendUnaryData<unknown>,
    ) => {
      hooks.delete(request.webhook_id.webhook_name);
      answer(null, new webhook._DeleteWebhookResponse());
    },
    ListWebhooks: (_: unknown, answer: sendUnaryData<unknown>) => {
      answer(null, new webhook._ListWebhooksResponse({ webhook: [...hooks.values()] }));
    },
    GetWebhookSecret: (_: unknown, answer: sendUnaryData<unknown>) => {
      answer(null, new webhook._GetWebhookSecretResponse({ secret_string: SECRET }));
    },
    RotateWebhookSecret: (_: unknown, answer: sendUnaryData<unknown>) => {
      answer({ code: status.UNIMPLEMENTED });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    const security = ServerCredentials.createInsecure();
    server.bindAsync('127.0.0.1:0', security, (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  const cacheEndpoint = engine.credentials.getCacheEndpoint();
  const credentials = CredentialProvider.fromDisposableToken({
    apiKey: toAuthToken(cacheEndpoint, engine.credentials.getAuthToken()),
    endpointOverrides: {
      cacheEndpoint,
      controlEndpoint: `127.0.0.1:${port}`,
      tokenEndpoint: cacheEndpoint,
      secureConnection: false,
    },
  });
  return {
    target: { ...engine, kind: 'service', credentials },
    names: () => [...hooks.keys()],
    close: () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
      server.forceShutdown();
    },
  };
}
