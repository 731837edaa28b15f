import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';
import { items, topics } from '../../server/token-endpoint/permissions.js';

const REFUSED = 'PERMISSION_ERROR';

export const prefixes: readonly Assumption[] = [
  {
    id: 'item-prefix',
    statement:
      'A key prefix opens the keys that begin with it and no others, beside a topic in the same token.',
    dependsOn: 'attachments: a room’s files lie under one prefix of its token',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const { cacheName } = world;
        const [prefix, name] = [world.name('files/'), world.name('room')];
        const bearer = await world.bearer(
          items(cacheName, 'readwrite', { prefix }),
          topics(cacheName, 'publishsubscribe', { name }),
        );
        see.equal('a set below it', (await bearer.set(`${prefix}1`, 'x')).code, 'ok');
        see.equal('a get below it', (await bearer.get(`${prefix}1`)).code, 'ok');
        see.equal('a set at the prefix', (await bearer.set(prefix, 'x')).code, 'ok');
        see.equal('a set above it', (await bearer.set(prefix.slice(0, -1), 'x')).code, REFUSED);
        see.equal('a get elsewhere', (await bearer.get(world.name('x'))).code, REFUSED);
        see.equal('a publication', (await bearer.publish(name, 'x')).code, 'ok');
      }),
  },
  {
    id: 'prefix-neighbours',
    statement:
      'A plain prefix `a` opens `ab` too; with the quotes of JSON, `["a",` does not open `["ab",`.',
    dependsOn: 'attachments: one room’s prefix does not open that of a room with a longer name',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const [a, ab] = [world.name('a'), world.name('ab')];
        const plain = await world.bearer(items(world.cacheName, 'readwrite', { prefix: a }));
        see.equal('a set under a plain prefix', (await plain.set(ab, 'x')).code, 'ok');
        const quoted = (room: string) =>
          `momento-chat/file/${JSON.stringify([room]).slice(0, -1)},`;
        const only = items(world.cacheName, 'readwrite', { prefix: quoted(a) });
        const bearer = await world.bearer(only);
        see.equal('a set in the room', (await bearer.set(`${quoted(a)}"f"]`, 'x')).code, 'ok');
        see.equal('a set in the other', (await bearer.set(`${quoted(ab)}"f"]`, 'x')).code, REFUSED);
      }),
  },
  {
    id: 'topic-prefix',
    statement: 'A topic prefix opens the topics that begin with it and no others.',
    dependsOn: 'tokens of a host’s own for several rooms',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const prefix = world.name('room-');
        const bearer = await world.bearer(topics(world.cacheName, 'publishsubscribe', { prefix }));
        see.equal('a publication below it', (await bearer.publish(`${prefix}1`, 'x')).code, 'ok');
        see.equal('one elsewhere', (await bearer.publish(world.name('lobby'), 'x')).code, REFUSED);
      }),
  },
  {
    id: 'unicode-names',
    statement:
      'Keys and topics of 128 bytes in any script work, and are permitted by their exact bytes.',
    dependsOn: 'room names in any language (protocol/room-name.ts)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const start = world.name('部屋 ');
        const room = start + '🐝'.repeat(Math.floor((128 - Buffer.byteLength(start)) / 4));
        const scope = { room, access: 'read-write', mode: 'direct' } as const;
        const token = await world.visitorToken(scope);
        const bearer = world.clientFor(token);
        see.equal('a push', (await bearer.push(room, 'x')).code, 'ok');
        const stream = await world.openStream(room, token);
        see.equal('a publication', (await bearer.publish(room, 'x')).code, 'ok');
        see.equal('the item', (await stream.item())?.text, 'x');
        see.equal('a neighbour', (await bearer.push(`${room.slice(0, -2)}🐜`, 'x')).code, REFUSED);
      }),
  },
];
