import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { Status, type StatusName } from '../../src/local-momento/engine/status.js';
import { wrapToken } from '../helpers/engine-token.js';
import type { RawAnswer } from '../helpers/raw-server-plugin.js';
import { RequestLog } from '../helpers/request-log.js';
import {
  TRANSPORTS,
  compare,
  describeError,
  everyCall,
  open,
  outcome,
  startSides,
  unaryCalls,
  type EngineSide,
  type Side,
} from './sdk-comparison.js';
import { outgoing } from '../helpers/outgoing.js';

const STATUSES = (Object.keys(Status) as StatusName[]).filter((name) => name !== 'OK');

describe('the trimmed SDK with a failing engine', () => {
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

  it('fails while the engine is down', () =>
    both(async (side) => {
      await side.engine.down();
      return everyCall(side);
    }));

  for (const status of STATUSES) {
    it(`reports ${status}`, () =>
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
      'an unknown kind',
    ].map((err) => ['RESOURCE_EXHAUSTED', { err }] as const),
    ['NOT_FOUND', { err: 'item_not_found' }],
    ['NOT_FOUND', { err: 'store_not_found' }],
  ] as const) {
    it(`reports ${status}, ${metadata.err}`, () =>
      both(async (side) => {
        await side.engine.faults.inject({ kind: 'error', status, metadata });
        return everyCall(side);
      }));
  }

  it('distinguishes limits by their messages', () =>
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

  it('times out without an answer', async function () {
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
});

describe('the trimmed SDK', () => {
  let log: RequestLog;

  beforeEach(() => {
    log = new RequestLog();
  });

  afterEach(() => log.stop());

  describe('with another server than Momento’s', () => {
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
      'bytes that are not a frame': { headers: TEXT, body: btoa('\x07\x00\x00\x00\x01x') },
      'half a frame': { headers: TEXT, body: btoa('\0\0\0\x01\0half') },
      'an unreadable message': { headers: TEXT, body: btoa('\0\0\0\0\x04\x0a\xff\xff\xff') },
      'a status in the headers': {
        headers: { ...TEXT, 'grpc-status': '7', 'grpc-message': 'No%20way' },
      },
      'an unknown status': { headers: { ...TEXT, 'grpc-status': '99' } },
      'a connection that is cut': { cut: 'before' },
      'an answer that is cut': { headers: TEXT, body: btoa('\0\0\0\x01\0half'), cut: 'after' },
    };

    for (const [name, answer] of Object.entries(answers)) {
      it(`reports ${name}`, async () => {
        const sides = await Promise.all(
          TRANSPORTS.map(async (transportClass) => {
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

  it('reports an answer that is not base64, where the published SDK throws into the page', async () => {
    const answer: RawAnswer = {
      headers: { 'Content-Type': 'application/grpc-web-text' },
      body: '!!!! not base64 ????',
    };
    const { url } = await startRawServer(answer);
    const transport = open(TRANSPORTS[1], { origin: url, authToken: wrapToken(url, 'a.b.c') });
    expect(await outcome(transport.publish(outgoing('a')))).to.have.nested.property(
      'error.code',
      'service-unavailable',
    );
    await executeServerCommand('raw-server:stop', { url });
  });

  it('refuses malformed tokens', () => {
    const refusals = TRANSPORTS.map((transportClass) =>
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
          return 'accepted';
        } catch (error) {
          return describeError(error);
        }
      }),
    );
    expect(refusals[1]).to.deep.equal(refusals[0]);
  });
});

function startRawServer(answer: RawAnswer): Promise<{ readonly url: string }> {
  return executeServerCommand('raw-server:start', answer);
}
