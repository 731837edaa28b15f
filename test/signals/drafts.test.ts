import { describe, expect, it } from 'vitest';
import type { Signal } from '../../src/protocol/kinds/kind.js';
import { ownFields } from '../../src/protocol/own-fields.js';
import { RoomActivity, type SignalName } from '../../src/signals/room-activity.js';
import { FakeClock } from '../helpers/fake-clock.js';

const DRAFT = { here: 60, typing: 10, userId: 'bot-help', username: 'Helper' };

function setUp(signals: readonly SignalName[] = ['typing']) {
  const clock = new FakeClock();
  let kind: Signal | undefined;
  const activity = new RoomActivity({
    room: {
      add: (added) => (kind = added),
      send: () => Promise.resolve(),
      placeOf: () => undefined,
    },
    clock,
    signals: new Set(signals),
    budget: 2,
    isModerated: true,
    isLooking: () => true,
    visitor: () => ({ id: 'ada', name: 'Ada' }),
    onChange: () => undefined,
  });
  return {
    clock,
    activity,
    receive: (fields: object, isServer = true, id = 'bot-help'): void => {
      const event = kind?.parse(ownFields({ type: 'activity', ...DRAFT, ...fields }));
      if (event) kind?.receive(event, { id, isServer }, undefined as never);
    },
  };
}

describe('the answer that a bot is writing', () => {
  it('is shown as it grows, until its message comes', () => {
    const { activity, receive } = setUp();
    receive({ draft: 'The' });
    receive({ draft: 'The answer' });
    expect(activity.drafts).toMatchObject([{ author: { name: 'Helper' }, text: 'The answer' }]);
    expect(activity.typing).toHaveLength(1);
    activity.receiveMessage({ id: 'bot-help', name: 'Helper' });
    expect(activity.drafts).toEqual([]);
  });

  it('goes if the bot is not heard of any more', async () => {
    const { activity, receive, clock } = setUp();
    receive({ draft: 'The answer' });
    await clock.advance(11_000);
    expect(activity.drafts).toEqual([]);
  });

  it('is shown on the word of the room’s server, or of a bot, only', () => {
    const { activity, receive } = setUp();
    receive({ draft: 'Buy now' }, false, 'mallory');
    expect(activity.drafts).toEqual([]);
    expect(activity.typing).toHaveLength(1);
    receive({ draft: 'The answer' }, false);
    expect(activity.drafts).toMatchObject([{ text: 'The answer' }]);
  });

  it.each([7, '', ' ', {}, null])('is none where it is %j', (draft) => {
    const { activity, receive } = setUp();
    receive({ draft });
    expect(activity.drafts).toEqual([]);
  });

  it('is not shown where typing is switched off', () => {
    const { activity, receive } = setUp(['presence']);
    receive({ draft: 'The answer' });
    expect(activity.drafts).toEqual([]);
  });
});
