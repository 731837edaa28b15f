import { describe, expect, it } from 'vitest';
import { ROOM, setUpBots, type BotProcess } from './bot-fixture.js';

/** Longer than all leases, retries and looks together, in ms. */
const LONG_MS = 600_000;
const LONG = 'x'.repeat(2_000);

/** Each process has an answer of its own, of two messages. */
const answerOf = (name: string): string => `${name}${LONG}\n\n${name}${LONG}`;

/** Ends a process before or after its call of this number. */
function killAt({ store }: BotProcess, number: number, when: 'before' | 'after'): void {
  let calls = 0;
  store[when](() => {
    calls += 1;
    if (calls === number) store.kill();
    return Promise.resolve();
  });
}

describe.each(['before', 'after'] as const)('a process that is killed %s a call', (when) => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))(
    'of the number %i leaves one whole answer, of one process',
    async (number) => {
      const room = setUpBots();
      const first = room.start({ reply: () => answerOf('1') });
      killAt(first, number, when);
      room.start({ reply: () => answerOf('2') });
      room.start({ reply: () => answerOf('3') });
      await room.write('ada', 'a1');
      await room.clock.advance(20_000);
      // Its sender has not seen it, and sends it again.
      await room.write('ada', 'a1');
      await room.clock.advance(LONG_MS);
      const [question, ...answer] = room.shown();
      expect(question).toBe('Hello');
      expect(answer).toHaveLength(2);
      expect(answer[0]).toBe(answer[1]);
      // Those who are in the room see it at once.
      const heard = room.heard().filter((text) => answer.includes(text));
      expect(heard.length).toBeGreaterThanOrEqual(2);
    },
  );
});

it('two killed processes of five leave one answer to each message', async () => {
  const room = setUpBots({ reply: ({ text }) => `Re: ${text}` });
  const processes = [1, 2, 3, 4, 5].map(() => room.start());
  processes.slice(0, 2).forEach((one, index) => killAt(one, 40 + 25 * index, 'before'));
  const users = Array.from({ length: 20 }, (_, index) => `user${index}`);
  for (const user of users) await room.write(user, user, user);
  await room.clock.advance(20_000);
  for (const user of users) await room.write(user, user, user);
  await room.clock.advance(LONG_MS);
  const shown = room.shown().map(String);
  expect(processes.filter(({ store }) => store.isDead)).toHaveLength(2);
  expect(shown.filter((text) => text.startsWith('Re: ')).sort()).toEqual(
    users.map((user) => `Re: ${user}`).sort(),
  );
});

/** Suspends a process when it is about to decide an answer. @returns what wakes it */
function suspendAtDecision({ store }: BotProcess): () => void {
  let wake = (): void => undefined;
  store.before(({ call, args: [key] }) =>
    call === 'setIfAbsent' && String(key).startsWith('momento-chat/bot/')
      ? new Promise<void>((resolve) => (wake = resolve))
      : Promise.resolve(),
  );
  return () => wake();
}

it('a process that was suspended over its lease stores no second answer', async () => {
  const room = setUpBots();
  const wake = suspendAtDecision(room.start({ reply: () => answerOf('1') }));
  await room.write('ada', 'a1');
  const second = room.start({ reply: () => answerOf('2') });
  second.bot.onArrival('lobby', 'ada', 'a1');
  await room.clock.advance(120_000);
  expect(room.shown()).toHaveLength(3);
  wake();
  await room.clock.advance(LONG_MS);
  expect(room.shown().slice(1)).toEqual([`2${LONG}`, `2${LONG}`]);
});

it('nor does it mix its words into the answer of another one that was killed halfway', async () => {
  const room = setUpBots();
  const wake = suspendAtDecision(room.start({ reply: () => answerOf('1') }));
  await room.write('ada', 'a1');
  const second = room.start({ reply: () => answerOf('2') });
  second.store.after(({ call, args: [key] }) => {
    if (call === 'push' && key === ROOM) second.store.kill();
    return Promise.resolve();
  });
  second.bot.onArrival('lobby', 'ada', 'a1');
  await room.clock.advance(120_000);
  // Only half of the answer is there, and the one that decided it cannot go on.
  expect(room.shown()).toEqual(['Hello', `2${LONG}`]);
  expect(second.store.isDead).toBe(true);
  wake();
  await room.clock.advance(LONG_MS);
  expect(room.shown().slice(1)).toEqual([`2${LONG}`, `2${LONG}`]);
});
