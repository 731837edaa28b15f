import { describe, expect, it } from 'vitest';
import { isRemoved } from '../../../src/protocol/message.js';
import { Relations, type RelationEvent } from '../../../src/core/timeline/relations.js';
import {
  editOf,
  numbered,
  publisher,
  reactionOf,
  remove,
  removalOf,
  texts,
  timeline,
} from './timeline-items.js';

/** Every order of a few items. */
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [
      item,
      ...rest,
    ]),
  );
}

describe('relations in a timeline', () => {
  it('show the same message in whatever order they and their message come, doubled or not', () => {
    const message = numbered('a', 1);
    const steps: readonly (RelationEvent | typeof message)[] = [
      message,
      reactionOf('a', 'grace', 2),
      reactionOf('a', 'grace', 3, false),
      reactionOf('a', 'ada', 4),
      editOf('a', 'u', 5, 'first'),
      editOf('a', 'u', 6, 'second'),
    ];
    for (const order of permutations(steps)) {
      const line = timeline();
      for (const step of [...order, ...order]) {
        if ('message' in step) line.add(step);
        else line.relate(step);
      }
      expect(line.messages).toMatchObject([
        {
          text: 'second',
          editedAt: 6,
          reactions: [{ emoji: '👍', users: [{ id: 'ada' }] }],
        },
      ]);
    }
  });

  it('are beaten by a removal, whatever came before or after it', () => {
    const steps = [
      removalOf('a', publisher('u')),
      reactionOf('a', 'b', 9),
      editOf('a', 'u', 9, 'x'),
    ];
    for (const order of permutations(steps)) {
      for (const at of [0, 1, 2, 3]) {
        const line = timeline();
        const all = [...order.slice(0, at), undefined, ...order.slice(at)];
        for (const step of all) {
          if (step) line.relate(step);
          else line.add(numbered('a', 1));
        }
        const [message] = line.messages;
        expect(message).toEqual({
          id: 'a',
          text: '',
          author: { id: 'u', name: 'u', verified: false },
          sentAt: undefined,
          removed: true,
        });
      }
    }
  });

  it('of another user than the author edit and remove nothing', () => {
    const line = timeline();
    line.relate(editOf('a', 'mallory', 9, 'forged'));
    line.add(numbered('a', 1));
    line.relate(editOf('a', 'u', 5, 'honest'));
    remove(line, 'a', 'mallory');
    expect(texts(line)).toEqual(['honest']);
  });

  it('advance the order of the next message', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    line.relate(reactionOf('a', 'b', 1_000_500));
    expect(line.nextOrder()).toBe(1_000_501);
    // Not by what no sender follows.
    line.relate(reactionOf('a', 'c', 1_000_000 + 86_400_001));
    expect(line.nextOrder()).toBe(1_000_501);
  });

  it('of the visitor are shown before they are accepted, and no longer when they are given up', () => {
    const line = timeline();
    line.add(numbered('a', 1));
    line.relate(editOf('a', 'u', 2, 'accepted'));
    line.related.setPending([editOf('a', 'u', 3, 'pending'), reactionOf('a', 'u', 4)]);
    expect(line.messages).toMatchObject([{ text: 'pending', reactions: [{ emoji: '👍' }] }]);
    line.related.setPending([]);
    expect(line.messages).toMatchObject([{ text: 'accepted' }]);
    expect(line.messages[0]).not.toHaveProperty('reactions');
    // A removal that fails brings the text back.
    line.related.setPending([removalOf('a', publisher('u'))]);
    expect(line.messages.map(isRemoved)).toEqual([true]);
    line.related.setPending([]);
    expect(texts(line)).toEqual(['accepted']);
  });

  it('wait for their messages among at most 1,000; those of the oldest are let go of', () => {
    const relations = new Relations();
    for (let index = 0; index <= 1_000; index += 1) {
      relations.add(reactionOf(String(index), 'a', 1), true);
    }
    const count = (id: string): number =>
      relations.apply(numbered(id, 1).message).reactions?.length ?? 0;
    expect([count('0'), count('1'), count('1000')]).toEqual([0, 1, 1]);
    expect([relations.takeLoss(), relations.takeLoss()]).toEqual([true, false]);
  });

  it('of one message are bounded, too: those with the smallest order are let go of', () => {
    const relations = new Relations();
    for (let index = 10_001; index >= 1; index -= 1) {
      relations.add(reactionOf('a', `user${index}`, index), false);
    }
    const [reaction] = relations.apply(numbered('a', 1).message).reactions ?? [];
    expect(reaction?.users).toHaveLength(10_000);
    expect(reaction?.users[0]?.id).toBe('user2');
  });
});
