import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';
import { allOf, topics } from '../../server/token-endpoint/permissions.js';

const DAY_SECONDS = 86_400;

export const identity: readonly Assumption[] = [
  {
    id: 'token-id',
    statement: 'Subscribers get the id in the publisher’s token with each item.',
    dependsOn: 'who wrote a message in a direct room (transport/momento/momento-subscription.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const stream = await world.openStream(room);
        for (const tokenId of ['ada', 'グレース-🐝']) {
          const scope = { room, access: 'read-write', mode: 'direct' } as const;
          const author = world.clientFor(await world.visitorToken(scope, { tokenId }));
          await author.publish(room, 'x');
          see.equal('the publisher', (await stream.item())?.publisher, tokenId);
        }
      }),
  },
  {
    id: 'no-token-id',
    statement: 'Items that an API key or a token without an id publishes have no publisher.',
    dependsOn: 'moderated rooms let in what has none (protocol/room-rules.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const name = world.name('room');
        const stream = await world.openStream(name);
        await world.owner.publish(name, 'x');
        see.equal('the API key', (await stream.item())?.publisher, '');
        const bearer = await world.bearer(topics(world.cacheName, 'publishonly', { name }));
        await bearer.publish(name, 'x');
        see.equal('the token', (await stream.item())?.publisher, '');
      }),
  },
  {
    id: 'token-id-length',
    statement: 'A token’s id may have 64 characters, and arrives whole; 65 are refused.',
    dependsOn: 'user ids of the token endpoint (server/token-endpoint/token-endpoint.ts)',
    operations: 10,
    check: (world) =>
      observing(async (see) => {
        const name = world.name('room');
        const permissions = allOf([topics(world.cacheName, 'publishonly', { name })]);
        const tokenId = 'x'.repeat(64);
        const { code, value } = await world.issue({ permissions, tokenId });
        see.equal('64 characters', code, 'ok');
        if (value) {
          const stream = await world.openStream(name);
          await world.clientFor(value).publish(name, 'x');
          see.equal('the publisher', (await stream.item())?.publisher, tokenId);
        }
        const longer = await world.issue({ permissions, tokenId: `${tokenId}x` });
        see.equal('65 characters', longer.code, 'INVALID_ARGUMENT');
      }),
  },
  {
    id: 'token-answer',
    statement:
      'The answer to a token’s request has the token, the endpoint and the second of its end.',
    dependsOn: 'the token endpoint’s answer (server/token-endpoint/momento-token-issuer.ts)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const wanted = topics(world.cacheName, 'publishonly', { name: world.name('room') });
        const seconds = 600;
        const before = Date.now() / 1000;
        const { apiKey, endpoint, validUntil } = await world.token([wanted], { seconds });
        see.that('the token', apiKey !== '', 'none');
        see.that('the endpoint', /^[a-z0-9.:-]+$/i.test(endpoint), endpoint);
        const lifetime = validUntil - before;
        see.that('its seconds', Math.abs(lifetime - seconds) < 30, lifetime);
      }),
  },
  {
    id: 'token-lifetime',
    statement: 'A token lives 25 hours at most; a longer one is refused.',
    dependsOn:
      'the token endpoint’s `ttlSeconds` (server/token-endpoint/token-endpoint-options.ts)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const name = world.name('room');
        const permissions = allOf([topics(world.cacheName, 'publishonly', { name })]);
        const longest = await world.issue({ permissions, seconds: DAY_SECONDS + 3_600 });
        see.equal('25 hours', longest.code, 'ok');
        const longer = await world.issue({ permissions, seconds: DAY_SECONDS + 7_200 });
        see.equal('26 hours', longer.code, 'INVALID_ARGUMENT');
      }),
  },
  {
    id: 'tokens-issue-none',
    statement: 'A disposable token issues no token.',
    dependsOn: 'a visitor’s token cannot be made to last (docs/threat-model.md)',
    operations: 5,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const token = await world.visitorToken({ room, access: 'read-write', mode: 'direct' });
        const permissions = allOf([topics(world.cacheName, 'publishsubscribe', { name: room })]);
        const { code } = await world.issue({ permissions }, token.apiKey);
        see.that('the answer', ['UNAUTHENTICATED', 'PERMISSION_DENIED'].includes(code), code);
      }),
  },
];
