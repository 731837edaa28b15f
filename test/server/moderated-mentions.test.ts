import { describe, expect, it } from 'vitest';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { Moderation } from '../../src/server/moderation/moderation.js';
import type { ModerationOptions } from '../../src/server/moderation/moderation-options.js';
import { FakeClock } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

const TEXT = '@Ada and @Grace, darn';
const ADA = { id: 'ada', start: 0, length: 4 };
const GRACE = { id: 'grace', start: 9, length: 6 };

function setUp(moderate: ModerationOptions['moderate']) {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const moderation = new Moderation({ store: memory.connect(), moderate }, clock);
  const list = (name: string): Record<string, unknown>[] =>
    (memory.lists.get(name) ?? []).map((item) => JSON.parse(item) as Record<string, unknown>);
  return {
    send: (fields: Record<string, unknown>): Promise<void> =>
      moderation.handle('lobby', JSON.stringify({ id: 'm1', ...fields }), 'edsger'),
    messages: () => list('lobby'),
    relations: () => list(relationsKey('lobby')),
    heard: () => memory.heard('lobby') as Record<string, unknown>[],
  };
}

const MESSAGE = { username: 'x', message: TEXT, mentions: [ADA, GRACE] };

describe('mentions in a moderated room', () => {
  it('are stored and published with a message that passes', async () => {
    const room = setUp(() => undefined);
    await room.send(MESSAGE);
    expect(room.messages()).toMatchObject([{ message: TEXT, mentions: [ADA, GRACE] }]);
    expect(room.heard()).toEqual(room.messages());
  });

  it('stay where the moderator has left their names, and go with those that it has changed', async () => {
    const words: Record<string, string> = {
      m1: '@Ada and @Grace, d**n',
      m2: '@Ada and someone, darn',
      m3: 'Listen: @Ada and @Grace',
    };
    const room = setUp(({ id }) => ({ text: words[id] ?? '' }));
    for (const id of Object.keys(words)) await room.send({ ...MESSAGE, id });
    expect(room.messages().map(({ mentions }) => mentions)).toEqual([
      [ADA, GRACE],
      [ADA],
      undefined,
    ]);
  });

  it('keep those that are not broken', async () => {
    const room = setUp(() => undefined);
    await room.send({ ...MESSAGE, mentions: [{ ...ADA, length: 1e9 }, { x: 1 }, GRACE, 'ada'] });
    expect(room.messages()).toMatchObject([{ mentions: [GRACE] }]);
    await room.send({ ...MESSAGE, id: 'm2', mentions: { length: 7 } });
    expect(room.messages()[1]).not.toHaveProperty('mentions');
  });

  it('come with an edit, which the moderator may change as well', async () => {
    const room = setUp(({ editOf, text }) =>
      editOf ? { text: `${text.slice(0, 4)}!` } : undefined,
    );
    await room.send({ username: 'x', message: 'Hello' });
    const edit = { type: 'edit', id: 'e1', target: 'm1', text: TEXT, mentions: [ADA, GRACE] };
    await room.send(edit);
    expect(room.relations()).toMatchObject([{ text: '@Ada!', mentions: [ADA] }]);
    expect(room.heard().at(-1)).toEqual(room.relations()[0]);
  });
});
