import { credentials as channel, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { cache_client } from '@gomomento/generated-types/dist/cachepubsub.js';
import type { CredentialProvider } from '@gomomento/sdk';
import { Inbox } from './inbox.js';
import type { Meter } from './meter.js';
import { operationsFor } from './meter.js';

const { pubsub } = cache_client;

/** One frame of a stream. */
export type Frame =
  | { readonly kind: 'heartbeat' }
  | ItemFrame
  | {
      readonly kind: 'discontinuity';
      readonly last: number;
      readonly next: number;
      readonly page: number;
    }
  /** The stream's end: the gRPC status's name. */
  | { readonly kind: 'end'; readonly status: string };

export interface ItemFrame {
  readonly kind: 'item';
  readonly number: number;
  readonly page: number;
  /** Undefined for bytes. */
  readonly text: string | undefined;
  /** Undefined for texts. */
  readonly bytes: readonly number[] | undefined;
  /** Empty if the publisher's token has no id. */
  readonly publisher: string;
}

/** Where a stream begins: with new items only, unless a number is given. */
export interface ResumePoint {
  readonly number: number;
  readonly page: number;
}

/** Milliseconds to wait for a frame that should come at once: a busy machine or a slow link is no difference. */
const SOON_MS = 20_000;

/** A subscription without the SDK's client, which hides pages and heartbeats, and reopens a stream by itself. */
export class RawStream {
  readonly #frames = new Inbox<Frame>();
  readonly #client: cache_client.pubsub.PubsubClient;
  readonly #cancel: () => void;
  readonly #onClose: () => void;
  #ended = false;

  /** @param onClose called once, when the target delivers nothing more */
  constructor(
    provider: CredentialProvider,
    request: { readonly cache: string; readonly topic: string; readonly resume?: ResumePoint },
    meter: Meter,
    onClose: () => void,
  ) {
    this.#onClose = onClose;
    const security = provider.isCacheEndpointSecure()
      ? channel.createSsl()
      : channel.createInsecure();
    this.#client = new pubsub.PubsubClient(provider.getCacheEndpoint(), security, {
      // A shared connection would hand one stream's failure to the others.
      'grpc.use_local_subchannel_pool': 1,
    });
    const metadata = new Metadata();
    metadata.set('authorization', provider.getAuthToken());
    const { cache, topic, resume } = request;
    const call = this.#client.Subscribe(
      new pubsub._SubscriptionRequest({
        cache_name: cache,
        topic,
        ...(resume && {
          resume_at_topic_sequence_number: resume.number,
          sequence_page: resume.page,
        }),
      }),
      metadata,
    );
    call.on('data', (message: cache_client.pubsub._SubscriptionItem) => {
      const frame = read(message);
      if (frame.kind === 'item') {
        const data = frame.text ?? Uint8Array.from(frame.bytes ?? []);
        meter.note(operationsFor([data]), [data]);
      }
      this.#frames.push(frame);
    });
    call.on('error', ({ code }: ServiceError) => this.#end(status[code] ?? String(code)));
    call.on('end', () => this.#end('OK'));
    this.#cancel = () => call.cancel();
  }

  /** The next frame of any kind. */
  frame(ms = SOON_MS): Promise<Frame | undefined> {
    return this.#frames.next(isAny, ms);
  }

  /** The next item; undefined if none comes in time. */
  item(ms = SOON_MS): Promise<ItemFrame | undefined> {
    return this.#frames.next((frame) => frame.kind === 'item', ms);
  }

  /** The next frame that tells what an item is or what was lost. */
  news(ms = SOON_MS): Promise<Exclude<Frame, { kind: 'heartbeat' }> | undefined> {
    return this.#frames.next((frame) => frame.kind !== 'heartbeat', ms);
  }

  heartbeat(ms = SOON_MS): Promise<Frame | undefined> {
    return this.#frames.next((frame) => frame.kind === 'heartbeat', ms);
  }

  /** The status with which the stream ends; undefined if it stays open. */
  async ending(ms = SOON_MS): Promise<string | undefined> {
    const end = await this.#frames.next((frame) => frame.kind === 'end', ms);
    return end?.status;
  }

  close(): void {
    this.#cancel();
    this.#client.close();
    this.#end('CANCELLED');
  }

  #end(name: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#frames.push({ kind: 'end', status: name });
    this.#frames.close();
    this.#onClose();
  }
}

function isAny(frame: Frame): frame is Frame {
  return Boolean(frame);
}

function read(message: cache_client.pubsub._SubscriptionItem): Frame {
  switch (message.kind) {
    case 'item': {
      const { item } = message;
      const isText = item.value.kind === 'text';
      return {
        kind: 'item',
        number: item.topic_sequence_number,
        page: item.sequence_page,
        text: isText ? item.value.text : undefined,
        bytes: isText ? undefined : [...item.value.binary],
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
