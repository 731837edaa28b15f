import { serializeEvent } from '../../src/protocol/event-codec.js';
import type { RoomEvent } from '../../src/protocol/kinds/kind.js';
import type { Delivery } from './conversation.js';

/** An event about a message, as the service delivers it. */
export type RelationDelivery = Pick<Delivery, 'item' | 'publisherId'>;

/** The reactions of five messages after each other: three a message, and not all alike. */
const REACTIONS = [0, 1, 0, 9, 5];
/** The most common ones. */
const EMOJI = ['👍', '❤️', '😂', '👍', '😮', '👍', '😢', '🙏'];
/** From one event about a message to the next, in ms. */
const PAUSE_MS = 1_000;

/** The stored reactions to a conversation, oldest first: three times as many as messages. */
export function storedReactions(deliveries: readonly Delivery[]): string[] {
  return deliveries.flatMap((delivery, index) =>
    Array.from(
      { length: REACTIONS[index % REACTIONS.length] ?? 0 },
      (_, number) => reactionTo(delivery, number).item,
    ),
  );
}

/** @param number of the reaction: each is another reader's */
export function reactionTo(message: Delivery, number: number): RelationDelivery {
  const emoji = EMOJI[number % EMOJI.length];
  return relation(message, `reader-${String(number)}`, number, {
    type: 'reaction',
    target: message.id,
    emoji,
    on: true,
  });
}

/** @param number of the edit: the greatest counts */
export function editOf(message: Delivery, number: number): RelationDelivery {
  const text = `${message.text} ${String(number)}`;
  return relation(message, message.publisherId, number, {
    type: 'edit',
    target: message.id,
    text,
  });
}

export function removalOf(message: Delivery): RelationDelivery {
  const { id, sentAt: place, publisherId } = message;
  return relation(message, publisherId, 0, { type: 'removal', id, place });
}

function relation(
  { id, sentAt: before }: Delivery,
  userId: string,
  number: number,
  event: RoomEvent & Readonly<Record<string, unknown>>,
): RelationDelivery {
  const sentAt = before + (number + 1) * PAUSE_MS;
  const stamp = {
    id: `${event.type}-${id}-${String(number)}`,
    name: userId,
    sentAt,
    order: sentAt,
  };
  const item = serializeEvent({ event, by: { id: userId, isServer: false }, stamp });
  return { item, publisherId: userId };
}
