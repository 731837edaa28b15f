import { parseItem } from '../../../src/protocol/item.js';
import type { ParsedMessage } from '../../../src/protocol/message-codec.js';
import type { RoomEvent } from '../../../src/protocol/kinds/kind.js';
import { removal } from '../../../src/protocol/kinds/removal.js';
import { SERVER } from '../../../src/protocol/room-rules.js';
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
  const publisher = by === undefined ? SERVER : { id: by, isServer: false };
  line.relate({ kind: removal, event: { type: 'removal', id } as RoomEvent, by: publisher });
}

export function texts({ messages }: Timeline): string[] {
  return messages.map(({ text }) => text);
}
