import { parseItem } from '../../../src/protocol/item.js';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import { edit } from '../../../src/protocol/kinds/edit.js';
import type { Stamp } from '../../../src/protocol/kinds/kind.js';
import { reaction } from '../../../src/protocol/kinds/reaction.js';
import { removal } from '../../../src/protocol/kinds/removal.js';
import type { RelationEvent } from '../../../src/core/timeline/relations.js';
import type { Publisher } from '../../../src/protocol/room-rules.js';
import { Timeline } from '../../../src/core/timeline/timeline.js';

export const NOW = 1_000_000;

export function timeline(): Timeline {
  return new Timeline(() => NOW);
}

export function item(raw: string | object, publisherId?: string): ParsedMessage {
  const parsed = parseItem(typeof raw === 'string' ? raw : JSON.stringify(raw), publisherId);
  if (parsed.kind !== 'message') throw new Error('not a message');
  return parsed;
}

export function numbered(id: string, order: number, text = id): ParsedMessage {
  return item({ id, order, message: text, userId: 'u' });
}

/** @param by the publisher’s id; undefined: the server of a moderated room */
export function remove(line: Timeline, id: string, by?: string): void {
  line.relate(removalOf(id, publisher(by)));
}

/** @param id undefined: the server of a moderated room */
export function publisher(id?: string): Publisher {
  return { id, isServer: id === undefined };
}

/** @param place of the message, where the event tells it */
export function removalOf(id: string, by = publisher(), place?: number): RelationEvent {
  const event = { type: 'removal', id, ...(place === undefined ? {} : { place }) };
  return { kind: removal, event: event, by, stamp: stamp(id, 0) };
}

export function reactionOf(
  target: string,
  userId: string,
  order: number,
  on = true,
): RelationEvent {
  const event = { type: 'reaction', target, emoji: '👍', on };
  return {
    kind: reaction,
    event: event,
    by: publisher(userId),
    stamp: stamp(`r${order}`, order),
  };
}

export function editOf(target: string, userId: string, order: number, text: string): RelationEvent {
  const event = { type: 'edit', target, text };
  return {
    kind: edit,
    event: event,
    by: publisher(userId),
    stamp: stamp(`e${order}`, order),
  };
}

function stamp(id: string, order: number): Stamp {
  return { id, name: '', sentAt: order, order };
}

export function texts({ messages }: Timeline): string[] {
  return messages.map(({ text }) => text);
}
