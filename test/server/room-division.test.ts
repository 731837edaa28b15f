import { describe, expect, it } from 'vitest';
import { createModerator, type ModeratorOptions } from '../../src/server/index.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { SharedMemory, type MemoryRoomStore } from '../helpers/memory-room-store.js';

/** A third of the lease: the time between two looks, in ms. */
const LOOK_MS = 5_000;
const LEASE_MS = 15_000;
/** By then each process has read of a room that another one entered, in ms. */
const KNOWN_MS = 60_000;
const ROOMS = Array.from({ length: 100 }, (_, index) => `room ${String(index)}`);

function setUp() {
  const clock = new FakeClock();
  const memory = new SharedMemory(clock);
  memory.divides = true;
  const errors: unknown[] = [];
  const start = (
    options: Partial<ModeratorOptions> = {},
    prepare: (store: MemoryRoomStore) => void = () => undefined,
  ) => {
    const store = memory.connect();
    prepare(store);
    const moderator = createModerator(
      { store, moderate: () => undefined, onError: (error) => errors.push(error), ...options },
      clock,
    );
    return { store, moderator };
  };
  /** How many processes listen to each of the rooms. */
  const listening = (rooms = ROOMS): number[] =>
    rooms.map((room) => memory.listeners.get(`${room}-input`)?.size ?? 0);
  const say = async (room: string, id: string): Promise<void> => {
    memory.publish(`${room}-input`, JSON.stringify({ id, message: 'Hello' }), `of ${id}`);
    await settle();
  };
  return { clock, memory, errors, start, listening, say };
}

type Processes = ReturnType<ReturnType<typeof setUp>['start']>[];

function attendAll({ moderator }: Processes[number], seconds = 36_000): void {
  for (const room of ROOMS) moderator.attend(room, seconds);
}

const roomsOf = (processes: Processes): number[] =>
  processes.map(({ moderator }) => moderator.rooms.length);

describe('rooms are divided', () => {
  it('so that one process listens to each, and all to about as many', async () => {
    const { clock, start, listening } = setUp();
    const processes = [1, 2, 3, 4, 5].map(() => start());
    await clock.advance(1_000);
    const [first] = processes;
    if (first) attendAll(first);
    await clock.advance(KNOWN_MS);
    expect(new Set(listening())).toEqual(new Set([1]));
    for (const count of roomsOf(processes)) {
      expect(count).toBeGreaterThanOrEqual(10);
      expect(count).toBeLessThanOrEqual(35);
    }
    expect(processes.map(({ moderator }) => moderator.stats().processes)).toEqual([5, 5, 5, 5, 5]);
  });

  it('and a room whose token one process issues is heard at once, and then by its own process', async () => {
    const { clock, start, listening } = setUp();
    const processes = [start(), start()];
    await clock.advance(LOOK_MS * 2);
    const [one, other] = processes;
    if (one) attendAll(one);
    await settle();
    expect(new Set(listening())).toEqual(new Set([1]));
    expect(one?.moderator.rooms).toHaveLength(ROOMS.length);
    // Never is a room without a listener while the other takes its share.
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      expect(listening()).not.toContain(0);
    }
    expect(other?.moderator.rooms.length).toBeGreaterThan(30);
    expect(new Set(listening())).toEqual(new Set([1]));
    // Further tokens by the first process do not bring the rooms back to it.
    if (one) attendAll(one, 72_000);
    await settle();
    expect(new Set(listening())).toEqual(new Set([1]));
  });

  it('a joining process takes its share, and no room is without a listener meanwhile', async () => {
    const { clock, start, listening } = setUp();
    const first = start();
    attendAll(first);
    await clock.advance(KNOWN_MS);
    const second = start();
    await settle();
    expect(second.moderator.rooms.length).toBeGreaterThan(30);
    for (let now = 0; now < 20; now += 1) {
      expect(listening()).not.toContain(0);
      await clock.advance(1_000);
    }
    expect(new Set(listening())).toEqual(new Set([1]));
    // Only the share of the new one has changed hands.
    expect(first.moderator.rooms.length + second.moderator.rooms.length).toBe(ROOMS.length);
  });

  it('a leaving process gives its rooms up at once, and the others have them at their next look', async () => {
    const { clock, start, listening } = setUp();
    const processes = [start(), start(), start()];
    await clock.advance(1_000);
    const [leaving, ...others] = processes;
    if (leaving) attendAll(leaving);
    await clock.advance(KNOWN_MS);
    leaving?.moderator.close();
    await settle();
    expect(listening()).toContain(0);
    await clock.advance(LOOK_MS);
    expect(new Set(listening())).toEqual(new Set([1]));
    expect(others.map(({ moderator }) => moderator.stats().processes)).toEqual([2, 2]);
  });

  it('a killed process keeps its rooms until its lease ends, and no longer', async () => {
    const { clock, start, listening } = setUp();
    const processes = [start(), start()];
    await clock.advance(1_000);
    const [victim] = processes;
    if (victim) attendAll(victim);
    await clock.advance(KNOWN_MS);
    victim?.store.kill();
    expect(listening()).toContain(0);
    await clock.advance(LEASE_MS + LOOK_MS);
    expect(new Set(listening())).toEqual(new Set([1]));
  });

  it('a killed process takes no room with it that no other has read of', async () => {
    const { clock, start, listening } = setUp();
    start();
    const victim = start();
    await clock.advance(LOOK_MS);
    // In the middle between two readings of the list.
    for (const room of ROOMS) victim.moderator.attend(room, 36_000);
    await settle();
    victim.store.kill();
    await clock.advance(LEASE_MS + LOOK_MS);
    expect(new Set(listening())).toEqual(new Set([1]));
  });

  it('a process that starts anew takes the seat that became free', async () => {
    const { clock, memory, start } = setUp();
    const first = start();
    start();
    await clock.advance(1_000);
    first.moderator.close();
    await clock.advance(LOOK_MS);
    start();
    await clock.advance(LOOK_MS * 2);
    const seats = [...memory.items].filter(([, { until }]) => until > clock.now());
    expect(seats.map(([key]) => key).sort()).toEqual([
      'momento-chat/seat/["0"]',
      'momento-chat/seat/["1"]',
    ]);
  });

  it('a suspended process whose seat another one took takes the next one, and writes nothing twice', async () => {
    const { clock, memory, start, say, listening } = setUp();
    let held: (() => void) | undefined;
    let holds = false;
    const paused = start({}, (store) =>
      store.before(({ call }) =>
        holds && call === 'setIfAbsentOrEqual'
          ? new Promise((resolve) => (held = resolve))
          : Promise.resolve(),
      ),
    );
    attendAll(paused);
    await clock.advance(KNOWN_MS);
    // It renews no lease, but listens on.
    holds = true;
    await clock.advance(LEASE_MS + LOOK_MS);
    const other = start();
    await clock.advance(LOOK_MS);
    expect(listening()).toContain(2);
    for (const room of ROOMS) await say(room, `in ${room}`);
    holds = false;
    held?.();
    await clock.advance(LOOK_MS * 3);
    expect(new Set(listening())).toEqual(new Set([1]));
    expect(paused.moderator.rooms.length + other.moderator.rooms.length).toBe(ROOMS.length);
    for (const room of ROOMS) expect(memory.lists.get(room)).toHaveLength(1);
  });
});

describe('what it costs', () => {
  it('is two requests of each process in a look, whatever the number of rooms', async () => {
    const { clock, start } = setUp();
    const processes = [start(), start(), start()];
    await clock.advance(1_000);
    const [first] = processes;
    if (first) attendAll(first);
    await clock.advance(KNOWN_MS);
    for (const { store } of processes) store.calls.length = 0;
    await clock.advance(LOOK_MS * 12);
    for (const { store } of processes) {
      const of = (name: string) => store.calls.filter(({ call }) => call === name);
      expect(of('setIfAbsentOrEqual')).toHaveLength(12);
      expect(of('keysExist')).toHaveLength(12);
      // Three seats are taken: these, and two above.
      expect(of('keysExist').at(-1)?.args[0]).toHaveLength(5);
    }
  });
});

it('1,000 rooms are read of every fifth minute', async () => {
  const { clock, memory, start } = setUp();
  const until = clock.now() + 36_000_000;
  const names = Array.from({ length: 1_000 }, (_, index) => `named ${String(index)}`);
  memory.lists.set(
    'momento-chat/rooms',
    names.map((room) => JSON.stringify({ room, until })),
  );
  const { store } = start({ maxRooms: 2_000 });
  await clock.advance(1_000_000);
  const readings = store.calls.filter(({ call }) => call === 'fetch');
  expect(readings).toHaveLength(4);
});

describe('rooms that a process names', () => {
  it('are divided, too, and known to processes that do not name them', async () => {
    const { clock, start, listening } = setUp();
    const rooms = ROOMS.slice(0, 20);
    const naming = start({ rooms });
    await settle();
    expect(listening(rooms)).not.toContain(0);
    const other = start();
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      expect(listening(rooms)).not.toContain(0);
    }
    expect(other.moderator.rooms.length).toBeGreaterThan(0);
    expect(new Set(listening(rooms))).toEqual(new Set([1]));
    other.moderator.close();
    await clock.advance(3 * 60 * 60_000);
    expect(naming.moderator.rooms).toHaveLength(20);
  });
});

describe('every process listens to every room', () => {
  it.each([
    ['without leases', { roomLeaseSeconds: 0 }, true],
    ['if the store cannot divide them', {}, false],
  ])('%s', async (_, options, divides) => {
    const { clock, memory, start, listening } = setUp();
    memory.divides = divides;
    const processes = [start(options), start(options)];
    await settle();
    const [first] = processes;
    if (first) attendAll(first);
    await clock.advance(KNOWN_MS);
    expect(new Set(listening())).toEqual(new Set([2]));
  });

  it('if it cannot take a seat for as long as a lease', async () => {
    const { clock, start, errors, listening } = setUp();
    const first = start();
    attendAll(first);
    await clock.advance(KNOWN_MS);
    const second = start({}, (store) =>
      store.before(({ call }) =>
        call === 'setIfAbsentOrEqual' ? Promise.reject(new Error('down')) : Promise.resolve(),
      ),
    );
    await clock.advance(LEASE_MS - 1_000);
    expect(second.moderator.rooms).toEqual([]);
    await clock.advance(LOOK_MS);
    expect(second.moderator.rooms).toHaveLength(ROOMS.length);
    expect(new Set(listening())).toEqual(new Set([2]));
    expect(errors.map(String)).toContain('Error: down');
  });

  it('if 64 others share the rooms already, and says so once', async () => {
    const { clock, memory, start, errors } = setUp();
    for (let seat = 0; seat < 64; seat += 1) {
      memory.items.set(`momento-chat/seat/["${String(seat)}"]`, { value: 'x', until: Infinity });
    }
    const { moderator } = start();
    attendAll({ moderator, store: memory.connect() });
    await clock.advance(KNOWN_MS);
    expect(moderator.rooms).toHaveLength(ROOMS.length);
    expect(errors.filter((error) => String(error).includes('64 processes'))).toHaveLength(1);
  });
});

it.each([5, 301, 7.5, -1, NaN])('a lease of %d seconds is refused at once', (roomLeaseSeconds) => {
  const { start } = setUp();
  expect(() => start({ roomLeaseSeconds })).toThrow(TypeError);
});
