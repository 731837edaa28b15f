import {
  AuthClient,
  AuthClientConfigurations,
  ExpiresIn,
  GenerateDisposableToken,
} from '@gomomento/sdk';
import type { Assumption } from '../assumption.js';
import { valueOf } from '../check-world.js';
import { observing } from '../outcome.js';
import { allOf, items, topics } from '../../server/token-endpoint/permissions.js';

const REFUSED = 'PERMISSION_ERROR';

export const permissions: readonly Assumption[] = [
  {
    id: 'one-item',
    statement: 'A token for one key reads and writes this item, and no other one.',
    dependsOn: 'a room’s token opens no other room (server/token-endpoint/room-permissions.ts)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('room');
        const bearer = await world.bearer(items(world.cacheName, 'readwrite', { key }));
        see.equal('a push to the key', (await bearer.push(key, 'x')).code, 'ok');
        see.equal('a fetch of the key', (await bearer.fetch(key)).value, ['x']);
        for (const other of [`${key}2`, key.slice(0, -1), `${key}/x`, world.name('other')]) {
          see.equal(`a push to ${other}`, (await bearer.push(other, 'x')).code, REFUSED);
          see.equal(`a fetch of ${other}`, (await bearer.fetch(other)).code, REFUSED);
        }
      }),
  },
  {
    id: 'one-topic',
    statement: 'A token for one topic publishes to it and hears it, and no other one.',
    dependsOn: 'a room’s token opens no other room (server/token-endpoint/room-permissions.ts)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const name = world.name('room');
        const token = await world.token([topics(world.cacheName, 'publishsubscribe', { name })]);
        const bearer = world.clientFor(token);
        const stream = await world.openStream(name, token);
        see.equal('a publication', (await bearer.publish(name, 'x')).code, 'ok');
        see.equal('the item', (await stream.item())?.text, 'x');
        for (const other of [`${name}2`, `${name}-input`, world.name('other')]) {
          see.equal(`a publication to ${other}`, (await bearer.publish(other, 'x')).code, REFUSED);
          const refused = await world.stream(other, token).ending();
          see.equal(`a stream of ${other}`, refused, 'PERMISSION_DENIED');
        }
        see.equal('a list of that name', (await bearer.fetch(name)).code, REFUSED);
      }),
  },
  {
    id: 'direct-room',
    statement:
      'One token holds permissions for two items and a topic by exact names: those of a direct room.',
    dependsOn: 'direct rooms (server/token-endpoint/room-permissions.ts)',
    operations: 30,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const relations = `momento-chat/relations/${JSON.stringify([room])}`;
        const scope = { room, access: 'read-write', mode: 'direct' } as const;
        const token = await world.visitorToken(scope, { tokenId: 'ada' });
        const ada = world.clientFor(token);
        for (const list of [room, relations]) {
          see.equal(`a push to ${list}`, (await ada.push(list, 'x')).code, 'ok');
          see.equal(`a fetch of ${list}`, (await ada.fetch(list)).value, ['x']);
          see.equal(`a removal from ${list}`, (await ada.removeValue(list, 'x')).code, 'ok');
          see.equal(`a new time for ${list}`, (await ada.updateTtl(list, 60)).code, 'ok');
        }
        const stream = await world.openStream(room, token);
        see.equal('a publication', (await ada.publish(room, 'x')).code, 'ok');
        see.equal('the item', (await stream.item())?.text, 'x');
        const other = `momento-chat/relations/${JSON.stringify([`${room}2`])}`;
        for (const list of [`${room}2`, other, 'momento-chat/lease/["x"]']) {
          see.equal(`a push to ${list}`, (await ada.push(list, 'x')).code, REFUSED);
        }
        see.equal('another topic', (await ada.publish(`${room}2`, 'x')).code, REFUSED);
      }),
  },
  {
    id: 'read-only-room',
    statement: 'A token of reading permissions fetches and hears a room, and writes nothing.',
    dependsOn: 'visitors without the right to write (server/token-endpoint/room-permissions.ts)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        await world.owner.push(room, 'x');
        const token = await world.visitorToken({ room, access: 'read-only', mode: 'direct' });
        const reader = world.clientFor(token);
        see.equal('a fetch', (await reader.fetch(room)).value, ['x']);
        const stream = await world.openStream(room, token);
        await world.owner.publish(room, 'x');
        see.equal('the item', (await stream.item())?.text, 'x');
        see.equal('a push', (await reader.push(room, 'y')).code, REFUSED);
        see.equal('a removal', (await reader.removeValue(room, 'x')).code, REFUSED);
        see.equal('a deletion', (await reader.delete(room)).code, REFUSED);
        see.equal('a new time', (await reader.updateTtl(room, 60)).code, REFUSED);
        see.equal('a publication', (await reader.publish(room, 'y')).code, REFUSED);
      }),
  },
  {
    id: 'moderated-room',
    statement:
      'A visitor of a moderated room publishes to its inbox, cannot hear it, and writes neither list nor topic.',
    dependsOn: 'moderated rooms: only the server writes (server/moderation/)',
    operations: 20,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const inbox = `${room}-input`;
        await world.owner.push(room, 'x');
        const token = await world.visitorToken({ room, access: 'read-write', mode: 'moderated' });
        const visitor = world.clientFor(token);
        const moderator = await world.openStream(inbox);
        see.equal('a publication to the inbox', (await visitor.publish(inbox, 'y')).code, 'ok');
        see.equal('the item in the inbox', (await moderator.item())?.text, 'y');
        const refused = await world.stream(inbox, token).ending();
        see.equal('a stream of the inbox', refused, 'PERMISSION_DENIED');
        see.equal('a fetch', (await visitor.fetch(room)).value, ['x']);
        see.equal('a push', (await visitor.push(room, 'y')).code, REFUSED);
        see.equal('a publication', (await visitor.publish(room, 'y')).code, REFUSED);
      }),
  },
  {
    id: 'write-only-items',
    statement: 'A write-only token for a key prefix stores items under it and reads none of them.',
    dependsOn: 'attachments of moderated rooms: uploads that nobody else reads',
    operations: 25,
    check: (world) =>
      observing(async (see) => {
        const prefix = world.name('upload');
        const [key, list] = [`${prefix}/1`, `${prefix}/list`];
        const writer = await world.bearer(items(world.cacheName, 'writeonly', { prefix }));
        see.equal('a set', (await writer.set(key, 'x')).code, 'ok');
        see.equal('a second set', (await writer.set(key, 'y')).code, 'ok');
        see.equal('a push', (await writer.push(list, 'x')).code, 'ok');
        see.equal('a get', (await writer.get(key)).code, REFUSED);
        see.equal('a fetch', (await writer.fetch(list)).code, REFUSED);
        see.equal('a length', (await writer.length(list)).code, REFUSED);
        see.equal('the time left', (await writer.secondsLeft(key)).code, REFUSED);
        see.equal('a set elsewhere', (await writer.set(world.name('other'), 'x')).code, REFUSED);
        see.equal('what the owner reads', text((await world.owner.get(key)).value), 'y');
      }),
  },
  {
    id: 'write-only-conditional',
    statement:
      'A write-only token may not write conditionally: the answer would tell what is stored.',
    dependsOn: 'attachments of moderated rooms: an upload’s key tells nothing about others',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const prefix = world.name('upload');
        const writer = await world.bearer(items(world.cacheName, 'writeonly', { prefix }));
        see.equal(
          'a conditional set',
          (await writer.setIfAbsent(`${prefix}/1`, 'x')).code,
          REFUSED,
        );
      }),
  },
  {
    id: 'no-control',
    statement: 'No disposable token creates, deletes or lists caches.',
    dependsOn: 'what a stranger can do with a visitor’s token (docs/threat-model.md)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const token = await world.visitorToken({ room, access: 'read-write', mode: 'direct' });
        const visitor = world.clientFor(token);
        const made = await visitor.control(({ cache }) => cache.createCache(world.name('cache')));
        see.equal('creating', codeOf(made), REFUSED);
        const gone = await visitor.control(({ cache }) => cache.deleteCache(world.cacheName));
        see.equal('deleting', codeOf(gone), REFUSED);
        const listed = await visitor.control(({ cache }) => cache.listCaches());
        see.equal('listing', codeOf(listed), REFUSED);
      }),
  },
  {
    id: 'other-cache',
    statement:
      'A token is refused in another cache in the same way whether that cache exists or not.',
    dependsOn: 'what a stranger can do with a visitor’s token (docs/threat-model.md)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('room');
        const bearer = await world.bearer(items(world.cacheName, 'readwrite', { key }));
        const missing = world.name('no-such-cache');
        const fetched = await bearer.fetch(key, undefined, undefined, missing);
        see.equal('a fetch where there is no cache', fetched.code, REFUSED);
        const pushed = await bearer.push(key, 'x', {}, missing);
        see.equal('a push where there is no cache', pushed.code, REFUSED);
        const stranger = await world.bearer(items(missing, 'readwrite', { key }));
        see.equal('a fetch with a token for another', (await stranger.fetch(key)).code, REFUSED);
        see.equal('a push with a token for another', (await stranger.push(key, 'x')).code, REFUSED);
      }),
  },
  {
    id: 'sdk-scope',
    statement: 'The SDK’s AuthClient drops an item’s key where a scope names a topic too.',
    dependsOn:
      'why tokens are requested without it (server/token-endpoint/momento-token-issuer.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const auth = new AuthClient({
          configuration: AuthClientConfigurations.Default.latest(),
          credentialProvider: world.target.credentials,
        });
        const [key, cache] = [world.name('room'), world.cacheName];
        world.meter.charge(1);
        await world.target.paces.control.wait(1);
        const issued = await auth.generateDisposableToken(
          {
            permissions: [
              { role: 'readwrite', cache, item: { key } },
              { role: 'publishsubscribe', cache, topic: key },
            ],
          },
          ExpiresIn.minutes(1),
        );
        if (!(issued instanceof GenerateDisposableToken.Success)) throw new Error(issued.message());
        const wrapped = Buffer.from(issued.authToken, 'base64').toString();
        const { api_key: apiKey } = JSON.parse(wrapped) as { api_key: string };
        const bearer = world.clientFor({ endpoint: issued.endpoint, apiKey });
        const other = world.name('another-room');
        see.equal('a push to another key', (await bearer.push(other, 'x')).code, 'ok');
      }),
  },
  {
    id: 'ten-permissions',
    statement: 'A token may hold ten permissions.',
    dependsOn: 'room for further lists and topics of a room in one token',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const keys = Array.from({ length: 10 }, (_, index) => world.name(`key-${index}`));
        const all = keys.map((key) => items(world.cacheName, 'readwrite', { key }));
        const bearer = world.clientFor(valueOf(await world.issue({ permissions: allOf(all) })));
        for (const key of [keys[0], keys[9]]) {
          see.equal('a push', (await bearer.push(key ?? '', 'x')).code, 'ok');
        }
      }),
  },
];

function codeOf(response: object): string {
  return 'errorCode' in response ? (response as { errorCode(): string }).errorCode() : 'ok';
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString();
}
