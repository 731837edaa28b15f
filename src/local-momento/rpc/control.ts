import { control_client } from '@gomomento/generated-types/dist/controlclient.js';
import { REPORTED_LIMITS } from '../engine/limits.js';
import { unary, type Rpc } from './rpc.js';

const { definition } = control_client.UnimplementedScsControlService;

/**
 * The methods of `ScsControl` that create, delete and list caches: for callers with the API key, and
 * for the trusted callers of the gRPC server.
 */
export const controlRpcs: readonly Rpc[] = [
  unary(definition.CreateCache, ({ cache_name: name }, { caller, engine }) => {
    caller.require({ resource: 'control', action: `create cache ${name}` });
    engine.caches.create(name);
    return new control_client._CreateCacheResponse();
  }),

  unary(definition.DeleteCache, ({ cache_name: name }, { caller, engine }) => {
    caller.require({ resource: 'control', action: `delete cache ${name}` });
    engine.caches.delete(name);
    return new control_client._DeleteCacheResponse();
  }),

  unary(definition.ListCaches, (_, { caller, engine }) => {
    caller.require({ resource: 'control', action: 'list caches' });
    // All caches fit on one page, so `next_token` stays empty.
    return new control_client._ListCachesResponse({ cache: engine.caches.names.map(cacheMessage) });
  }),
];

function cacheMessage(name: string) {
  return new control_client._Cache({
    cache_name: name,
    cache_limits: new control_client._CacheLimits({
      max_traffic_rate: REPORTED_LIMITS.cacheOperationsPerSecond,
      max_throughput_kbps: REPORTED_LIMITS.cacheThroughputKbps,
      max_item_size_kb: REPORTED_LIMITS.maxItemKb,
      max_ttl_seconds: REPORTED_LIMITS.maxTtlSeconds,
    }),
    topic_limits: new control_client._TopicLimits({
      max_publish_rate: REPORTED_LIMITS.topicOperationsPerSecond,
      max_subscription_count: REPORTED_LIMITS.topicSubscriptions,
      max_publish_message_size_kb: REPORTED_LIMITS.maxTopicMessageKb,
    }),
  });
}
