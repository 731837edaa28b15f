import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';

export const errors: readonly Assumption[] = [
  {
    id: 'error-no-cache',
    statement:
      'A cache that does not exist is told by its own error: NOT_FOUND_ERROR, NOT_FOUND for a stream.',
    dependsOn:
      'a wrong `cache-name` is a configuration error (transport/momento/momento-errors.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const [key, cache] = [world.name('room'), world.name('no-such-cache')];
        const { owner } = world;
        const missing = 'NOT_FOUND_ERROR';
        see.equal('a push', (await owner.push(key, 'x', {}, cache)).code, missing);
        see.equal('a fetch', (await owner.fetch(key, undefined, undefined, cache)).code, missing);
        see.equal('a publication', (await owner.publish(key, 'x', cache)).code, missing);
        const stream = world.stream(key, undefined, undefined, cache);
        see.equal('a stream', await stream.ending(), 'NOT_FOUND');
      }),
  },
  {
    id: 'error-no-credential',
    statement:
      'A credential that is none is told by AUTHENTICATION_ERROR, UNAUTHENTICATED for a stream.',
    dependsOn: 'a bad token is replaced, not retried (transport/momento/momento-errors.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const { endpoint } = await world.visitorToken({
          room,
          access: 'read-only',
          mode: 'direct',
        });
        // Three parts, as a token has.
        const token = { endpoint, apiKey: 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA', validUntil: 0 };
        const stranger = world.clientFor(token);
        const refused = 'AUTHENTICATION_ERROR';
        see.equal('a push', (await stranger.push(room, 'x')).code, refused);
        see.equal('a publication', (await stranger.publish(room, 'x')).code, refused);
        see.equal('a stream', await world.stream(room, token).ending(), 'UNAUTHENTICATED');
      }),
  },
  {
    id: 'error-wrong-type',
    statement: 'A list call on another kind of item is refused by FAILED_PRECONDITION_ERROR.',
    dependsOn: 'a key in other use is reported, not retried (transport/momento/momento-errors.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const key = world.name('item');
        await world.owner.set(key, 'x');
        const refused = 'FAILED_PRECONDITION_ERROR';
        see.equal('a push', (await world.owner.push(key, 'x')).code, refused);
        see.equal('a fetch', (await world.owner.fetch(key)).code, refused);
      }),
  },
  {
    id: 'error-invalid',
    statement: 'A slice that ends before it starts is refused by INVALID_ARGUMENT_ERROR.',
    dependsOn: 'what the service rejects is not repeated (transport/momento/momento-errors.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const list = world.name('list');
        await world.owner.concatenate(list, ['1', '2', '3', '4']);
        // The SDK checks only starts of 0 or less itself.
        const { code } = await world.owner.fetch(list, 3, 1);
        see.equal('the code', code, 'INVALID_ARGUMENT_ERROR');
      }),
  },
];
