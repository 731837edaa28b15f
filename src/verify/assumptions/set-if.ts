import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';

export const setIf: readonly Assumption[] = [
  {
    id: 'set-if-absent',
    statement: 'SetIfAbsent stores where there is nothing, and leaves what is there.',
    dependsOn: 'one process handles a message (server/store/leases.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('lease');
        see.equal('the first', (await world.owner.setIfAbsent(key, '1')).value, true);
        see.equal('the second', (await world.owner.setIfAbsent(key, '2')).value, false);
        see.equal('the value', textOf((await world.owner.get(key)).value), '1');
        await world.owner.delete(key);
        see.equal('after deletion', (await world.owner.setIfAbsent(key, '3')).value, true);
      }),
  },
  {
    id: 'set-if-absent-race',
    statement: 'Of several SetIfAbsent at the same time, exactly one stores.',
    dependsOn: 'one process handles a message (server/store/leases.ts)',
    operations: 70,
    check: (world) =>
      observing(async (see) => {
        const other = world.clientFor(await world.visitorToken(roomOf(world.name('race'))));
        for (let round = 1; round <= 3; round += 1) {
          // The room's list is a key that both may write.
          const key = world.name('race');
          const tries = [0, 1, 2, 3, 4, 5, 6, 7].map((number) =>
            (number % 2 ? other : world.owner).setIfAbsent(key, String(number)),
          );
          const stored = (await Promise.all(tries)).filter(({ value }) => value === true);
          see.equal(`winners of round ${round}`, stored.length, 1);
          await world.owner.delete(key);
        }
      }),
  },
  {
    id: 'set-if-absent-end',
    statement: 'What SetIfAbsent has stored ends with its time, and can then be stored anew.',
    dependsOn:
      'the message of a process that was killed is handled by another (server/store/leases.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('lease');
        await world.owner.setIfAbsent(key, '1', 2);
        see.equal('in time', (await world.owner.setIfAbsent(key, '2', 2)).value, false);
        await world.sleep(4_000);
        see.equal('later', (await world.owner.setIfAbsent(key, '3', 60)).value, true);
      }),
  },
  {
    id: 'set-if-equal',
    statement:
      'Of several SetIfEqual at the same time, exactly one stores; where the value is another one, or gone, none does.',
    dependsOn: 'two agents do not take one conversation (server/inbox/shared-item.ts)',
    operations: 70,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('conversation');
        see.equal('of nothing', (await world.owner.setIfEqual(key, '1', '0')).value, false);
        await world.owner.set(key, '1');
        see.equal('of another value', (await world.owner.setIfEqual(key, '3', '2')).value, false);
        for (let round = 1; round <= 3; round += 1) {
          const tries = Array.from({ length: 8 }, () =>
            world.owner.setIfEqual(key, String(round + 1), String(round)),
          );
          const stored = (await Promise.all(tries)).filter(({ value }) => value === true);
          see.equal(`winners of round ${round}`, stored.length, 1);
        }
        see.equal('the value', textOf((await world.owner.get(key)).value), '4');
      }),
  },
  {
    id: 'set-if-absent-or-equal',
    statement:
      'Of several SetIfAbsentOrEqual at the same time, one stores; its value gives it more time, and every other one fails until it ends.',
    dependsOn: 'one process listens to a room, and another takes over (server/moderation/)',
    operations: 50,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('seat');
        const take = (holder: string, seconds = 4) =>
          world.owner.setIfAbsentOrEqual(key, holder, holder, seconds);
        const holders = Array.from({ length: 8 }, (_, number) => `holder ${number}`);
        const taken = await Promise.all(holders.map((holder) => take(holder)));
        const winner = taken.findIndex(({ value }) => value === true);
        see.equal('winners', taken.filter(({ value }) => value === true).length, 1);
        await world.sleep(2_000);
        see.equal('of its holder', (await take(`holder ${winner}`)).value, true);
        await world.sleep(2_500);
        see.equal('of another, after the first time', (await take('another')).value, false);
        await world.sleep(3_500);
        see.equal('of another, after its end', (await take('another')).value, true);
      }),
  },
  {
    id: 'keys-exist',
    statement: 'KeysExist says in the order of the keys which of them have an item now.',
    dependsOn: 'a process knows how many share the rooms (server/moderation/room-division.ts)',
    operations: 6,
    check: (world) =>
      observing(async (see) => {
        const [one, none, gone] = [world.name('one'), world.name('none'), world.name('gone')];
        await world.owner.set(one, '1');
        await world.owner.set(gone, '1');
        await world.owner.delete(gone);
        const { value } = await world.owner.keysExist([none, one, gone, one]);
        see.equal('there', JSON.stringify(value), JSON.stringify([false, true, false, true]));
      }),
  },
  {
    id: 'consistent-reads',
    statement: 'A consistent read has what another client has just written.',
    dependsOn: 'a message is stored once by several processes (server/store/momento-room-store.ts)',
    operations: 60,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('result');
        const reader = world.clientFor(await world.visitorToken(roomOf(key)));
        for (const value of ['1', '2', '3', '4', '5']) {
          await world.owner.set(key, value);
          const seen = textOf((await reader.getConsistently(key)).value);
          see.equal(`after write ${value}`, seen, value);
        }
      }),
  },
];

function roomOf(room: string) {
  return { room, access: 'read-write', mode: 'direct' } as const;
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString();
}
