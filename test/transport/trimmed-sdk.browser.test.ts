import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { Session } from '../../src/session/session.js';
import { MomentoTransport as NaiveTransport } from '../../src/transport/momento/momento-transport.js';
import type { Subscription, Transport } from '../../src/transport/transport.js';
import { Status, type StatusName } from '../../src/local-momento/engine/status.js';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { eventually } from '../helpers/engine-eventually.js';
import { wrapToken } from '../helpers/engine-token.js';
import { webClients } from '../helpers/engine-web-clients.js';
import { elementOf, outgoing } from '../helpers/outgoing.js';
import type { RawAnswer } from '../helpers/raw-server-plugin.js';
import { RequestLog, type LoggedRequest } from '../helpers/request-log.js';

/**
 * The transport with the SDK as it is published, and as it is trimmed for the bundle, do the same things in one page.
 * What they answer and what they send must be the same, but for what is listed here and in build/README.md.
 */

type TransportClass = typeof NaiveTransport;

/** What differs on the wire: a name, to what the trimmed SDK sends. */
const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'runtime-version': 'js-web:unknown-browser:unknown-os:unknown-device',
};

/** What differs in an error: the reason that a message cannot be read, each library's own words. */
const REASON =
  /(?<=deserializing response data; error: ).*(?=, response)|(?<=failed to parse token: ).*/g;

/** Everything that one of the two is given. */
interface Side {
  readonly transport: Transport;
  readonly origin: string;
}

interface EngineSide extends Side {
  readonly engine: TestEngine;
}

const ROOM = 'room';
const CACHE = 'chat';
const STATUSES = (Object.keys(Status) as StatusName[]).filter((name) => name !== 'OK');

const scriptUrl = '/wtr-trimmed-transport.js';
const { MomentoTransport: TrimmedTransport } = (await import(/* @vite-ignore */ scriptUrl)) as {
  MomentoTransport: TransportClass;
};

describe('the trimmed SDK', () => {
  let log: RequestLog;

  beforeEach(() => {
    log = new RequestLog();
  });

  afterEach(() => log.stop());

  describe('with an engine', () => {
    let sides: readonly [EngineSide, EngineSide];

    beforeEach(async () => {
      sides = await Promise.all([engineSide(NaiveTransport), engineSide(TrimmedTransport)]);
    });

    afterEach(() => Promise.all(sides.map(({ engine }) => engine.stop())));

    /** Both do it, and get and send the same. */
    async function both(act: (side: EngineSide) => Promise<unknown>): Promise<unknown> {
      return compare(sides, act, log);
    }

    it('finds no history where there is none', async () => {
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

    for (const [name, text] of Object.entries({
      'a message': 'hello',
      'a text in any script': 'Grüße, 漢字 🦊\n\0\u2028',
      'an empty text': '',
      'more than the service takes': 'x'.repeat(5000),
    })) {
      it(`publishes ${name}`, () =>
        both(({ transport }) => outcome(transport.publish(outgoing(text)))));
    }

    it('receives items of all kinds, heartbeats and discontinuities', async () => {
      const received = (await both(async (side) => {
        const events = await subscribed(side);
        // Somebody else, by another name of the same server: these requests are not compared.
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
      it(`tells of a stream's end, and subscribes again (${fault})`, async () => {
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

    it('hears nothing any more after it was closed, and leaves no stream behind', () =>
      both(async (side) => {
        const events = await subscribed(side);
        events.subscription.close();
        await eventually(async () => (await side.engine.stats()).openStreams === 0);
        await side.transport.publish(outgoing('unheard'));
        return [events.log, await outcome(side.transport.fetchHistory(0, 5))];
      }));

    it('gives up a subscription that is half open', () =>
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

    it('cannot reach an engine that is down', () =>
      both(async (side) => {
        await side.engine.down();
        return everyCall(side);
      }));

    for (const status of STATUSES) {
      it(`meets ${status}`, () =>
        both(async (side) => {
          await side.engine.faults.inject({ kind: 'error', status, message: `100% ${status}: ü` });
          return everyCall(side);
        }));
    }

    for (const [status, metadata] of [
      ...[
        'topic_subscriptions_limit_exceeded',
        'operations_rate_limit_exceeded',
        'throughput_rate_limit_exceeded',
        'request_size_limit_exceeded',
        'item_size_limit_exceeded',
        'element_size_limit_exceeded',
        'of a kind that nobody knows',
      ].map((err) => ['RESOURCE_EXHAUSTED', { err }] as const),
      ['NOT_FOUND', { err: 'item_not_found' }],
      ['NOT_FOUND', { err: 'store_not_found' }],
    ] as const) {
      it(`meets ${status}, ${metadata.err}`, () =>
        both(async (side) => {
          await side.engine.faults.inject({ kind: 'error', status, metadata });
          return everyCall(side);
        }));
    }

    it('meets limits that are told apart by their words', () =>
      both(async (side) => {
        const results = [];
        for (const message of [
          'subscribers',
          'operations',
          'throughput',
          'request limit',
          'item size',
          'element size',
          '',
        ]) {
          await side.engine.faults.clear();
          await side.engine.faults.inject({ kind: 'error', status: 'RESOURCE_EXHAUSTED', message });
          results.push(await outcome(side.transport.publish(outgoing('x'))));
        }
        return results;
      }));

    it('gets no answer in time', async function () {
      this.timeout(60_000);
      await both(async (side) => {
        await side.engine.faults.inject({ kind: 'hang' });
        const { transport } = side;
        return Promise.all([
          outcome(transport.fetchHistory(0, 5)),
          outcome(transport.push([outgoing('a')])),
          outcome(transport.publish(outgoing('a'))),
        ]);
      });
    });

    it('sends to the inbox of a moderated room, and stores nothing', () =>
      compare(
        sides.map((side, index) => ({
          ...side,
          transport: open(index === 0 ? NaiveTransport : TrimmedTransport, {
            origin: side.origin,
            authToken: wrapToken(side.origin, side.engine.apiKey),
            mode: 'moderated',
          }),
        })) as [EngineSide, EngineSide],
        async ({ transport, engine }) => {
          await transport.push([outgoing('not stored')]);
          await transport.publish(outgoing('hello'));
          return engine.list({ cache: CACHE, list: ROOM });
        },
        log,
      ));

    for (const [name, permissions] of Object.entries({
      'another cache': [{ role: 'readwrite', cache: 'other' }],
      'reading only': [{ role: 'readonly', cache: CACHE }],
    } as const)) {
      it(`is refused with a token for ${name}`, () =>
        compare(
          sides,
          async ({ engine, origin, transport }) => {
            const { authToken } = await engine.token({ permissions, validForSeconds: 600 });
            const restricted = open(transport.constructor as TransportClass, { origin, authToken });
            return everyCall({ transport: restricted, origin });
          },
          log,
        ));
    }

    it('is refused with a token that nobody issued', () =>
      both(async ({ transport, origin }) => {
        const authToken = wrapToken(origin, 'nobody.issued.this');
        return everyCall({
          transport: open(transport.constructor as TransportClass, { origin, authToken }),
          origin,
        });
      }));
  });

  describe('with a server that is not Momento’s', () => {
    const TEXT = { 'Content-Type': 'application/grpc-web-text' };
    const answers: Readonly<Record<string, RawAnswer>> = {
      ...Object.fromEntries(
        [400, 401, 403, 404, 408, 409, 412, 413, 418, 429, 499, 500, 501, 502, 503, 504].map(
          (status) => [`HTTP ${String(status)}`, { status, body: 'no' }],
        ),
      ),
      'a web page': { headers: { 'Content-Type': 'text/html' }, body: '<h1>Welcome</h1>' },
      'an empty answer': { headers: TEXT },
      'no type': { body: 'AAAA' },
      'bytes that are no frame': { headers: TEXT, body: btoa('\x07\x00\x00\x00\x01x') },
      'half a frame': { headers: TEXT, body: btoa('\0\0\0\x01\0half') },
      'a message that is none': { headers: TEXT, body: btoa('\0\0\0\0\x04\x0a\xff\xff\xff') },
      'a status in the headers': {
        headers: { ...TEXT, 'grpc-status': '7', 'grpc-message': 'No%20way' },
      },
      'a status that nobody knows': { headers: { ...TEXT, 'grpc-status': '99' } },
      'a connection that is cut': { cut: 'before' },
      'an answer that is cut': { headers: TEXT, body: btoa('\0\0\0\x01\0half'), cut: 'after' },
    };

    for (const [name, answer] of Object.entries(answers)) {
      it(`meets ${name}`, async () => {
        const sides = await Promise.all(
          [NaiveTransport, TrimmedTransport].map(async (transportClass) => {
            const { url } = await startRawServer(answer);
            return {
              origin: url,
              transport: open(transportClass, { origin: url, authToken: wrapToken(url, 'a.b.c') }),
            };
          }),
        );
        try {
          await compare(sides as [Side, Side], unaryCalls, log);
        } finally {
          for (const { origin } of sides)
            await executeServerCommand('raw-server:stop', { url: origin });
        }
      });
    }
  });

  it('tells of an answer that is no base64, where the published SDK throws into the page', async () => {
    const answer: RawAnswer = {
      headers: { 'Content-Type': 'application/grpc-web-text' },
      body: '!!!! not base64 ????',
    };
    const { url } = await startRawServer(answer);
    const transport = open(TrimmedTransport, { origin: url, authToken: wrapToken(url, 'a.b.c') });
    expect(await outcome(transport.publish(outgoing('a')))).to.have.nested.property(
      'error.code',
      'service-unavailable',
    );
    await executeServerCommand('raw-server:stop', { url });
  });

  it('refuses what is no token', () => {
    const refusals = [NaiveTransport, TrimmedTransport].map((transportClass) =>
      [
        '',
        'nonsense',
        btoa('{}'),
        btoa('{"endpoint":1}'),
        'e30.e30.e30',
        'eyJzdWIiOiJhIn0.eyJzdWIiOiJhIn0.x',
      ].map((authToken) => {
        try {
          open(transportClass, { authToken });
          return 'taken';
        } catch (error) {
          return told(error);
        }
      }),
    );
    expect(refusals[1]).to.deep.equal(refusals[0]);
  });
});

interface Choice {
  readonly origin?: string;
  readonly authToken: string;
  readonly mode?: Session['mode'];
}

function open(
  transportClass: TransportClass,
  { origin, authToken, mode = 'direct' }: Choice,
): Transport {
  const session: Session = {
    room: ROOM,
    authToken,
    expiresAt: Date.now() + 600_000,
    lifetimeMs: 600_000,
    cacheName: CACHE,
    user: { id: 'ada', name: 'Ada', avatarUrl: undefined },
    userIsVouchedFor: true,
    mode,
    readOnly: false,
    endpoint: origin,
  };
  return new transportClass(session, { limit: 5, ttlSeconds: 600 });
}

async function engineSide(transportClass: TransportClass): Promise<EngineSide> {
  const engine = await startEngine({ caches: [CACHE], heartbeatMs: 20 });
  const authToken = wrapToken(engine.webUrl, engine.apiKey);
  const origin = engine.webUrl;
  return { engine, origin, transport: open(transportClass, { origin, authToken }) };
}

function startRawServer(answer: RawAnswer): Promise<{ readonly url: string }> {
  return executeServerCommand('raw-server:start', answer);
}

type Event = readonly [name: string, ...details: unknown[]];

function handlers(
  events: Event[],
  onHeartbeat = (): void => undefined,
): Parameters<Transport['subscribe']>[0] {
  return {
    onItem: (item) => events.push(['item', item]),
    onHeartbeat,
    onDiscontinuity: () => events.push(['discontinuity']),
    onEnd: (error) => events.push(['end', told(error)]),
  };
}

async function subscribed({ transport }: Side): Promise<{
  readonly log: readonly Event[];
  readonly heartbeats: number;
  readonly subscription: Subscription;
}> {
  const events: Event[] = [];
  let heartbeats = 0;
  const subscription = await transport.subscribe(
    handlers(events, () => (heartbeats += 1)),
    new AbortController().signal,
  );
  return {
    log: events,
    subscription,
    get heartbeats() {
      return heartbeats;
    },
  };
}

async function unaryCalls({ transport }: Side): Promise<unknown[]> {
  return [
    await outcome(transport.fetchHistory(0, 5)),
    await outcome(transport.push([outgoing('a')])),
    await outcome(transport.push([outgoing('a'), outgoing('b')])),
    await outcome(transport.publish(outgoing('a'))),
  ];
}

async function everyCall(side: Side): Promise<unknown[]> {
  const events: Event[] = [];
  const signal = new AbortController().signal;
  const subscribing = outcome(
    side.transport.subscribe(handlers(events), signal).then((each) => each.close()),
  );
  return [...(await unaryCalls(side)), await subscribing, events];
}

function outcome(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: told(error) }),
  );
}

/** An error as a host sees it. */
function told(error: unknown): object {
  const { name, code, message, cause } = error as Error & { code?: string };
  const response = cause as { errorCode?(): string; message?: string | (() => string) } | undefined;
  const said = typeof response?.message === 'function' ? response.message() : response?.message;
  return {
    name,
    code,
    message: message.replace(REASON, '…'),
    cause: response && { code: response.errorCode?.(), said: said?.replace(REASON, '…') },
  };
}

async function compare<One extends Side>(
  sides: readonly [One, One],
  act: (side: One) => Promise<unknown>,
  log: RequestLog,
): Promise<unknown> {
  const [naive, trimmed] = await Promise.all(sides.map(act));
  expect(trimmed).to.deep.equal(naive);
  const [expected, sent] = sides.map(({ origin }) => log.to(origin).map(comparable));
  expect(sent?.map(({ request }) => request)).to.deep.equal(
    expected?.map(({ request }) => request),
  );
  for (const { differing } of sent ?? []) {
    expect(KNOWN_DIFFERENCES).to.deep.include(differing);
  }
  return naive;
}

/** What must be the same of a request, and what is known to differ. */
function comparable({ headers, ...rest }: LoggedRequest): { request: object; differing: object } {
  const same = Object.entries(headers)
    .filter(([name]) => !(name in KNOWN_DIFFERENCES))
    .map(([name, value]) => [
      name,
      name === 'grpc-timeout' || name === 'authorization' ? typeof value : value,
    ]);
  const differing = Object.entries(headers).filter(([name]) => name in KNOWN_DIFFERENCES);
  return {
    request: {
      ...rest,
      headers: Object.fromEntries(same) as object,
      differing: differing.map(([name]) => name),
    },
    differing: Object.fromEntries(differing),
  };
}
