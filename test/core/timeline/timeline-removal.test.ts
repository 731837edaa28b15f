import { describe, expect, it } from 'vitest';
import type { Timeline } from '../../../src/core/timeline/timeline.js';
import { item, numbered, publisher, remove, removalOf, texts, timeline } from './timeline-items.js';

describe('removals in a timeline', () => {
  it('remove a message for its author, and keep its place', () => {
    const line = timeline();
    line.merge([numbered('a', 1), numbered('b', 2)]);
    remove(line, 'a', 'mallory');
    expect(texts(line)).toEqual(['a', 'b']);
    remove(line, 'a', 'u');
    expect(line.messages[0]).toMatchObject({ id: 'a', text: '', removed: true });
    // Sent once more, it does not come back.
    expect(line.add(numbered('a', 1))).toBe('known');
    expect(texts(line)).toEqual(['', 'b']);
  });

  it('by the server or the author, before the message came, leave its tombstone', () => {
    const line = timeline();
    remove(line, 'a');
    remove(line, 'b', 'mallory');
    remove(line, 'c', 'u');
    const all = ['a', 'b', 'c'].map((id, index) => numbered(id, index + 1));
    expect(line.merge(all)).toEqual(['past', 'added', 'past']);
    expect(line.add(numbered('a', 3))).toBe('known');
    expect(texts(line)).toEqual(['', 'b', '']);
  });

  it('take back nothing that is only missing from the list', () => {
    const line = timeline();
    line.merge(['a', 'b', 'c'].map((id, index) => numbered(id, index + 1)));
    line.merge([numbered('a', 1), numbered('c', 3)]);
    expect(texts(line)).toEqual(['a', 'b', 'c']);
  });

  it('show a tombstone where the message stood, to readers who come after it is gone', () => {
    const line = timeline();
    line.merge([numbered('a', 10), numbered('c', 30)]);
    line.relate(removalOf('b', publisher('u'), 20));
    line.relate(removalOf('early', publisher('u'), 5));
    line.relate(removalOf('nowhere', publisher('u')));
    line.start = 10;
    expect(line.messages).toMatchObject([
      { id: 'a' },
      { id: 'b', text: '', removed: true, author: { id: 'u' } },
      { id: 'c' },
    ]);
    // An earlier page comes.
    line.start = 0;
    expect(line.messages.map(({ id }) => id)).toEqual(['early', 'a', 'b', 'c']);
  });

  it('leave the tombstone where the author says, whatever copies of the message came, and in whatever order', () => {
    const steps = [
      (line: Timeline) => line.relate(removalOf('b', publisher('u'), 10)),
      (line: Timeline) => line.relate(removalOf('b', publisher('mallory'), 99)),
      (line: Timeline) => line.add(numbered('b', 30)),
      (line: Timeline) => line.add(numbered('b', 5)),
    ];
    for (const shift of [0, 1, 2, 3]) {
      const line = timeline();
      line.merge([numbered('a', 8), numbered('c', 20)]);
      for (const step of [...steps.slice(shift), ...steps.slice(0, shift)]) step(line);
      expect(line.messages.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    }
  });

  it('leave no gap where the list lacks all that was here before a break because it is removed', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    const mark = line.mark();
    remove(line, 'a');
    line.merge([numbered('b', 2)], [], mark);
    expect(line.gaps.size).toBe(0);

    remove(line, 'b');
    line.merge([], [], line.mark());
    line.add(numbered('c', 3));
    expect(line.gaps.size).toBe(0);

    remove(line, 'c');
    line.add(numbered('d', 4));
    line.merge([numbered('e', 5)], [], line.mark());
    expect([...line.gaps]).toEqual(['e']);
  });

  it('hide no message of another author behind a tombstone', () => {
    const line = timeline();
    line.start = 0;
    line.relate(removalOf('b', publisher('mallory'), 20));
    expect(line.messages).toMatchObject([{ id: 'b', removed: true }]);
    line.merge([numbered('b', 15)]);
    expect(line.messages).toMatchObject([{ id: 'b', text: 'b' }]);
  });

  it('know a message again that was removed, and do not show it again', () => {
    const line = timeline();
    line.merge([numbered('a', 1)]);
    remove(line, 'a');
    const again = item({ id: 'a', order: 1, message: 'a', userId: 'u' }, 'u');
    expect(line.merge([numbered('a', 1)], [again])).toEqual(['known', 'known']);
    expect(texts(line)).toEqual(['']);
  });
});
