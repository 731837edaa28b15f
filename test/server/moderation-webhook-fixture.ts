import { createHmac } from 'node:crypto';
import {
  createModerationWebhook,
  type ModerationWebhookOptions,
} from '../../src/server/moderation/moderation-webhook.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

export const SECRET = 'a secret that Momento knows, too';

export function setUp(options: Partial<ModerationWebhookOptions> = {}) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const errors: unknown[] = [];
  const start = (more: Partial<ModerationWebhookOptions> = {}) =>
    createModerationWebhook(
      {
        store: memory.connect(),
        moderate: () => undefined,
        signingSecret: SECRET,
        onError: (error) => errors.push(error),
        ...options,
        ...more,
      },
      clock,
    );
  return {
    clock,
    memory,
    errors,
    start,
    webhook: start(),
    /** What Momento would send now. */
    event: (fields: object = {}) => ({
      cache: 'instant-messaging',
      topic: 'lobby-input',
      event_timestamp: clock.now(),
      publish_timestamp: clock.now(),
      topic_sequence_number: 7,
      token_id: 'ada',
      text: JSON.stringify({ id: 'm1', username: 'Ada', message: 'Hello' }),
      ...fields,
    }),
    stored: () => memory.lists.get('lobby')?.map((item) => JSON.parse(item) as unknown) ?? [],
  };
}

export function sign(body: string | Uint8Array, secret = SECRET): string {
  return createHmac('sha3-256', secret).update(body).digest('hex');
}

export function post(body: string | object, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request('https://chat.example/moderation', {
    method: 'POST',
    body: text,
    headers: { 'momento-signature': sign(text), ...headers },
  });
}

/** A request with a signature that could be one, whose body comes as it comes. */
export function streamed(
  body: ReadableStream<Uint8Array>,
  headers: Record<string, string> = {},
): Request {
  return new Request('https://chat.example/moderation', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'momento-signature': sign(''), ...headers },
  } as RequestInit);
}
