import type { ChatErrorCode } from '../../protocol/errors.js';
import type { ChatMessage } from '../../protocol/message.js';
import type { OutboxEntry } from './outbox-entry.js';

/** Faults by which the service says that it has done nothing. */
export const REFUSALS: ReadonlySet<ChatErrorCode> = new Set([
  'not-authenticated',
  'not-permitted',
  'cache-not-found',
  'quota-exceeded',
  'service-rejected',
  'attachment-lost',
]);

/** Another writer's message with the same id is not the same message. */
export function finderIn(stored: readonly ChatMessage[]): (entry: OutboxEntry) => boolean {
  const texts = new Map(stored.map(({ id, text }) => [id, text]));
  return ({ message }) => message !== undefined && texts.get(message.id) === message.text;
}

/** Whether both can be stored by one call: messages and relations have a list each. */
export function isStoredWith(first: OutboxEntry, { stored, message }: OutboxEntry): boolean {
  return !stored && (message === undefined) === (first.message === undefined);
}
