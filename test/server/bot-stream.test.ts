import { describe, expect, it } from 'vitest';
import { feed, setUpBots } from './bot-fixture.js';

describe('an answer that comes bit by bit', () => {
  it('is shown as it grows, once a second at most, and stored once it is whole', async () => {
    const { texts, push, end } = feed();
    const room = setUpBots({ reply: () => texts });
    room.start();
    await room.write('ada', 'a1');
    for (const word of ['The ', 'answer ', 'is ', '42.']) {
      push(word);
      await room.clock.advance(400);
    }
    await room.clock.advance(1_000);
    const drafts = room.progress().map(({ draft }) => draft);
    expect(drafts).toEqual([undefined, 'The answer is', 'The answer is 42.']);
    expect(room.shown()).toEqual(['Hello']);
    end();
    await room.clock.advance(10);
    expect(room.shown()).toEqual(['Hello', 'The answer is 42.']);
  });

  it('is not shown before it is whole, if the host does not want that', async () => {
    const { texts, push, end } = feed();
    const room = setUpBots({ reply: () => texts, progressMs: 0 });
    room.start();
    await room.write('ada', 'a1');
    push('Secret so far');
    await room.clock.advance(17_000);
    expect(room.progress()).toHaveLength(3);
    for (const signal of room.progress()) expect(signal).not.toHaveProperty('draft');
    end();
    await room.clock.advance(10);
    expect(room.shown()).toEqual(['Hello', 'Secret so far']);
  });

  it('that breaks off is no answer', async () => {
    const { texts, push, end } = feed();
    const room = setUpBots({ reply: () => texts });
    const { errors } = room.start();
    await room.write('ada', 'a1');
    push('Half of ');
    end(new Error('connection reset'));
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['Hello']);
    expect(errors).toEqual([new Error('connection reset')]);
  });

  it('that never ends is left at its limit', async () => {
    const { texts, push, isLeft } = feed();
    const room = setUpBots({ reply: () => texts });
    room.start();
    await room.write('ada', 'a1');
    for (let count = 0; count < 6; count += 1) push('word '.repeat(2_000));
    await room.clock.advance(1_000);
    expect(isLeft()).toBe(true);
    // Eight messages of the answer.
    expect(room.shown()).toHaveLength(9);
  });
});
