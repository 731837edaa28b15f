import type { Assumption } from '../assumption.js';
import { observing, type Observations } from '../outcome.js';

const DAY_SECONDS = 86_400;

export const ttl: readonly Assumption[] = [
  {
    id: 'ttl-refresh',
    statement: 'A push that refreshes gives a list all of its time again.',
    dependsOn: 'a room’s history lives as long as the room is used (`history-ttl`)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.push(list, '1', { ttlSeconds: 60 });
        await world.owner.push(list, '2', { ttlSeconds: 600, refresh: true });
        seconds(see, 'after the push', (await world.owner.secondsLeft(list)).value, 600);
      }),
  },
  {
    id: 'ttl-kept',
    statement: 'A push that does not refresh leaves a list its time.',
    dependsOn: 'hosts that write a room’s list themselves (Who writes)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.push(list, '1', { ttlSeconds: 60 });
        await world.owner.push(list, '2', { ttlSeconds: 600, refresh: false });
        seconds(see, 'after the push', (await world.owner.secondsLeft(list)).value, 60);
      }),
  },
  {
    id: 'ttl-update',
    statement:
      'UpdateTtl gives a list or an item a new time; without one it answers that, and creates nothing.',
    dependsOn:
      'relations end no earlier than their messages (transport/momento/momento-transport.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const [list, none] = [world.name('list'), world.name('none')];
        await world.owner.push(list, '1', { ttlSeconds: 60 });
        see.equal('the update', (await world.owner.updateTtl(list, 600)).value, true);
        seconds(see, 'after it', (await world.owner.secondsLeft(list)).value, 600);
        see.equal('of nothing', (await world.owner.updateTtl(none, 600)).value, false);
        see.equal('then', (await world.owner.secondsLeft(none)).value, undefined);
      }),
  },
  {
    id: 'ttl-by-reading',
    statement: 'Reading refreshes nothing.',
    dependsOn: 'attachments: a file ends a day after its upload at the latest',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const [item, list] = [world.name('item'), world.name('list')];
        await world.owner.set(item, 'x', 600);
        await world.owner.push(list, 'x', { ttlSeconds: 600 });
        await world.sleep(3_000);
        await world.owner.get(item);
        await world.owner.fetch(list);
        for (const key of [item, list]) {
          const left = (await world.owner.secondsLeft(key)).value ?? 0;
          see.that(`the seconds of ${key}`, left > 500 && left < 598, left);
        }
      }),
  },
  {
    id: 'ttl-end',
    statement: 'Items and lists are gone when their time has ended.',
    dependsOn: 'leases of one process end by themselves (server/store/leases.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const [item, list] = [world.name('item'), world.name('list')];
        await world.owner.set(item, 'x', 2);
        await world.owner.push(list, 'x', { ttlSeconds: 2 });
        await world.sleep(4_000);
        see.equal('the item', (await world.owner.get(item)).value, undefined);
        see.equal('the list', (await world.owner.fetch(list)).value, undefined);
      }),
  },
  {
    id: 'ttl-limit',
    statement: 'A time of 24 hours is accepted, and a longer one refused as an invalid argument.',
    dependsOn: '`history-ttl` is 86,400 at most',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        const day = await world.owner.push(list, 'x', { ttlSeconds: DAY_SECONDS });
        see.equal('24 hours', day.code, 'ok');
        const longer = await world.owner.push(list, 'x', { ttlSeconds: DAY_SECONDS + 1 });
        see.equal('a second more', longer.code, 'INVALID_ARGUMENT_ERROR');
      }),
  },
];

/** Allows for the time that the calls take. */
function seconds(see: Observations, when: string, left: number | undefined, assumed: number) {
  see.that(
    `the seconds ${when}`,
    left !== undefined && left <= assumed && left > assumed - 30,
    left,
  );
}
