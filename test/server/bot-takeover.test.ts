import { expect, it } from 'vitest';
import { ROOM, setUpBots } from './bot-fixture.js';

const never = (): Promise<never> => new Promise(() => undefined);

it('an earlier message of a visitor, looked at late, ends no answer to a later one', async () => {
  const room = setUpBots({
    reply: async ({ id }) => {
      if (id === 'a2') await new Promise<void>((resolve) => room.clock.setTimeout(resolve, 3_000));
      return `Re: ${id}`;
    },
  });
  room.start();
  await room.write('ada', 'a1');
  // The first is answered at once; whether another process did is looked at a second later.
  await room.write('ada', 'a2');
  await room.clock.advance(60_000);
  expect(room.shown()).toEqual(['Hello', 'Re: a1', 'Hello', 'Re: a2']);
  // Its sender has missed it, and sends it again while the next answer is on its way.
  await room.write('ada', 'a3');
  await room.write('ada', 'a1');
  await room.clock.advance(60_000);
  expect(room.shown().at(-1)).toBe('Re: a3');
});

it('a process that takes a room over answers each visitor whom a killed one left without', async () => {
  const room = setUpBots();
  const victim = room.start({ reply: never });
  for (const user of ['ada', 'grace', 'edsger']) await room.write(user, `${user}-1`);
  victim.store.kill();
  const heir = room.start({ reply: ({ id }) => `Re: ${id}` });
  heir.bot.onRoom(ROOM);
  await room.clock.advance(120_000);
  const answers = room.shown().filter((text) => String(text).startsWith('Re: '));
  expect(answers.sort()).toEqual(['Re: ada-1', 'Re: edsger-1', 'Re: grace-1']);
});

it('also where others have written much before it gets to them', async () => {
  const room = setUpBots();
  // It waits for nearly as long as it may.
  room.clock.chance = 0.9;
  const victim = room.start({ reply: never });
  await room.write('ada', 'ada-1');
  victim.store.kill();
  const heir = room.start({ reply: ({ id }) => `Re: ${id}` });
  heir.bot.onRoom(ROOM);
  for (let count = 1; count <= 30; count += 1) await room.write(`bot-${String(count)}`, 'b');
  await room.clock.advance(120_000);
  expect(room.shown()).toContain('Re: ada-1');
});
