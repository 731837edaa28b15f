import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';

export const lists: readonly Assumption[] = [
  {
    id: 'pages-from-the-end',
    statement:
      'Negative indexes fetch a list’s pages from its end; a start before the list gives what there is.',
    dependsOn: 'history is loaded in pages, newest first (transport/momento/momento-transport.ts)',
    operations: 40,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.concatenate(list, ['1', '2', '3', '4', '5']);
        const fetched = async (start: number, end?: number) =>
          (await world.owner.fetch(list, start, end)).value;
        see.equal('the last two', await fetched(-2), ['4', '5']);
        see.equal('the two before', await fetched(-4, -2), ['2', '3']);
        see.equal('the oldest, cut off', await fetched(-6, -4), ['1']);
        see.equal('more than there is', await fetched(-100), ['1', '2', '3', '4', '5']);
        see.equal('a page before the list', (await fetched(-9, -7)) ?? [], []);
      }),
  },
  {
    id: 'no-list',
    statement:
      'A list that does not exist is a miss, not an error; one whose last element is removed does not exist.',
    dependsOn: 'a new room is empty (transport/momento/momento-transport.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        see.equal('a fetch', await world.owner.fetch(list), { code: 'ok', message: '' });
        see.equal('a length', await world.owner.length(list), { code: 'ok', message: '' });
        see.equal('a removal', (await world.owner.removeValue(list, 'x')).code, 'ok');
        await world.owner.push(list, 'x');
        await world.owner.removeValue(list, 'x');
        see.equal('a length after it', (await world.owner.length(list)).value, undefined);
      }),
  },
  {
    id: 'push-truncates-front',
    statement:
      'A push to the back with a size drops the oldest elements and answers the new length.',
    dependsOn: 'history is bounded (`history-limit`)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        for (const value of ['1', '2', '3']) await world.owner.push(list, value);
        const pushed = await world.owner.push(list, '4', { truncateTo: 2 });
        see.equal('the length', pushed.value, 2);
        see.equal('the elements', (await world.owner.fetch(list)).value, ['3', '4']);
      }),
  },
  {
    id: 'push-truncates-back',
    statement: 'A push to the front with a size drops elements at the back.',
    dependsOn: 'nothing yet: truncation at the other end, for hosts that keep the newest first',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        for (const value of ['1', '2', '3']) await world.owner.pushFront(list, value);
        const pushed = await world.owner.pushFront(list, '4', 2);
        see.equal('the length', pushed.value, 2);
        see.equal('the elements', (await world.owner.fetch(list)).value, ['4', '3']);
      }),
  },
  {
    id: 'concatenate',
    statement:
      'Several elements are appended by one call, in their order, and truncated with the rest.',
    dependsOn: 'a backlog is stored by one call (transport/momento/momento-transport.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.push(list, '1');
        const first = await world.owner.concatenate(list, ['2', '3']);
        see.equal('the length', first.value, 3);
        await world.owner.concatenate(list, ['4', '5'], { truncateTo: 3 });
        see.equal('the elements', (await world.owner.fetch(list)).value, ['3', '4', '5']);
        await world.owner.concatenate(list, ['6', '7', '8'], { truncateTo: 2 });
        see.equal('fewer than are new', (await world.owner.fetch(list)).value, ['7', '8']);
      }),
  },
  {
    id: 'equal-values',
    statement:
      'Equal elements stand side by side, and removing by value takes all of them and nothing else.',
    dependsOn:
      'a repeated push doubles a message, a removal takes both (transport/momento/momento-transport.ts)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.concatenate(list, ['x', 'y', 'x', 'xx']);
        see.equal('both stand', (await world.owner.length(list)).value, 4);
        see.equal('a removal', (await world.owner.removeValue(list, 'x')).code, 'ok');
        see.equal('what is left', (await world.owner.fetch(list)).value, ['y', 'xx']);
        see.equal('an absent value', (await world.owner.removeValue(list, 'z')).code, 'ok');
        see.equal('unchanged by it', (await world.owner.fetch(list)).value, ['y', 'xx']);
      }),
  },
  {
    id: 'pushes-at-once',
    statement: 'Pushes of several writers at the same time all arrive.',
    dependsOn: 'two visitors may write at the same moment (Faults and guarantees)',
    operations: 40,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        const values = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
        await Promise.all(
          values.map((value) => world.owner.push(list, value, { truncateTo: 100 })),
        );
        const stored = (await world.owner.fetch(list)).value ?? [];
        see.equal('the elements', [...stored].sort(), values);
      }),
  },
  {
    id: 'own-writes',
    statement: 'A fetch right after a push has the pushed element, for other clients too.',
    dependsOn:
      'who joins between push and publication finds the message in the list (How a message travels)',
    operations: 40,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        const other = world.clientFor({ ...(await world.visitorToken(roomOf(list))) });
        for (const value of ['1', '2', '3', '4', '5']) {
          await world.owner.push(list, value);
          see.equal(`after push ${value}`, (await other.fetch(list, -1)).value, [value]);
        }
      }),
  },
  {
    id: 'deleting',
    statement: 'Deleting removes a list, and what is not there is deleted without an error.',
    dependsOn: 'closing a room deletes its lists (server/store/room-administration.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.push(list, 'x');
        see.equal('deleting', (await world.owner.delete(list)).code, 'ok');
        see.equal('a fetch', (await world.owner.fetch(list)).value, undefined);
        see.equal('deleting again', (await world.owner.delete(list)).code, 'ok');
      }),
  },
];

function roomOf(room: string) {
  return { room, access: 'read-only', mode: 'direct' } as const;
}
