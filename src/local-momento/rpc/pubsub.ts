import { cache_client } from '@gomomento/generated-types/dist/cachepubsub.js';
import { common } from '@gomomento/generated-types/dist/common.js';
import { checkName } from '../engine/caches.js';
import type { Topic, TopicItem, TopicValue } from '../engine/topics.js';
import type { TopicAccess } from '../engine/permissions.js';
import { invalidArgument, unauthenticated } from '../engine/status.js';
import { serverStream, unary, type Rpc, type RpcContext } from './rpc.js';

const { pubsub } = cache_client;
const { definition } = pubsub.UnimplementedPubsubService;

/**
 * The methods of `Pubsub`, which name their cache in the request, not in a header. The publisher's
 * id comes from the token, never from the request, so that subscribers can trust it.
 */
export const pubsubRpcs: readonly Rpc[] = [
  unary(definition.Publish, (request, context) => {
    const topic = openTopic(context, request, 'publish');
    topic.publish(valueOf(request), context.caller.tokenId, context.takeCopies());
    return new common._Empty();
  }),

  serverStream(definition.Subscribe, (request, context, stream) => {
    const topic = openTopic(context, request, 'subscribe');
    const unsubscribe = topic.subscribe(
      {
        item: (item) => stream.write(new pubsub._SubscriptionItem({ item: itemMessage(item) })),
        discontinuity: (gap) => {
          const discontinuity = new pubsub._Discontinuity({
            last_topic_sequence: gap.lastSequenceNumber,
            new_topic_sequence: gap.newSequenceNumber,
            new_sequence_page: gap.newSequencePage,
          });
          stream.write(new pubsub._SubscriptionItem({ discontinuity }));
        },
        heartbeat: () => {
          const heartbeat = new pubsub._Heartbeat();
          stream.write(new pubsub._SubscriptionItem({ heartbeat }));
        },
        end: (reason) => stream.end(reason),
      },
      {
        sequenceNumber: request.resume_at_topic_sequence_number,
        sequencePage: request.sequence_page,
      },
    );
    // A stream must not deliver messages after its token has expired.
    const cancelExpiry = atExpiry(context, () =>
      stream.end(unauthenticated('the token has expired')),
    );
    stream.onClose(() => {
      cancelExpiry();
      unsubscribe();
    });
  }),
];

/** Checks names, then permission, then existence, so that a refused caller cannot learn which caches exist. */
function openTopic(
  { caller, engine }: RpcContext,
  request: { readonly cache_name: string; readonly topic: string },
  action: TopicAccess['action'],
): Topic {
  const { cache_name: cache, topic } = request;
  checkName('cache', cache);
  checkName('topic', topic);
  caller.require({ resource: 'topic', cache, topic, action });
  return engine.caches.get(cache).topic(topic);
}

/** Calls back when the caller's token expires. Returns a function that cancels the call. */
function atExpiry({ caller, engine }: RpcContext, callback: () => void): () => void {
  if (caller.expiresAtMs === undefined) return () => undefined;
  return engine.clock.schedule(caller.expiresAtMs - engine.clock.now(), callback);
}

function valueOf(request: cache_client.pubsub._PublishRequest): TopicValue {
  const kind = request.has_value ? request.value.kind : 'none';
  switch (kind) {
    case 'text':
      return { kind, text: request.value.text };
    case 'binary':
      return { kind, bytes: request.value.binary };
    case 'none':
      throw invalidArgument('the message has no value');
  }
}

function itemMessage({ sequenceNumber, sequencePage, value, publisherId }: TopicItem) {
  return new pubsub._TopicItem({
    topic_sequence_number: sequenceNumber,
    sequence_page: sequencePage,
    publisher_id: publisherId,
    value: new pubsub._TopicValue(
      value.kind === 'text' ? { text: value.text } : { binary: value.bytes },
    ),
  });
}
