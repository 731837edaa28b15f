import { describe, expect, it, vi } from 'vitest';
import { reaction } from '../../../src/protocol/kinds/reaction.js';
import { isRemoved } from '../../../src/protocol/message.js';
import type { RelationEvent } from '../../../src/core/timeline/relations.js';
import { numbered, publisher, removalOf, timeline } from './timeline-items.js';

function reactionBy(id: string, target: string, order: number): RelationEvent {
  const event = { type: 'reaction', target, emoji: '👍', on: true };
  const stamp = { id: `by ${id} ${target}`, name: id, sentAt: 0, order };
  return { kind: reaction, event, by: publisher(id), stamp };
}

describe('relations in one batch', () => {
  it('are applied once, however many a message has', () => {
    const line = timeline();
    line.add(numbered('1', 1));
    line.add(numbered('2', 2));
    const apply = vi.spyOn(reaction, 'apply');
    line.related.inOneBatch(() => {
      for (let user = 0; user < 10_000; user += 1) line.relate(reactionBy(`u${user}`, '1', user));
      line.relate(reactionBy('ada', '2', 1));
    });
    expect(apply).toHaveBeenCalledTimes(2);
    apply.mockRestore();
    const [first, second] = line.messages;
    expect(first?.reactions?.[0]?.users).toHaveLength(10_000);
    expect(second?.reactions?.[0]?.users).toMatchObject([{ id: 'ada' }]);
  });

  it('leave a message removed', () => {
    const line = timeline();
    line.add(numbered('1', 1));
    line.related.inOneBatch(() => {
      line.relate(reactionBy('ada', '1', 1));
      line.relate(removalOf('1'));
      line.relate(reactionBy('grace', '1', 2));
    });
    const [message] = line.messages;
    expect(message && isRemoved(message)).toBe(true);
    expect(message?.reactions).toBeUndefined();
  });
});
