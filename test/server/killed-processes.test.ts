import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { clientsFor, clientsWith, type Clients } from '../helpers/engine-node-clients.js';
import { eventually } from '../helpers/engine-eventually.js';
import { KilledFleet } from '../helpers/killed-fleet.js';
import { Random } from '../helpers/random.js';
import { PEOPLE, RoomTalk, STEPS } from '../helpers/room-talk.js';
import { begunAnswersIn, faultsOf } from '../helpers/room-verdict.js';
import { TalkingRoom } from '../helpers/talking-room.js';
import { whileAdvancing } from '../helpers/while-advancing.js';

const CACHE = 'instant-messaging';
const NAMES = Array.from({ length: 40 }, (_, index) => `room ${String(index)}`);

/** `TEST_LONG=1 TEST_SEED=7 npx vitest run test/server/killed-processes` plays a longer form of each, with this seed. */
const isLong = process.env['TEST_LONG'] === '1';
const seed = Number(process.env['TEST_SEED'] ?? 1);

let engine: LocalMomento;
let owner: Clients;
let people: ReadonlyMap<string, Clients>;

/** All have tokens for all rooms: of the rooms' own tokens other tests tell. */
function clientsOf(tokenId: string): Clients {
  const permissions = [{ role: 'publishonly', cache: CACHE }] as const;
  return clientsWith(engine, engine.createToken({ tokenId, validForSeconds: 3_600, permissions }));
}

beforeEach(async () => {
  engine = await startLocalMomento({ caches: [CACHE] });
  owner = clientsFor(engine);
  people = new Map(PEOPLE.map((id) => [id, clientsOf(id)]));
  // Tokens for them were issued by a process that has ended.
  const until = Date.now() + 3_600_000;
  const entries = NAMES.map((room) => JSON.stringify({ room, until }));
  engine.direct.listPush({ cache: CACHE, list: 'momento-chat/rooms', values: entries });
});

afterEach(async () => {
  for (const clients of [owner, ...people.values()]) clients[Symbol.dispose]();
  await engine.close();
});

/** All rooms talk while each process is killed and started again. Then nothing is lost, doubled, answered twice or let through. */
async function play(fleet: KilledFleet, rounds: number): Promise<void> {
  let [phase, steps, kills] = ['rooms that no process listens to', 0, 0];
  const talks: RoomTalk[] = [];
  const run = async (): Promise<void> => {
    await eventually(() => fleet.divides(NAMES.length));
    const opening = NAMES.map(async (name) => {
      const room = await TalkingRoom.open({ engine, cache: CACHE, name, reader: owner, people });
      return new RoomTalk(room, Random.for(seed, name), () => (steps += 1));
    });
    talks.push(...(await Promise.all(opening)));
    phase = 'people who talk';
    const all = NAMES.length * rounds * STEPS;
    const talking = Promise.all(talks.map((talk) => talk.run(rounds)));
    await fleet.killEach(Random.for(seed, 'kills'), async (kill) => {
      await eventually(() => steps >= (all * kill) / (fleet.size + 2));
      kills = kill;
    });
    await talking;
    phase = 'answers that are begun only';
    // Of two questions at once both may have an answer, and the second one may be on its way.
    await eventually(() => talks.every((talk) => begunAnswersIn(talk).length === 0));
  };
  await whileAdvancing(run(), {
    progress: () => talks.length + steps + kills,
    waits: () => [
      `${phase}, after ${String(steps)} steps and ${String(kills)} kills`,
      ...talks.flatMap((talk) => [...talk.room.waits(), ...begunAnswersIn(talk)]),
    ],
  });
  expect(talks.flatMap(faultsOf)).toEqual([]);
}

it('two processes lose, double and let through nothing while 40 rooms talk and both are killed', async () => {
  await using fleet = await KilledFleet.start(engine.grpcPort, 2);
  await play(fleet, isLong ? 8 : 2);
}, 300_000);

it('nor do five, all of which are killed, and one that leaves gives its rooms up', async () => {
  await using fleet = await KilledFleet.start(engine.grpcPort, 5);
  await play(fleet, isLong ? 8 : 2);
  await eventually(() => fleet.divides(NAMES.length));
  await fleet.closeOne();
  await eventually(() => fleet.divides(NAMES.length));
}, 300_000);
