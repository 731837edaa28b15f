import { credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { cache_client } from '@gomomento/generated-types/dist/cachepubsub.js';
import type { LocalMomento } from '../../src/local-momento/index.js';
import { Inbox } from './engine-inbox.js';

const { pubsub } = cache_client;

export interface RawSubscribeRequest {
  cache_name: string;
  topic: string;
  resume_at_topic_sequence_number?: number;
  sequence_page?: number;
}

/** One frame in a form that tests can compare. */
export type Frame =
  | { kind: 'heartbeat' }
  | { kind: 'item'; number: number; page: number; text: string; publisher: string }
  | { kind: 'discontinuity'; last: number; next: number; page: number }
  | { kind: 'end' }
  | { kind: 'error'; code: number };

/**
 * A subscription without the SDK, which lets no test choose where to resume and hides the
 * sequence page.
 */
export class RawSubscription implements Disposable {
  readonly frames = new Inbox<Frame>();
  readonly #client: cache_client.pubsub.PubsubClient;
  readonly #cancel: () => void;

  constructor(local: LocalMomento, request: RawSubscribeRequest, token?: string) {
    const address = `${local.host}:${local.grpcPort}`;
    // A separate pool, because a shared connection may still be backing off after an earlier failure.
    this.#client = new pubsub.PubsubClient(address, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
    });
    const metadata = new Metadata();
    if (token) metadata.set('authorization', token);
    const call = this.#client.Subscribe(new pubsub._SubscriptionRequest(request), metadata);
    call.on('data', (item: cache_client.pubsub._SubscriptionItem) =>
      this.frames.push(describe(item)),
    );
    call.on('error', ({ code }: ServiceError) => this.frames.push({ kind: 'error', code }));
    call.on('end', () => this.frames.push({ kind: 'end' }));
    this.#cancel = () => call.cancel();
  }

  [Symbol.dispose](): void {
    this.#cancel();
    this.#client.close();
  }
}

function describe(message: cache_client.pubsub._SubscriptionItem): Frame {
  switch (message.kind) {
    case 'item': {
      const { item } = message;
      return {
        kind: 'item',
        number: item.topic_sequence_number,
        page: item.sequence_page,
        text: item.value.text,
        publisher: item.publisher_id,
      };
    }
    case 'discontinuity': {
      const { last_topic_sequence, new_topic_sequence, new_sequence_page } = message.discontinuity;
      return {
        kind: 'discontinuity',
        last: last_topic_sequence,
        next: new_topic_sequence,
        page: new_sequence_page,
      };
    }
    default:
      return { kind: 'heartbeat' };
  }
}
