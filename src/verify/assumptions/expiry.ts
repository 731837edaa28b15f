import type { Assumption } from '../assumption.js';
import { observing } from '../outcome.js';

const SECONDS = 5;
/** How long after its token's end a stream may still be open, in ms. */
const GRACE_MS = 30_000;

const direct = { access: 'read-write', mode: 'direct' } as const;

export const expiry: readonly Assumption[] = [
  {
    id: 'expired-token',
    statement: 'Calls with an expired token are refused as not authenticated.',
    dependsOn: 'a visitor whose token has ended gets a new one (session/)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const token = await world.visitorToken({ ...direct, room }, { seconds: SECONDS });
        const bearer = world.clientFor(token);
        see.equal('a push in time', (await bearer.push(room, 'x')).code, 'ok');
        await world.sleep((SECONDS + 3) * 1_000);
        see.equal('a push', (await bearer.push(room, 'x')).code, 'AUTHENTICATION_ERROR');
        see.equal('a fetch', (await bearer.fetch(room)).code, 'AUTHENTICATION_ERROR');
        see.equal('a publication', (await bearer.publish(room, 'x')).code, 'AUTHENTICATION_ERROR');
        see.equal('a stream', await world.stream(room, token).ending(), 'UNAUTHENTICATED');
      }),
  },
  {
    id: 'stream-expiry',
    statement: 'An open stream ends soon after its token’s end, as not authenticated.',
    dependsOn:
      'a visitor who is shut out stops reading when the token ends (Faults and guarantees)',
    operations: 15,
    timeoutMs: 70_000,
    check: (world) =>
      observing(async (see) => {
        const room = world.name('room');
        const token = await world.visitorToken({ ...direct, room }, { seconds: SECONDS });
        const stream = await world.openStream(room, token);
        await world.owner.publish(room, 'in time');
        see.equal('an item in time', (await stream.item())?.text, 'in time');
        see.equal('its end', await stream.ending(SECONDS * 1_000 + GRACE_MS), 'UNAUTHENTICATED');
      }),
  },
  {
    id: 'token-change',
    statement: 'A stream with a newer token of the same user stays open when the older token ends.',
    dependsOn:
      'tokens are renewed without a gap: subscribe with the new one first (core/connection/)',
    operations: 15,
    check: (world) =>
      observing(async (see) => {
        const [room, tokenId] = [world.name('room'), 'ada'];
        const scope = { ...direct, room };
        const older = await world.visitorToken(scope, { seconds: SECONDS, tokenId });
        const newer = await world.visitorToken(scope, { tokenId });
        await world.openStream(room, older);
        const stream = await world.openStream(room, newer);
        await world.sleep((SECONDS + 2) * 1_000);
        await world.owner.publish(room, 'later');
        see.equal('the item', (await stream.item())?.text, 'later');
      }),
  },
];
