import { describe, expect, it, vi } from 'vitest';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { settle } from '../helpers/fake-clock.js';
import { RETRY_MS, setUp, message, gate } from './moderation-fixture.js';

describe('an item that is not a message', () => {
  it.each([
    ['plain text, which has no id', 'Hello'],
    ['a message without an id', JSON.stringify({ username: 'Ada', message: 'Hello' })],
    ['an event that is no relation', JSON.stringify({ type: 'closing', id: 'm1' })],
    [
      'a relation without an id',
      JSON.stringify({ type: 'reaction', target: 'm1', emoji: '👍', on: true }),
    ],
    ['an event with a message’s fields', message('m1', 'x', { type: 'closing' })],
    ['nothing but spaces', message('m1', '  ')],
    ['an id of 129 characters', message('i'.repeat(129))],
    ['an id that is no text', JSON.stringify({ id: 7, message: 'x' })],
    ['broken JSON', '{"id":"m1","message":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['the empty text', ''],
    ['more than a topic carries', message('m1', 'x'.repeat(4_096))],
  ])('is dropped at no cost: %s', async (_, item) => {
    const { start, stored, heard } = setUp();
    const { moderation, store, errors } = start();
    await moderation.handle('lobby', item, 'ada');
    expect([stored(), heard(), store.calls, errors]).toEqual([[], [], [], []]);
  });

  it('is not made one by keys that JavaScript knows', async () => {
    const { start, stored } = setUp();
    const { moderation } = start();
    const item = '{"__proto__":{"type":"closing"},"id":"m1","message":"Hello","constructor":1}';
    await moderation.handle('lobby', item, 'ada');
    expect(stored()).toMatchObject([{ id: 'm1', message: 'Hello' }]);
  });
});

describe('a message that does not pass', () => {
  const rejection = { type: 'rejection', id: 'm1', userId: 'ada' };

  it('is not stored, and its sender hears why', async () => {
    const { start, stored, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ reject: 'Be kind.' }) });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'rejected', reason: 'Be kind.' }]);
  });

  it('is told so again when its sender asks again, and the host is not bothered', async () => {
    const { start, heard, clock } = setUp();
    const moderate = vi.fn(() => ({ reject: 'Be kind.' }));
    const { moderation } = start({ moderate });
    await moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(RETRY_MS);
    await start({ moderate }).moderation.handle('lobby', message('m1', 'something else'), 'ada');
    expect(heard()[1]).toEqual(heard()[0]);
    expect(moderate).toHaveBeenCalledOnce();
  });

  it('has its reason cut to the space in an item', async () => {
    const { start, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ reject: '\u0001'.repeat(9_999) }) });
    await moderation.handle('lobby', message('i'.repeat(128)), 'u'.repeat(64));
    expect(heard()[0]?.reason).toHaveLength(200);
    expect(JSON.stringify(heard()[0]).length).toBeLessThan(4_096);
  });

  it('is too long when the host’s words make it so', async () => {
    const { start, stored, heard } = setUp();
    const { moderation } = start({ moderate: () => ({ text: 'é'.repeat(2_048) }) });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'too-long' }]);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
    ['rejects', () => Promise.reject(new Error('x'))],
    ['returns true', () => true],
    ['returns a text alone', () => 'Hello'],
    ['returns an empty text', () => ({ text: ' ' })],
    ['returns a text that is none', () => ({ text: 7 })],
    ['returns an empty object', () => ({})],
    ['rejects without a reason that is text', () => ({ reject: true, text: 'Hello' })],
  ])('is one where moderate() %s: what nobody has looked at is not shown', async (_, hook) => {
    const { start, stored, heard } = setUp();
    const { moderation, errors } = start({ moderate: hook as ModerationOptions['moderate'] });
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(errors).toHaveLength(1);
  });

  it('is one for which moderate() hangs: its signal aborts, and a later verdict is ignored', async () => {
    const { start, stored, heard, clock } = setUp();
    const signals: AbortSignal[] = [];
    const { opened, open } = gate();
    const { moderation } = start({
      moderate: (_, { signal }) => {
        signals.push(signal);
        return opened;
      },
    });
    const handled = moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(2_999);
    expect(heard()).toEqual([]);
    await clock.advance(1);
    await handled;
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(signals[0]?.aborted).toBe(true);
    open();
    await settle();
    expect(stored()).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, ModerationOptions['profileOf']]>([
    [
      'throws',
      () => {
        throw new Error('x');
      },
    ],
    ['hangs', () => new Promise(() => undefined)],
    ['returns nonsense', (() => 'Ada') as unknown as ModerationOptions['profileOf']],
  ])('is one where profileOf() %s', async (_, profileOf) => {
    const { start, stored, heard, clock } = setUp();
    const { moderation, moderate } = start({ ...(profileOf && { profileOf }) });
    const handled = moderation.handle('lobby', message('m1'), 'ada');
    await clock.advance(3_000);
    await handled;
    expect(stored()).toEqual([]);
    expect(heard()).toEqual([{ ...rejection, code: 'moderation-failed' }]);
    expect(moderate).not.toHaveBeenCalled();
  });

  it('may be sent again at once under the same id where it was the host that failed', async () => {
    const { start, stored } = setUp();
    let fails = true;
    const { moderation } = start({
      moderate: () => {
        if (fails) throw new Error('x');
      },
    });
    await moderation.handle('lobby', message('m1'), 'ada');
    fails = false;
    await moderation.handle('lobby', message('m1'), 'ada');
    expect(stored()).toHaveLength(1);
  });
});
