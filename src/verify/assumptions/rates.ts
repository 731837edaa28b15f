import { isTransient } from '../answer.js';
import type { Assumption } from '../assumption.js';
import type { CheckWorld } from '../check-world.js';
import { observing, unknown } from '../outcome.js';
import { allOf, topics } from '../../server/token-endpoint/permissions.js';

/** Momento grants a new account so many operations a second. */
const CACHE_RATE = 100;
const TOPIC_RATE = 10;
/** Publications of one burst: more than the rate, over less than a second. */
const PUBLICATIONS = 25;
/** Momento grants a new account five tokens a second. */
const TOKENS = 20;
const SUBSCRIBERS = 5;
/** Publications a second that are within the rate, while they are above it with their deliveries. */
const SLOW_RATE = 4;
const SLOW_SECONDS = 5;

export const rates: readonly Assumption[] = [
  {
    id: 'cache-rate',
    statement:
      'Calls beyond the account’s rate are refused at once by LIMIT_EXCEEDED_ERROR, and succeed a little later.',
    dependsOn: 'the outbox waits and repeats (core/outbox/)',
    operations: 400,
    alone: true,
    timeoutMs: 60_000,
    check: async (world) => {
      const list = world.name('list');
      world.target.limitRate?.({ rpc: 'ListLength', burst: 20, perSecond: 20 });
      const calls = 3 * CACHE_RATE;
      const asked = await world.owner.raw(calls, ({ cache }) =>
        burst(calls, () => cache.listLength(world.cacheName, list)),
      );
      if (asked.refused.length === 0) return unknown(notReached(calls));
      await world.sleep(2_000);
      return observing(async (see) => {
        see.equal('the refusals', [...new Set(asked.refused)], ['LIMIT_EXCEEDED_ERROR']);
        see.equal('a call later', (await world.owner.length(list)).code, 'ok');
      });
    },
  },
  {
    id: 'topic-rate',
    statement:
      'Publications beyond the account’s rate are refused at once by LIMIT_EXCEEDED_ERROR, and succeed a little later.',
    dependsOn: 'the outbox waits and repeats (core/outbox/)',
    operations: 60,
    alone: true,
    timeoutMs: 60_000,
    check: async (world) => {
      const topic = world.name('room');
      world.target.limitRate?.({ rpc: 'Publish', burst: 10, perSecond: 10 });
      const sent = await world.owner.raw(PUBLICATIONS, ({ topics: client }) =>
        burst(PUBLICATIONS, () => client.publish(world.cacheName, topic, 'x')),
      );
      if (sent.refused.length === 0) return unknown(notReached(PUBLICATIONS));
      await world.sleep(2_000);
      return observing(async (see) => {
        see.equal('the refusals', [...new Set(sent.refused)], ['LIMIT_EXCEEDED_ERROR']);
        see.equal('a publication later', (await world.owner.publish(topic, 'x')).code, 'ok');
      });
    },
  },
  {
    id: 'token-rate',
    statement:
      'Requests for tokens beyond the account’s rate are refused at once by RESOURCE_EXHAUSTED.',
    dependsOn: 'the token endpoint answers 429 (server/token-endpoint/momento-token-issuer.ts)',
    operations: 40,
    alone: true,
    timeoutMs: 60_000,
    check: async (world) => {
      const wanted = topics(world.cacheName, 'publishonly', { name: world.name('room') });
      const wish = { permissions: allOf([wanted]) };
      world.target.limitRate?.({ rpc: 'GenerateDisposableToken', burst: 5, perSecond: 5 });
      const requests = Array.from({ length: TOKENS }, () => world.issueAtOnce(wish));
      const codes = new Set((await Promise.all(requests)).map(({ code }) => code));
      codes.delete('ok');
      if (codes.size === 0) return unknown(notReached(TOKENS));
      await world.sleep(2_000);
      return observing(async (see) => {
        see.equal('the refusals', [...codes], ['RESOURCE_EXHAUSTED']);
        see.equal('a request later', (await world.issueAtOnce(wish)).code, 'ok');
      });
    },
  },
  {
    id: 'deliveries-count',
    statement: 'The limiter of topic operations counts deliveries, not publications alone.',
    dependsOn: 'the budget of signals, `signal-budget` (docs/signals.md)',
    operations: 200,
    alone: true,
    timeoutMs: 60_000,
    check: async (world) => {
      if (world.target.kind === 'engine') return unknown('the embedded engine counts calls only');
      const rate = await topicRate(world);
      if (rate === undefined) return unknown('the account’s rate is not reported');
      if (rate > 2 * TOPIC_RATE) return unknown(`the account has ${rate} operations a second`);
      const topic = world.name('room');
      for (let count = 0; count < SUBSCRIBERS; count += 1) await world.openStream(topic);
      // What the checks before have used of the rate comes back.
      await world.sleep(3_000);
      const publications = SLOW_RATE * SLOW_SECONDS;
      let refused = 0;
      for (let count = 0; count < publications; count += 1) {
        const response = await world.owner.raw(1, ({ topics: client }) =>
          client.publish(world.cacheName, topic, 'x'),
        );
        if ('errorCode' in response) refused += 1;
        await world.sleep(1_000 / SLOW_RATE);
      }
      return observing((see) => {
        const seen = `${publications} publications to ${SUBSCRIBERS} subscribers in ${SLOW_SECONDS} s, none refused`;
        see.that('the limiter', refused > 0, seen);
        return Promise.resolve();
      });
    },
  },
];

/** Makes calls at once, and returns the error codes of those that were refused. */
async function burst(count: number, call: () => Promise<object>) {
  const responses = await Promise.all(Array.from({ length: count }, call));
  const refused = responses.flatMap((response) =>
    'errorCode' in response ? [(response as { errorCode(): string }).errorCode()] : [],
  );
  return { refused: refused.filter((code) => !isTransient(code)) };
}

function notReached(calls: number): string {
  return `none of ${calls} calls at once was refused: the account may have higher rates`;
}

/** The publications a second that the account may make, as the service reports it. */
async function topicRate(world: CheckWorld): Promise<number | undefined> {
  const listed = await world.owner.control(({ cache }) => cache.listCaches());
  if (!('getCaches' in listed)) return undefined;
  const own = listed.getCaches().find((cache) => cache.getName() === world.cacheName);
  return own?.getTopicLimits().maxPublishRate;
}
