import { expect, it } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { createModerator } from '../../src/server/index.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory } from '../helpers/memory-room-store.js';

const NO_FILES = {
  ...{ judged: 0, passed: 0, replaced: 0, rejected: 0, failed: 0, untrue: 0, rateLimited: 0 },
  verdictMs: { last: 0, mean: 0, max: 0 },
};

it('an operator sees rooms, streams, refusals, and the time to a verdict', async () => {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  const store = memory.connect();
  const moderator = createModerator(
    {
      store,
      rooms: ['lobby'],
      maxRooms: 3,
      maxRoomsPerVisitor: 1,
      rateLimit: { messages: 3, seconds: 60 },
      async moderate({ text }) {
        const waits = text === 'slow' ? 400 : 100;
        await new Promise<void>((resolve) => clock.setTimeout(resolve, waits));
        if (text === 'broken') throw new Error('the classifier is down');
        return text === 'bad' ? { reject: 'no' } : undefined;
      },
      onError: () => undefined,
    },
    clock,
  );
  const say = async (id: string, message: string): Promise<void> => {
    memory.publish('lobby-input', JSON.stringify({ id, message }), id.slice(0, 3));
    await settle();
    await clock.advance(1_000);
  };
  await settle();
  expect(moderator.stats()).toEqual({
    rooms: 1,
    streams: 1,
    listening: 1,
    waiting: 0,
    processes: 1,
    judged: 0,
    passed: 0,
    signals: 0,
    signalsDropped: 0,
    rejected: 0,
    failed: 0,
    rateLimited: 0,
    roomsRefused: 0,
    verdictMs: { last: 0, mean: 0, max: 0 },
    files: NO_FILES,
  });
  await say('ada1', 'slow');
  await say('ada2', 'bad');
  await say('ada3', 'broken');
  await say('ada4', 'too much');
  await say('bob1', 'fine');
  // An edit is judged, too.
  const edit = { type: 'edit', id: 'e1', target: 'bob1', text: 'bad' };
  memory.publish('lobby-input', JSON.stringify(edit), 'bob');
  await settle();
  await clock.advance(1_000);
  for (const room of ['a', 'b', 'c']) {
    moderator.admit(room, 60, { userId: 'ada' });
    moderator.attend(room, 60);
  }
  await settle();
  expect(moderator.stats()).toEqual({
    rooms: 4,
    streams: 3,
    listening: 3,
    waiting: 1,
    processes: 1,
    judged: 5,
    passed: 2,
    signals: 0,
    signalsDropped: 0,
    rejected: 2,
    failed: 1,
    rateLimited: 1,
    roomsRefused: 2,
    verdictMs: { last: 100, mean: 160, max: 400 },
    files: NO_FILES,
  });
  store.refusal = new ChatError('service-unavailable', 'unable to subscribe; down');
  memory.breakStreams('lobby-input', new ChatError('connection-lost', 'unable to go on; lost'));
  await settle();
  expect(moderator.stats()).toMatchObject({ streams: 2, listening: 3 });
  moderator.close();
});
