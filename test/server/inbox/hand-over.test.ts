import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BotOptions } from '../../../src/server/index.js';
import { eventually } from '../../helpers/engine-eventually.js';
import type { InboxServer } from '../../helpers/inbox-server.js';
import { InboxWorld } from './inbox-fixture.js';

const BOT = { id: 'bot-help', name: 'Helper' };

let world: InboxWorld;
let asked: string[] = [];

const reply: BotOptions['reply'] = ({ id, text }, { handOver }) => {
  asked.push(id);
  if (text === 'nothing') handOver();
  if (text === 'nothing') return null;
  if (!text.includes('human')) return `You said: ${text}`;
  handOver();
  return 'A colleague will answer soon.';
};

beforeEach(async () => {
  asked = [];
  world = await InboxWorld.start();
});

afterEach(() => world.close());

async function untilAnswered(server: InboxServer, room: string, count: number): Promise<void> {
  await eventually(() => server.moderator.stats().passed >= count);
  await eventually(async () => (await world.conversation(server, room)).lastBy === 'bot');
}

/** The bot has decided about a message: it says nothing. */
async function untilSilent(server: InboxServer, id: string): Promise<void> {
  const key = `momento-chat/bot/${JSON.stringify(['lobby', BOT.id, id])}`;
  await eventually(async () => (await server.store.get(key)) === '{"state":"none"}');
}

describe('a bot', () => {
  it('has a conversation until it hands it over, and is silent then', async () => {
    const server = await world.process({ rooms: ['lobby'], reply });
    await world.write(server, 'lobby', 'ada', 'Hi');
    await untilAnswered(server, 'lobby', 2);
    expect(await world.conversation(server, 'lobby')).toMatchObject({
      ...{ bot: true, assignee: BOT, excerpt: 'You said: Hi', messages: 2 },
    });
    expect((await world.list(server)).counts).toMatchObject({ unassigned: 0, waiting: 0, open: 1 });

    await world.write(server, 'lobby', 'ada', 'A human, please');
    await eventually(async () => !(await world.conversation(server, 'lobby')).bot);
    const handed = await world.conversation(server, 'lobby');
    expect(handed).toMatchObject({ excerpt: 'A colleague will answer soon.', lastBy: 'bot' });
    expect(handed).toHaveProperty('waitingSince');
    expect(handed).not.toHaveProperty('assignee');
    expect((await world.list(server)).counts).toMatchObject({ unassigned: 1, waiting: 1 });

    const last = await world.write(server, 'lobby', 'ada', 'Hello?');
    await untilSilent(server, last);
    await world.answer(server, 'lobby', 'sam', 'Here I am');
    const next = await world.write(server, 'lobby', 'ada', 'Thanks');
    await untilSilent(server, next);
    const back = await world.ask(server, 'sam', { type: 'hand-over', room: 'lobby', to: 'bot' });
    expect(back.body.conversation).toMatchObject({ bot: true, assignee: BOT });
    await world.write(server, 'lobby', 'ada', 'Bye');
    await eventually(
      async () => (await world.conversation(server, 'lobby')).excerpt === 'You said: Bye',
    );
    expect(asked).not.toContain(last);
    expect(asked).not.toContain(next);
  });

  it('may hand over without a word', async () => {
    const server = await world.process({ rooms: ['lobby'], reply });
    await world.write(server, 'lobby', 'ada', 'nothing');
    await eventually(async () => !(await world.conversation(server, 'lobby')).bot);
    expect(world.stored('lobby')).toHaveLength(1);
  });

  it('is silent where an agent has taken the conversation, in whichever process', async () => {
    const server = await world.process({ rooms: ['lobby'], reply });
    const other = await world.process();
    await world.write(server, 'lobby', 'ada', 'Hi');
    await untilAnswered(server, 'lobby', 2);
    const { version } = await world.conversation(server, 'lobby');
    await world.ask(other, 'ellen', { type: 'assign', room: 'lobby', to: 'ellen', version });
    const silent = await world.write(server, 'lobby', 'ada', 'Are you there?');
    await untilSilent(server, silent);
    await world.ask(other, 'ellen', { type: 'hand-over', room: 'lobby', to: 'bot' });
    await world.write(server, 'lobby', 'ada', 'And now?');
    await eventually(
      async () => (await world.conversation(server, 'lobby')).excerpt === 'You said: And now?',
    );
    expect(asked).not.toContain(silent);
  });

  it('whose answer comes after an agent’s takes it back', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const server = await world.process({
      rooms: ['lobby'],
      reply: async () => {
        asked.push('once');
        await finished;
        return 'Too late';
      },
    });
    await world.write(server, 'lobby', 'ada', 'Hi');
    await eventually(() => asked.length === 1);
    await world.answer(server, 'lobby', 'sam', 'I am here');
    finish();
    await world.write(server, 'lobby', 'ada', 'Good');
    await world.answer(server, 'lobby', 'sam', 'Bye');
    const words = world.stored('lobby').map((item) => item['message']);
    expect(words).toEqual(['Hi', 'I am here', 'Good', 'Bye']);
  });
});

describe('a visitor', () => {
  it('learns whether agents are here, and how long an answer takes', async () => {
    const server = await world.process({ rooms: ['lobby'] });
    const other = await world.process();
    const url = `${server.tokenUrl}&room=lobby`;
    const answer = async (): Promise<Record<string, unknown>> =>
      (await (await fetch(url)).json()) as Record<string, unknown>;
    expect(await answer()).toMatchObject({ away: true });
    expect(await answer()).not.toHaveProperty('answerSeconds');
    await world.ask(other, 'sam', { type: 'presence', here: true });
    // A process asks who is here once in five seconds.
    await eventually(async () => !('away' in (await answer())));
    await world.write(other, 'lobby', 'ada', 'Hi');
    await world.answer(other, 'lobby', 'sam', 'Hello');
    await eventually(async () => (await other.inbox.answerSeconds()) !== undefined);
    const quick = (await (await fetch(`${other.tokenUrl}&room=lobby`)).json()) as object;
    expect(quick).toHaveProperty('answerSeconds');
    expect(quick).not.toHaveProperty('away');
    // The context is for agents.
    expect(quick).not.toHaveProperty('context');
  });
});
