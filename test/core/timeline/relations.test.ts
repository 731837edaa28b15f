import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../../../src/protocol/kinds/kind.js';
import { removal } from '../../../src/protocol/kinds/removal.js';
import { SERVER, type Publisher } from '../../../src/protocol/room-rules.js';
import {
  applyRelations,
  WaitingRelations,
  type RelationEvent,
} from '../../../src/core/timeline/relations.js';
import { numbered, remove, timeline } from './timeline-items.js';

function removalOf(id: string, by: Publisher = SERVER): RelationEvent {
  return { kind: removal, event: { type: 'removal', id } as RoomEvent, by };
}

describe('a relation', () => {
  it('hides the text of its message, whether it comes before it, after it, or twice', () => {
    const late = timeline();
    late.merge([numbered('a', 1), numbered('b', 2)]);
    remove(late, 'a', 'u');
    const doubled = timeline();
    doubled.merge([numbered('a', 1), numbered('b', 2)]);
    remove(doubled, 'a', 'u');
    remove(doubled, 'a', 'u');
    expect(doubled.messages).toEqual(late.messages);
    expect(late.messages).toMatchObject([{ id: 'a', text: '', removed: true }, { id: 'b' }]);

    // A message that was removed before it came is not shown at all.
    for (const times of [1, 2]) {
      const early = timeline();
      for (let time = 0; time < times; time += 1) remove(early, 'a', 'u');
      early.merge([numbered('a', 1), numbered('b', 2)]);
      expect(early.messages).toEqual(late.messages.filter(({ removed }) => !removed));
    }
  });

  it('makes the same tombstone of a message, applied once or twice', () => {
    const { message } = numbered('a', 1);
    const once = applyRelations(message, [removalOf('a')]);
    expect(once).toMatchObject({ id: 'a', text: '', removed: true });
    expect(applyRelations(message, [removalOf('a'), removalOf('a')])).toEqual(once);
  });

  it('by another user does not apply when its message comes', () => {
    const waiting = new WaitingRelations();
    waiting.add('a', removalOf('a', { id: 'mallory', isServer: false }));
    expect(waiting.applicableTo(numbered('a', 1).message)).toEqual([]);
    const own = removalOf('a', { id: 'u', isServer: false });
    waiting.add('a', own);
    expect(waiting.applicableTo(numbered('a', 1).message)).toEqual([own]);
  });

  it('waits for its message among at most 1,000 targets; the oldest is dropped', () => {
    const waiting = new WaitingRelations();
    for (let index = 0; index <= 1_000; index += 1) {
      waiting.add(String(index), removalOf(String(index)));
    }
    const count = (id: string): number => waiting.applicableTo(numbered(id, 1).message).length;
    expect([count('0'), count('1'), count('1000')]).toEqual([0, 1, 1]);
  });
});
