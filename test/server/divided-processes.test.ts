import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { BOT_ID, DividingProcess } from '../helpers/dividing-process.js';
import { eventually } from '../helpers/engine-eventually.js';
import { clientsFor, type Clients } from '../helpers/engine-node-clients.js';
import { TalkingRoom } from '../helpers/talking-room.js';

const CACHE = 'instant-messaging';
const NAMES = Array.from({ length: 40 }, (_, index) => `room ${String(index)}`);

/** `TEST_LONG=1 npx vitest run test/server/divided-processes` plays the longer form, too: some two minutes. */
const isLong = process.env['TEST_LONG'] === '1';

let engine: LocalMomento;
let owner: Clients;
let rooms: readonly TalkingRoom[];
const processes: DividingProcess[] = [];

beforeEach(async () => {
  engine = await startLocalMomento({ caches: [CACHE] });
  owner = clientsFor(engine);
  rooms = await Promise.all(NAMES.map((name) => TalkingRoom.open(engine, owner, CACHE, name)));
  // Tokens for them were issued by a process that has ended.
  const until = Date.now() + 3_600_000;
  const entries = NAMES.map((room) => JSON.stringify({ room, until }));
  engine.direct.listPush({ cache: CACHE, list: 'momento-chat/rooms', values: entries });
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()));
  owner[Symbol.dispose]();
  await engine.close();
});

async function start(count: number): Promise<void> {
  const started = Array.from({ length: count }, () => DividingProcess.start(engine.grpcPort));
  processes.push(...(await Promise.all(started)));
}

/** Every room is listened to by one process, and every process listens to some. */
async function areDivided(): Promise<boolean> {
  const each = await Promise.all(processes.map((one) => one.rooms()));
  const all = each.flat();
  return each.every(({ length }) => length > 0) && all.length === 40 && new Set(all).size === 40;
}

const answered = (): number =>
  rooms.flatMap((room) => room.stored()).filter(({ userId }) => userId === BOT_ID).length;

/** A visitor asks and edits, a rude one is refused, and a third one is banned, and tries to write. */
async function talk(room: TalkingRoom, rounds: number): Promise<void> {
  const visitor = `ada of ${room.name}`;
  const ask = async (): Promise<void> => {
    for (let round = 1; round <= rounds; round += 1) {
      await room.ask(visitor, `q${String(round)}`);
      if (round % 2 === 1) await room.edit(visitor, `q${String(round)}`);
    }
  };
  const beRude = async (): Promise<void> => {
    for (let round = 1; round <= rounds; round += 1) {
      const answer = await room.write(`rude of ${room.name}`, `r${String(round)}`, 'rude words');
      expect(answer['type']).toBe('rejection');
    }
  };
  const beBanned = async (): Promise<void> => {
    expect(await room.ban(`grace of ${room.name}`, 'troll')).toMatchObject({ outcome: 'done' });
    for (let round = 1; round <= rounds; round += 1) {
      const answer = await room.write('troll', `t${String(round)}`, 'Let me in');
      expect(answer['type']).toBe('rejection');
    }
  };
  await Promise.all([ask(), beRude(), beBanned()]);
}

/** Nothing is lost, doubled, answered twice, or let through. */
function judge(rounds: number): void {
  const questions = Array.from({ length: rounds }, (_, index) => `q${String(index + 1)}`);
  for (const room of rooms) {
    const stored = room.stored();
    const own = stored.filter(({ userId }) => userId === `ada of ${room.name}`);
    expect(own.map(({ id }) => id)).toEqual(questions);
    const answers = stored.filter(({ userId }) => userId === BOT_ID);
    expect(answers.map(({ message }) => message)).toEqual(questions.map((id) => `Re: ${id}`));
    expect(stored).toHaveLength(own.length + answers.length);
    // Stored twice, it is one all the same: readers know it by its id.
    const edits = new Map(
      room.stored('relations').map(({ id, type, target }) => [id, [type, target]]),
    );
    const edited = questions.filter((_, index) => index % 2 === 0).map((id) => ['edit', id]);
    expect([...edits.values()]).toEqual(edited);
    const shown = room.heard.filter(({ type }) => type === undefined).map(({ userId }) => userId);
    expect(shown).not.toContain('troll');
    expect(shown).not.toContain(`rude of ${room.name}`);
  }
}

/** Kills so many processes while all rooms talk, and lets a new one join. */
async function play(kills: number, rounds: number): Promise<void> {
  await eventually(areDivided);
  const talking = Promise.all(rooms.map((room) => talk(room, rounds)));
  const all = rooms.length * rounds;
  for (let kill = 1; kill <= kills; kill += 1) {
    await eventually(() => answered() >= (all * kill) / (kills + 2));
    await processes.shift()?.kill();
  }
  await start(1);
  await talking;
  judge(rounds);
  await eventually(areDivided);
}

it('two processes lose and double nothing while 40 rooms talk and one of them is killed', async () => {
  await start(2);
  await play(1, 3);
  // One that leaves gives its rooms up.
  await processes.shift()?.close();
  await eventually(areDivided);
}, 120_000);

it.runIf(isLong)(
  'nor do five, two of which are killed',
  async () => {
    await start(5);
    await play(2, 8);
  },
  300_000,
);
