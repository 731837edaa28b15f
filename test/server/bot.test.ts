import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/server/bot/bot.js';
import type { BotContext, BotOptions } from '../../src/server/bot/bot-options.js';
import { recordRemoval } from '../../src/server/store/leases.js';
import { ROOM, setUpBots, USER } from './bot-fixture.js';
import { setUpDesk } from './desk-fixture.js';
import { gate } from './moderation-fixture.js';

const never = (): Promise<never> => new Promise(() => undefined);

describe('a bot', () => {
  it('answers a message once, with any number of processes', async () => {
    const room = setUpBots();
    for (let count = 0; count < 5; count += 1) room.start();
    await room.write('ada', 'a1');
    await room.clock.advance(120_000);
    expect(room.shown()).toEqual(['Hello', 'You said Hello']);
    expect(room.replies()).toHaveLength(1);
  });

  it('answers as its user, through the moderator', async () => {
    const room = setUpBots();
    room.start({
      moderate: ({ text, author }) => (author.id === USER.id ? { text: `${text}!` } : undefined),
      profileOf: (userId) => ({ name: `Dr ${userId}` }),
    });
    await room.write('ada', 'a1');
    expect(JSON.parse(room.memory.lists.get(ROOM)?.at(-1) ?? '')).toMatchObject({
      userId: USER.id,
      username: 'Dr bot-help',
      message: 'You said Hello!',
    });
  });

  it('answers no message that the moderator rejects', async () => {
    const room = setUpBots();
    room.start({ moderate: () => ({ reject: 'No' }) });
    await room.write('ada', 'a1');
    await room.clock.advance(60_000);
    expect(room.replies()).toEqual([]);
  });

  it('does not answer itself or other bots', async () => {
    const room = setUpBots();
    room.start();
    await room.write('bot-other', 'b1');
    await room.write('ada', 'a1');
    await room.clock.advance(60_000);
    expect(room.replies()).toHaveLength(1);
  });

  it.each([null, undefined, '', ' \n'])('says nothing for %j', async (reply) => {
    const room = setUpBots({ reply: () => reply });
    room.start();
    await room.write('ada', 'a1');
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['Hello']);
    expect(room.replies()).toHaveLength(1);
  });

  it('knows the messages before, the room, and an id of the request', async () => {
    const room = setUpBots({ historyLength: 2 });
    room.start();
    await room.write('ada', 'a1', 'One');
    await room.write('eve', 'e1', 'Two');
    const contexts = room.replies().map(([, context]) => context);
    expect(contexts.map(({ history }) => history.map(({ text }) => text))).toEqual([
      [],
      ['One', 'You said One'],
    ]);
    expect(contexts.map(({ room: name }) => name)).toEqual([ROOM, ROOM]);
    const ids = contexts.map(({ requestId }) => requestId);
    expect(ids).toEqual(['bot-help/lobby/a1', 'bot-help/lobby/e1']);
  });

  it('parts a long answer', async () => {
    const text = `${'a'.repeat(2_000)}\n\n${'b'.repeat(2_000)}`;
    const room = setUpBots({ reply: () => text });
    room.start();
    await room.write('ada', 'a1');
    expect(room.shown()).toEqual(['Hello', 'a'.repeat(2_000), 'b'.repeat(2_000)]);
  });

  it('is not held by the limits of visitors', async () => {
    const room = setUpBots();
    const { desk } = setUpDesk().start();
    await desk.mute({ room: ROOM, userId: USER.id, seconds: 600 });
    room.start({ desk, rateLimit: { messages: 2, seconds: 60 } });
    for (const user of ['ada', 'eve', 'mo', 'olga']) await room.write(user, `${user}1`);
    expect(room.shown()).toHaveLength(8);
  });

  const invalid: readonly [string, Partial<BotOptions>][] = [
    ['an id of a visitor', { user: { id: 'help', name: 'Helper' } }],
    ['no name', { user: { id: 'bot-help', name: ' ' } }],
    ['more than five minutes', { timeoutMs: 300_001 }],
    ['progress more than once a second', { progressMs: 500 }],
    ['no place to work', { concurrency: 0 }],
    ['a budget of nothing', { budget: { messages: 0, seconds: 1 } }],
  ];
  it.each(invalid)('with %s is an error at once', (_, options) => {
    const { memory } = setUpBots();
    const store = memory.connect();
    expect(() => createBot({ store, user: USER, reply: () => null, ...options })).toThrow(
      TypeError,
    );
  });
});

describe('an answer', () => {
  it('that fails is reported, and is said to be missing only as the host wants', async () => {
    const reply = (): never => {
      throw new Error('no model');
    };
    const room = setUpBots({ reply, onFailure: () => 'A person will answer.' });
    const { errors, bot } = room.start();
    await room.write('ada', 'a1');
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['Hello', 'A person will answer.']);
    expect(errors).toEqual([new Error('no model')]);
    expect(room.replies()).toHaveLength(1);
    expect(bot.stats()).toMatchObject({ failed: 1, working: 0 });
  });

  it('is asked for again after a fault of the store', async () => {
    const room = setUpBots();
    const { store, errors } = room.start();
    let isDown = false;
    store.before(({ call }) => {
      if (call === 'publish') isDown = true;
      const fails = isDown && call === 'fetch';
      if (fails) isDown = false;
      return fails ? Promise.reject(new Error('busy')) : Promise.resolve();
    });
    await room.write('ada', 'a1');
    expect(errors).toEqual([new Error('busy')]);
    expect(room.replies()).toEqual([]);
    store.before(() => Promise.resolve());
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['Hello', 'You said Hello']);
  });

  it('is asked for once if the host cannot say why it is missing', async () => {
    const reply = (): never => {
      throw new Error('no model');
    };
    const onFailure = (): never => {
      throw new Error('no words');
    };
    const room = setUpBots({ reply, onFailure });
    const { errors } = room.start();
    await room.write('ada', 'a1');
    await room.clock.advance(600_000);
    expect(errors).toEqual([new Error('no model'), new Error('no words')]);
    expect(room.replies()).toHaveLength(1);
  });

  it.each([7, {}, [], true])('that is %j is an error', async (reply) => {
    const room = setUpBots({ reply: () => reply as never });
    const { errors } = room.start();
    await room.write('ada', 'a1');
    expect(errors).toEqual([expect.any(TypeError)]);
    expect(room.shown()).toEqual(['Hello']);
  });

  it('that takes too long is not waited for', async () => {
    let signal: AbortSignal | undefined;
    const reply = (_: unknown, context: BotContext): Promise<never> => {
      signal = context.signal;
      return never();
    };
    const room = setUpBots({ reply, timeoutMs: 5_000 });
    const { errors } = room.start();
    await room.write('ada', 'a1');
    await room.clock.advance(5_000);
    expect(signal?.aborted).toBe(true);
    expect(errors).toMatchObject([{ message: 'unable to answer; reply() took too long' }]);
    expect(room.shown()).toEqual(['Hello']);
  });

  it('is not wanted when the visitor has written again: the last message gets one', async () => {
    const { opened, open } = gate();
    const reply = async ({ text }: { text: string }): Promise<string> => {
      if (text === 'One') await opened;
      return `Re: ${text}`;
    };
    const room = setUpBots({ reply });
    const { errors } = room.start();
    await room.write('ada', 'a1', 'One');
    await room.write('eve', 'e1', 'Other');
    await room.write('ada', 'a2', 'Two');
    open();
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['One', 'Other', 'Re: Other', 'Two', 'Re: Two']);
    const [first] = room.replies();
    expect(first?.[1].signal.aborted).toBe(true);
    expect(errors).toEqual([]);
  });

  it('is not given to a message that another process has stored an update to', async () => {
    const { opened, open } = gate();
    const room = setUpBots();
    const one = room.start({ reply: () => opened.then(() => 'Re: One') });
    await room.write('ada', 'a1', 'One');
    const other = room.start({ reply: () => 'Re: Two' });
    // Only the other process hears of it.
    void other.moderation.handle(ROOM, JSON.stringify({ id: 'a2', message: 'Two' }), 'ada');
    await room.clock.advance(10);
    open();
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['One', 'Two', 'Re: Two']);
    expect(one.errors).toEqual([]);
  });

  it('is not given to a message that was removed meanwhile', async () => {
    const { opened, open } = gate();
    const room = setUpBots({ reply: () => opened.then(() => 'Late') });
    const { store } = room.start();
    await room.write('ada', 'a1');
    await recordRemoval(store, ROOM, 'a1');
    open();
    await room.clock.advance(60_000);
    expect(room.shown()).toEqual(['Hello']);
  });

  it('is given so often only as the visitor’s budget allows', async () => {
    const room = setUpBots({ budget: { messages: 2, seconds: 60 } });
    const { bot } = room.start();
    for (const id of ['a1', 'a2', 'a3']) await room.write('ada', id, id);
    await room.write('eve', 'e1', 'e1');
    expect(room.replies().map(([{ id }]) => id)).toEqual(['a1', 'a2', 'e1']);
    expect(bot.stats()).toMatchObject({ answered: 3, overBudget: 1 });
  });
});

it('a flood of messages costs the bots of other processes no more looks than the rate limit allows', async () => {
  const room = setUpBots();
  const { store } = room.start({ rateLimit: { messages: 3, seconds: 600 } });
  for (let count = 0; count < 50; count += 1) await room.write('mallory', `m${count}`);
  await room.clock.advance(120_000);
  const asked = new Set(
    store.calls.flatMap(({ call, args: [key] }) =>
      call === 'get' && String(key).startsWith('momento-chat/bot/') ? [key] : [],
    ),
  );
  expect(asked.size).toBe(3);
});

describe('a bot that is closed', () => {
  it('leaves its work to other processes', async () => {
    const room = setUpBots();
    const one = room.start({ reply: never });
    await room.write('ada', 'a1');
    const other = room.start();
    other.bot.onArrival(ROOM, 'ada', 'a1');
    one.bot.close();
    await room.clock.advance(120_000);
    expect(room.shown()).toEqual(['Hello', 'You said Hello']);
    expect(one.errors).toEqual([]);
    expect(room.clock.pending).toBe(0);
  });
});
