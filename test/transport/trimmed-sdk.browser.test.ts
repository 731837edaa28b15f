import { expect } from '@open-wc/testing';
import { serializeItem } from '../../src/protocol/item.js';
import { relationsKey } from '../../src/protocol/room-rules.js';
import { eventually } from '../helpers/engine-eventually.js';
import { wrapToken } from '../helpers/engine-token.js';
import { webClients } from '../helpers/engine-web-clients.js';
import { RequestLog } from '../helpers/request-log.js';
import {
  CACHE,
  ROOM,
  compare,
  everyCall,
  handlers,
  open,
  outcome,
  startSides,
  subscribed,
  type EngineSide,
  type Event,
  type TransportClass,
} from './sdk-comparison.js';
import { elementOf, outgoing } from '../helpers/outgoing.js';

describe('the trimmed SDK', () => {
  let log: RequestLog;
  let sides: readonly [EngineSide, EngineSide];

  beforeEach(async () => {
    log = new RequestLog();
    sides = await startSides();
  });

  afterEach(() => Promise.all(sides.map(({ engine }) => engine.stop())));
  afterEach(() => log.stop());

  /** Does the same with both and asserts equal outcomes and requests. */
  async function both(act: (side: EngineSide) => Promise<unknown>): Promise<unknown> {
    return compare(sides, act, log);
  }

  it('fetches an empty history', async () => {
    expect(await both(({ transport }) => transport.fetchHistory(0, 10))).to.deep.equal([]);
    expect(sides.map(({ origin }) => log.to(origin).length)).to.deep.equal([1, 1]);
  });

  for (const [skip, count] of [
    [0, 10],
    [0, 2],
    [1, 2],
    [3, 1],
    [9, 5],
    [0, 0],
  ] as const) {
    it(`fetches ${String(count)} of the history after ${String(skip)}`, async () => {
      await Promise.all(
        sides.map(({ engine }) =>
          engine.push({ cache: CACHE, list: ROOM }, 'a', 'ü 漢字 🦊', '', 'd'),
        ),
      );
      await both(({ transport }) => transport.fetchHistory(skip, count));
    });
  }

  for (const [name, items] of Object.entries({
    'one message': ['hello'],
    'a text in any script': ['Grüße, 漢字 🦊\n\0\u2028'],
    'an empty text': [''],
    'a long text': ['x'.repeat(100_000)],
    'several at once': ['a', 'b', 'c'],
    'more than are kept': ['1', '2', '3', '4', '5', '6', '7'],
    nothing: [],
  })) {
    it(`stores ${name}`, async () => {
      const stored = await both(async ({ transport, engine }) => {
        await transport.push(items.map(outgoing));
        return engine.list({ cache: CACHE, list: ROOM });
      });
      expect(stored).to.deep.equal(items.map(elementOf).slice(-5));
    });
  }

  it('removes all messages that are equal', async () => {
    const left = await both(async ({ transport, engine }) => {
      await engine.push({ cache: CACHE, list: ROOM }, 'a', 'b ü', 'a', 'b ü');
      await transport.remove?.('b ü');
      return engine.list({ cache: CACHE, list: ROOM });
    });
    expect(left).to.deep.equal(['a', 'a']);
  });

  it('removes nothing where there is no list', () =>
    both(({ transport }) => outcome(transport.remove?.('a') ?? Promise.resolve())));

  it('stores relations, and refreshes their list with a message after half of its time', async () => {
    const event = { type: 'reaction' };
    const now = performance.now.bind(performance);
    try {
      await both(({ transport }) => transport.push([{ event }]));
      performance.now = () => now() + 301_000;
      const calls = await both(async ({ transport, engine }) => {
        await transport.push([outgoing('hello')]);
        return (await engine.stats()).calls.UpdateTtl;
      });
      expect(calls).to.equal(1);
    } finally {
      performance.now = now;
    }
    const lists = sides.map(({ engine }) =>
      engine.list({ cache: CACHE, list: relationsKey(ROOM) }),
    );
    const element = serializeItem({ event });
    expect(await Promise.all(lists)).to.deep.equal([[element], [element]]);
  });

  for (const [name, text] of Object.entries({
    'a message': 'hello',
    'a text in any script': 'Grüße, 漢字 🦊\n\0\u2028',
    'an empty text': '',
    'more than the service accepts': 'x'.repeat(5000),
  })) {
    it(`publishes ${name}`, () =>
      both(({ transport }) => outcome(transport.publish(outgoing(text)))));
  }

  it('receives items of all kinds, heartbeats and discontinuities', async () => {
    const received = (await both(async (side) => {
      const events = await subscribed(side);
      // Another client, by another name of the same server: its requests are not compared.
      const elsewhere = side.origin.replace('127.0.0.1', 'localhost');
      const { topics } = webClients(elsewhere, wrapToken(elsewhere, side.engine.apiKey));
      await side.engine.publish({ cache: CACHE, topic: ROOM, text: 'text', tokenId: 'ada' });
      await side.transport.publish(outgoing('Grüße, 漢字 🦊'));
      await topics.publish(CACHE, ROOM, new Uint8Array([0, 1, 255]));
      await topics.publish(CACHE, ROOM, '');
      await side.engine.faults.discontinuity({ cache: CACHE, topic: ROOM, missed: 3 });
      await side.engine.faults.duplicate();
      await side.transport.publish(outgoing('twice'));
      await eventually(() => events.log.filter(([name]) => name === 'item').length >= 5);
      await eventually(() => events.heartbeats > 2);
      events.subscription.close();
      return events.log;
    })) as Event[];
    expect(received.map(([name]) => name)).to.include.members(['item', 'discontinuity']);
  });

  for (const fault of ['dropStreams', 'endStreams'] as const) {
    it(`reports a stream's end and subscribes again (${fault})`, async () => {
      const result = (await both(async (side) => {
        const events = await subscribed(side);
        await side.transport.publish(outgoing('before'));
        await eventually(() => events.log.length === 1);
        await side.engine.faults[fault]();
        await eventually(() => events.log.some(([name]) => name === 'end'));
        const again = await subscribed(side);
        await side.transport.publish(outgoing('after'));
        await eventually(() => again.log.length === 1);
        again.subscription.close();
        await eventually(async () => (await side.engine.stats()).openStreams === 0);
        return [events.log, again.log];
      })) as [Event[], Event[]];
      expect(result.map((events) => events.length)).to.deep.equal([2, 1]);
    });
  }

  it('receives nothing after a close and leaves no stream open', () =>
    both(async (side) => {
      const events = await subscribed(side);
      events.subscription.close();
      await eventually(async () => (await side.engine.stats()).openStreams === 0);
      await side.transport.publish(outgoing('not received'));
      return [events.log, await outcome(side.transport.fetchHistory(0, 5))];
    }));

  it('aborts a half-open subscription', () =>
    both(async (side) => {
      await side.engine.faults.halfOpen();
      const abort = new AbortController();
      const refused = outcome(side.transport.subscribe(handlers([]), abort.signal));
      await eventually(async () => (await side.engine.stats()).calls['Subscribe'] === 1);
      abort.abort(new Error('changed my mind'));
      const result = await refused;
      await side.engine.faults.clear();
      await eventually(async () => (await side.engine.stats()).openStreams === 0);
      return result;
    }));

  it('sends to the inbox of a moderated room and stores nothing', () =>
    both(async ({ transport, engine, origin }) => {
      const authToken = wrapToken(origin, engine.apiKey);
      const transportClass = transport.constructor as TransportClass;
      const moderated = open(transportClass, { origin, authToken, mode: 'moderated' });
      await moderated.push([outgoing('not stored')]);
      await moderated.publish(outgoing('hello'));
      return engine.list({ cache: CACHE, list: ROOM });
    }));

  for (const [name, permissions] of Object.entries({
    'another cache': [{ role: 'readwrite', cache: 'other' }],
    'reading only': [{ role: 'readonly', cache: CACHE }],
  } as const)) {
    it(`is refused with a token for ${name}`, () =>
      both(async ({ engine, origin, transport }) => {
        const { authToken } = await engine.token({ permissions, validForSeconds: 600 });
        const restricted = open(transport.constructor as TransportClass, { origin, authToken });
        return everyCall({ transport: restricted, origin });
      }));
  }

  it('is refused with a token that was never issued', () =>
    both(async ({ transport, origin }) => {
      const authToken = wrapToken(origin, 'never.issued.token');
      return everyCall({
        transport: open(transport.constructor as TransportClass, { origin, authToken }),
        origin,
      });
    }));
});
