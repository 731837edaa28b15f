import { ownFields } from '../../protocol/own-fields.js';

/** A published item, as Momento's webhook reports it. */
export interface WebhookEvent {
  readonly cacheName: string;
  readonly topic: string;
  /** Epoch ms, by Momento's clock. */
  readonly publishedAt: number;
  /** The publisher's token id; undefined for API keys, and for tokens without one. */
  readonly publisherId: string | undefined;
  readonly text: string;
}

/** Reads the body of a webhook's request. @returns undefined if it is malformed, or the item is not a text */
export function parseWebhookEvent(body: Uint8Array): WebhookEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined; // Neither UTF-8 nor JSON.
  }
  if (typeof json !== 'object' || json === null) return undefined;
  const {
    cache,
    topic,
    publish_timestamp: publishedAt,
    token_id: publisherId,
    text,
  } = ownFields(json);
  if (typeof cache !== 'string' || typeof topic !== 'string' || typeof text !== 'string') {
    return undefined;
  }
  if (typeof publishedAt !== 'number' || !Number.isFinite(publishedAt)) return undefined;
  return {
    cacheName: cache,
    topic,
    publishedAt,
    publisherId: typeof publisherId === 'string' && publisherId !== '' ? publisherId : undefined,
    text,
  };
}
