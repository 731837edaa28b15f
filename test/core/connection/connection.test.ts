import { beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '../../../src/core/connection/connection.js';
import { HistoryPages } from '../../../src/core/connection/history.js';
import { SessionTransports } from '../../../src/core/connection/session-transports.js';
import { SessionSource } from '../../../src/session/session-source.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { fault, ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

/** Of a token, in ms: refreshed after three quarters of it, as chance has it here. */
const LIFE = 200_000;
const REFRESH = 150_000;
const HOUR = 3_600_000;

describe('a connection', () => {
  let clock: FakeClock;
  let network: ScriptedNetwork;
  let connection: Connection<string>;
  let source: SessionTransports;
  /** What the token endpoint says, if not a token. */
  let garbage: unknown;
  let statuses: string[];
  let faults: string[];
  /** What messages can be sent through. */
  let through: string | undefined;
  /** Items, histories with what came live before them, and breaks. */
  let told: string[];
  /** Whether the newest page is all that has to be fetched. */
  let reachesBack: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    network = new ScriptedNetwork();
    network.stored = ['s1', 's2'];
    garbage = undefined;
    statuses = [];
    faults = [];
    through = undefined;
    told = [];
    reachesBack = true;
    let tokens = 0;
    connection = new Connection({
      clock,
      source: (source = new SessionTransports({
        clock,
        onSession: () => undefined,
        sessions: new SessionSource(
          async () => {
            await network.take('token');
            const expiresAt = (clock.now() + LIFE) / 1000;
            return { body: garbage ?? { authToken: 'token', expiresAt }, servedAt: clock.now() };
          },
          { room: 'lobby', cacheName: 'c', visitor: { id: 'g', name: 'G', avatarUrl: undefined } },
          clock,
        ),
        createTransport: () => {
          tokens += 1;
          return new ScriptedTransport(network, `t${String(tokens)}`);
        },
      })),
      onFetch: () => {},
      onStatus: (status, error) => {
        const line = error ? `${status}: ${error.code}` : status;
        // Said again, it is no other status.
        if (statuses.at(-1) !== line) statuses.push(line);
      },
      pages: new HistoryPages(clock),
      read: (page) => page,
      reachesBack: () => reachesBack,
      onHistory: ({ stored }, live) => {
        told.push(['history', ...stored, ...live.map(({ text }) => `+${text ?? ''}`)].join(' '));
      },
      onBreak: () => told.push('break'),
      onItem: ({ sequence }) => told.push(`item ${String(sequence)}`),
      onTransport: (transport) => {
        through = transport instanceof ScriptedTransport ? transport.name : undefined;
      },
      onFault: ({ code }) => faults.push(code),
    });
  });

  /** Enters the room, and forgets how. */
  async function join(): Promise<void> {
    connection.connect();
    await settle();
    expect(statuses.at(-1)).toBe('connected');
    forget();
  }

  function forget(): void {
    statuses = [];
    told = [];
    faults = [];
    network.takeCalls();
  }

  /** Moves on in a room whose streams beat. */
  async function live(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 10_000) {
      await clock.advance(Math.min(left, 10_000));
      for (const stream of network.open) stream.beat();
    }
    await settle();
  }

  /** When each call of this kind was made within the next so many ms, from now. */
  async function timesOf(call: string, ms: number): Promise<number[]> {
    const times: number[] = [];
    for (let now = 0; now < ms; now += 50) {
      network.takeCalls();
      await clock.advance(50);
      if (network.calls.some((each) => each.startsWith(call))) times.push(now + 50);
    }
    return times;
  }

  describe('on the way in', () => {
    it('gets one token, subscribes, fetches, and is there', async () => {
      connection.connect();
      await settle();
      expect(network.calls).toEqual(['token', 'subscribe t1', 'fetch t1']);
      expect(statuses).toEqual(['connecting', 'catching-up', 'connected']);
      expect(told).toEqual(['history s1 s2']);
      expect(through).toBe('t1');
      expect(faults).toEqual([]);
    });

    it('keeps what arrives before the history, and passes it on with it', async () => {
      const fetch = network.hold('fetch');
      connection.connect();
      await settle();
      network.stream.item(1);
      network.stream.item(2);
      expect(told).toEqual([]);
      expect(through).toBeUndefined();
      fetch.pass();
      await settle();
      network.stream.item(3);
      expect(told).toEqual(['history s1 s2 +1 +2', 'item 3']);
    });

    it('gives up where the token is refused, until somebody asks again', async () => {
      network.fail('token', fault('token-refused'));
      connection.connect();
      await clock.advance(HOUR);
      connection.resume();
      connection.check(true);
      await clock.advance(HOUR);
      expect(network.calls).toEqual(['token']);
      expect(statuses).toEqual(['connecting', 'failed: token-refused']);
      expect(faults).toEqual(['token-refused']);
      expect(clock.pending).toBe(0);
      connection.connect();
      await settle();
      expect(statuses.slice(2)).toEqual(['connecting', 'catching-up', 'connected']);
    });

    it.each([['<html>'], [{ authToken: 5 }]])('gives up where the answer is %j', async (answer) => {
      garbage = answer;
      connection.connect();
      await clock.advance(HOUR);
      expect(statuses).toEqual(['connecting', 'failed: token-invalid']);
      expect(network.calls).toEqual(['token']);
    });

    it('gives up where the token does not allow to read', async () => {
      network.fail('fetch', fault('not-permitted'));
      connection.connect();
      await clock.advance(HOUR);
      expect(statuses).toEqual(['connecting', 'catching-up', 'failed: not-permitted']);
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
    });

    it('goes on asking a token endpoint that is down, later each time', async () => {
      network.breakDown('token', fault('token-unavailable'));
      connection.connect();
      expect(await timesOf('token', 50_000)).toEqual([
        250, 750, 1_750, 3_750, 7_750, 15_750, 30_750, 45_750,
      ]);
      expect(statuses).toEqual(['connecting', 'reconnecting: token-unavailable']);
      expect(faults).toEqual(['token-unavailable']);
      network.restore('token');
      await clock.advance(15_000);
      expect(statuses.slice(2)).toEqual(['catching-up', 'connected']);
    });

    it('waits as long as the token endpoint asks for', async () => {
      network.fail('token', fault('token-rate-limited', 60_000));
      connection.connect();
      await clock.advance(59_999);
      expect(network.calls).toEqual(['token']);
      await clock.advance(1);
      expect(statuses.at(-1)).toBe('connected');
    });

    it('asks for one token, however often the service cannot be reached', async () => {
      network.fail('subscribe', fault('service-unavailable'), fault('service-unavailable'));
      connection.connect();
      await clock.advance(10_000);
      expect(network.calls.filter((call) => call === 'token')).toHaveLength(1);
      expect(statuses).toEqual([
        'connecting',
        'reconnecting: service-unavailable',
        'catching-up',
        'connected',
      ]);
    });

    it('is not there before the history is', async () => {
      network.breakDown('fetch', fault('service-unavailable'));
      connection.connect();
      await live(60_000);
      const behind = ['connecting', 'catching-up', 'catching-up: service-unavailable'];
      expect(statuses).toEqual(behind);
      expect(network.calls.filter((call) => !call.startsWith('fetch'))).toHaveLength(2);
      expect(faults).toEqual(['service-unavailable']);
      network.restore('fetch');
      await live(20_000);
      expect(statuses).toEqual([...behind, 'connected']);
    });

    it('passes on what is live, and lets messages be sent, where the history is late', async () => {
      const fetch = network.hold('fetch');
      connection.connect();
      await settle();
      network.stream.item(1);
      await clock.advance(1_000);
      expect(told).toEqual([]);
      await clock.advance(2_000);
      network.stream.item(2);
      expect(told).toEqual(['item 1', 'item 2']);
      expect(through).toBe('t1');
      expect(statuses).toEqual(['connecting', 'catching-up', 'catching-up: connection-slow']);
      fetch.pass();
      await settle();
      expect(told).toEqual(['item 1', 'item 2', 'history s1 s2']);
      expect(statuses.at(-1)).toBe('connected');
    });

    it('does so at once where the history cannot be fetched', async () => {
      network.breakDown('fetch', fault('quota-exceeded'));
      connection.connect();
      await settle();
      network.stream.item(1);
      expect(told).toEqual(['item 1']);
      expect(through).toBe('t1');
    });

    it('keeps no more than so much waiting for the history', async () => {
      network.hold('fetch');
      connection.connect();
      await settle();
      for (let i = 1; i <= 5_000; i += 1) network.stream.item(i);
      expect(told).toHaveLength(5_000);
    });

    it('lets nothing be sent over a stream that has ended while the history was late', async () => {
      network.hold('fetch');
      connection.connect();
      await settle();
      network.stream.end();
      await clock.advance(100);
      expect(through).toBeUndefined();
    });

    it('starts over at once when asked to, where a try hangs', async () => {
      network.hold('subscribe');
      connection.connect();
      await settle();
      connection.connect();
      await settle();
      // With the token that it has, and then with the new one: neither waits for the other.
      expect(network.calls).toEqual([
        ...['token', 'subscribe t1'],
        ...['token', 'subscribe t1', 'fetch t1'],
        ...['subscribe t2', 'fetch t2'],
      ]);
      expect(statuses.slice(0, 3)).toEqual(['connecting', 'catching-up', 'connected']);
      expect(through).toBe('t2');
    });

    it('starts over by itself where a stream stays half open', async () => {
      network.hold('subscribe');
      connection.connect();
      await clock.advance(10_250);
      expect(network.calls).toEqual(['token', 'subscribe t1', 'subscribe t1', 'fetch t1']);
      expect(network.open).toEqual([network.stream]);
    });
  });

  describe('that loses its stream', () => {
    beforeEach(join);

    it('opens another after a moment, with the same token, and fetches what was missed', async () => {
      network.stream.end();
      expect(through).toBeUndefined();
      await clock.advance(249);
      expect(network.calls).toEqual([]);
      await clock.advance(1);
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(statuses).toEqual(['reconnecting: connection-lost', 'catching-up', 'connected']);
      expect(told).toEqual(['break', 'history s1 s2']);
      expect(through).toBe('t1');
      expect(faults).toEqual(['connection-lost']);
    });

    it('notices it by the silence, and closes it', async () => {
      const [silent] = network.open;
      await clock.advance(30_250);
      expect(silent?.closed).toBe(true);
      expect(statuses).toEqual(['reconnecting: connection-lost', 'catching-up', 'connected']);
    });

    it('gets a new token where the old one is no longer accepted', async () => {
      network.stream.end(fault('not-authenticated'));
      await clock.advance(250);
      expect(network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
      expect(through).toBe('t2');
    });

    it('passes items on as soon as it is live again, before the history', async () => {
      network.stream.end();
      const fetch = network.hold('fetch');
      await clock.advance(250);
      network.stream.item(9);
      fetch.pass();
      await settle();
      expect(told).toEqual(['break', 'item 9', 'history s1 s2']);
    });

    it.each([
      ['while being opened', 0],
      ['a moment later', 50],
      ['a second later', 1_000],
    ])('tries later each time where each ends %s', async (_, after) => {
      network.onOpen = (stream) => {
        if (after === 0) stream.end();
        else clock.setTimeout(() => stream.end(), after);
      };
      network.stream.end();
      const times = await timesOf('subscribe', 80_000);
      const delays = times.map((time, index) => time - (times[index - 1] ?? 0));
      expect(times.length).toBeLessThan(12);
      expect(delays).toEqual([...delays].sort((a, b) => a - b));
      expect(Math.max(...delays)).toBeGreaterThanOrEqual(15_000);
    });

    it('begins with short delays again after a good while', async () => {
      network.fail('subscribe', fault('service-unavailable'), fault('service-unavailable'));
      network.stream.end();
      await clock.advance(5_000);
      expect(statuses.at(-1)).toBe('connected');
      await live(20_000);
      network.stream.end();
      forget();
      await clock.advance(250);
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
    });

    it('reports a fault once, until all is well', async () => {
      const fetch = network.hold('fetch');
      const again = network.hold('fetch');
      network.stream.end();
      await clock.advance(250);
      network.stream.end();
      fetch.pass();
      await clock.advance(1_000);
      network.stream.end();
      again.pass();
      await clock.advance(1_000);
      expect(statuses.at(-1)).toBe('connected');
      expect(faults).toEqual(['connection-lost']);
      network.stream.end();
      expect(faults).toEqual(['connection-lost', 'connection-lost']);
    });
  });

  describe('that may have missed something', () => {
    beforeEach(join);

    it('fetches, and nothing more', async () => {
      await clock.advance(1_000);
      network.stream.skip();
      await settle();
      expect(network.calls).toEqual(['fetch t1']);
      expect(statuses).toEqual(['catching-up', 'connected']);
      expect(told).toEqual(['break', 'history s1 s2']);
    });

    it('fetches no more often than once a second', async () => {
      await clock.advance(1_000);
      for (let i = 0; i < 50; i += 1) {
        network.stream.skip();
        await clock.advance(100);
      }
      expect(network.calls.length).toBeGreaterThan(3);
      expect(network.calls.length).toBeLessThan(7);
    });

    it('does not say that it is there while something is missing again', async () => {
      await clock.advance(1_000);
      const fetch = network.hold('fetch');
      network.stream.skip();
      await settle();
      network.stream.skip();
      fetch.pass();
      await clock.advance(999);
      expect(statuses).toEqual(['catching-up']);
      expect(told).toEqual(['break', 'break', 'history s1 s2', 'break']);
      await clock.advance(1);
      expect(statuses).toEqual(['catching-up', 'connected']);
      expect(network.calls).toEqual(['fetch t1', 'fetch t1']);
    });

    it('says of a fetch that fails that it is behind, and why', async () => {
      network.fail('fetch', fault('quota-exceeded', 5_000));
      network.stream.skip();
      await clock.advance(4_000);
      expect(statuses).toEqual(['catching-up', 'catching-up: quota-exceeded']);
      await clock.advance(2_000);
      expect(statuses).toEqual(['catching-up', 'catching-up: quota-exceeded', 'connected']);
      expect(network.calls).toEqual(['fetch t1', 'fetch t1']);
    });

    it('gets a new token where the old one no longer lets it fetch', async () => {
      network.fail('fetch', fault('not-authenticated'));
      network.stream.skip();
      await clock.advance(2_000);
      expect(network.calls).toEqual(['fetch t1', 'token', 'subscribe t2', 'fetch t2']);
      expect(statuses).toEqual(['catching-up', 'connected']);
    });
  });

  describe('whose token is about to expire', () => {
    beforeEach(join);

    it('gets another in time, and the next stream before it gives up the last', async () => {
      const [old] = network.open;
      await live(REFRESH - 1);
      expect(network.calls).toEqual([]);
      await clock.advance(1);
      expect(network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
      expect(network.open).toHaveLength(2);
      expect(statuses).toEqual(['catching-up', 'connected']);
      expect(through).toBe('t2');
      expect(told).toEqual(['history s1 s2']);
      old?.beat();
      old?.beat();
      expect(network.open).toEqual([network.stream]);
      forget();
      await live(REFRESH);
      expect(network.calls).toEqual(['token', 'subscribe t3', 'fetch t3']);
    });

    it('mends what breaks meanwhile with the old token, while the endpoint is down', async () => {
      network.breakDown('token', fault('token-unavailable', 600_000));
      await live(REFRESH + 1_000);
      forget();
      network.stream.skip();
      await settle();
      expect(network.calls).toEqual(['fetch t1']);
      expect(statuses).toEqual(['catching-up', 'connected']);
      forget();
      network.stream.end();
      await clock.advance(1_000);
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(statuses.at(-1)).toBe('connected');
    });

    it.each([
      ['is down', () => network.breakDown('token', fault('token-unavailable'))],
      ['answers nonsense', () => (garbage = '<html>')],
    ])('stays where it is while the token endpoint %s', async (_, spoil) => {
      spoil();
      await live(REFRESH + 20_000);
      expect(statuses).toEqual([]);
      expect(through).toBe('t1');
      expect(faults).toHaveLength(1);
      network.stream.item(1);
      expect(told).toEqual(['item 1']);
      garbage = undefined;
      network.restore('token');
      await live(20_000);
      expect(statuses).toEqual(['catching-up', 'connected']);
      expect(through).toBe('t2');
    });

    it('leaves when the next token is refused', async () => {
      network.fail('token', fault('token-refused'));
      await live(REFRESH);
      expect(statuses).toEqual(['failed: token-refused']);
      expect(network.open).toEqual([]);
      expect(through).toBeUndefined();
      expect(clock.pending).toBe(0);
    });

    it('stays on the old stream while the next one is refused', async () => {
      network.breakDown('subscribe', fault('service-unavailable'));
      await live(REFRESH + 10_000);
      expect(statuses).toEqual([]);
      expect(network.open).toHaveLength(1);
      expect(network.calls.filter((call) => call === 'token')).toHaveLength(1);
    });

    it('still gets another in time after a pause, or a cut', async () => {
      await live(50_000);
      connection.suspend();
      connection.resume();
      await live(50_000);
      network.stream.end();
      await live(REFRESH - 100_001);
      forget();
      await live(1);
      expect(network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
    });

    it('does not forget that it needs one when it is paused on the way to it', async () => {
      network.hold('token');
      await live(REFRESH);
      connection.suspend();
      await clock.advance(20_000);
      forget();
      connection.resume();
      await settle();
      expect(network.calls).toEqual([
        'token',
        'subscribe t1',
        'fetch t1',
        'subscribe t2',
        'fetch t2',
      ]);
    });
  });

  describe('whose stream is frozen while it goes over to the next', () => {
    beforeEach(join);

    it('does not keep back what the next one brings once it is “connected”', async () => {
      network.stream.item(1);
      source.renew();
      await settle();
      expect(statuses.at(-1)).toBe('connected');
      for (const sequence of [26, 27, 28]) network.stream.item(sequence);
      expect(told.slice(-3)).toEqual(['item 26', 'item 27', 'item 28']);
    });

    it('keeps it back for its turn where there is no history to tell what comes first', async () => {
      network.historyLimit = 0;
      const [old] = network.open;
      old?.item(1);
      source.renew();
      await settle();
      network.stream.item(3);
      old?.item(2);
      expect(told.slice(-2)).toEqual(['item 2', 'item 3']);
    });

    it('notices at once that the next one freezes, too: it knows the pace of heartbeats', async () => {
      for (let i = 0; i < 5; i += 1) {
        await clock.advance(1_000);
        network.stream.beat();
      }
      network.stream.end();
      await clock.advance(250);
      expect(statuses.at(-1)).toBe('connected');
      await clock.advance(3_000);
      expect(statuses.at(-1)).toBe('reconnecting: connection-lost');
    });

    it('gives the one after that the time to show that the service has slowed down', async () => {
      for (let i = 0; i < 5; i += 1) {
        await clock.advance(1_000);
        network.stream.beat();
      }
      network.stream.end();
      await clock.advance(10_000);
      forget();
      await clock.advance(15_000);
      network.stream.beat();
      await clock.advance(15_000);
      expect(statuses).toEqual([]);
    });

    it('fetches what was missed while the next one takes its time, and opens another', async () => {
      network.hold('subscribe');
      network.stream.end();
      await clock.advance(250 + 2_000);
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(told).toEqual(['break', 'history s1 s2', 'break']);
      expect(network.open).toEqual([]);
      await clock.advance(1_000);
      expect(network.calls.slice(2)).toEqual(['subscribe t1', 'fetch t1']);
      expect(statuses).toEqual([
        'reconnecting: connection-lost',
        'reconnecting: service-unavailable',
        'catching-up',
        'connected',
      ]);
    });

    it('gives the one after that its time', async () => {
      network.hold('subscribe');
      const answer = network.hold('subscribe');
      network.stream.end();
      await clock.advance(250 + 2_000 + 1_000 + 8_000);
      expect(network.calls.filter((call) => call === 'subscribe t1')).toHaveLength(2);
      answer.pass();
      await clock.advance(1_000);
      expect(statuses.at(-1)).toBe('connected');
      expect(network.calls.filter((call) => call === 'subscribe t1')).toHaveLength(2);
    });
  });

  describe('whose machine sleeps while the monotonic clock stands still', () => {
    beforeEach(join);

    it('replaces the stream at the first look, and is not “connected” until it has caught up', async () => {
      clock.standStill(8 * HOUR);
      const answer = network.hold('subscribe');
      connection.check(false);
      expect(statuses).toEqual(['catching-up']);
      answer.pass();
      await settle();
      expect(network.calls).toContain('subscribe t1');
      expect(network.calls.at(-1)).toMatch(/^fetch/);
      expect(statuses).toEqual(['catching-up', 'connected']);
    });

    it('gets the token that is due by the wall clock at once', async () => {
      clock.standStill(8 * HOUR);
      connection.check(false);
      await clock.advance(0);
      expect(network.calls).toContain('token');
    });

    it('notices the dead stream within seconds where nobody tells it to look', async () => {
      clock.standStill(8 * HOUR);
      await clock.advance(7_000);
      expect(statuses[0]).toBe('reconnecting: connection-lost');
    });

    it('fetches what it may have missed where the stream still beats', async () => {
      clock.standStill(8 * HOUR);
      network.stream.beat();
      expect(statuses).toEqual(['catching-up']);
      await clock.advance(1_000);
      expect(network.calls).toContain('fetch t1');
      expect(statuses).toEqual(['catching-up', 'connected']);
    });

    it('does nothing where the wall clock is set back', async () => {
      clock.standStill(-8 * HOUR);
      network.stream.beat();
      await clock.advance(20_000);
      expect(network.calls).toEqual([]);
      expect(statuses).toEqual([]);
    });
  });

  describe('that is told to', () => {
    beforeEach(join);

    it('get a new token goes over to it without a pause', async () => {
      source.renew();
      await settle();
      expect(network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
      expect(statuses).toEqual(['catching-up', 'connected']);
    });

    it('connect again does the same', async () => {
      connection.connect();
      await settle();
      expect(network.calls).toEqual(['token', 'subscribe t2', 'fetch t2']);
      expect(statuses).toEqual(['catching-up', 'connected']);
    });

    it('connect again gets a new token even if it is told to check on the way', async () => {
      network.stream.end();
      network.hold('subscribe');
      await clock.advance(250);
      const token = network.hold('token');
      connection.connect();
      connection.check(true);
      token.pass();
      await settle();
      expect(through).toBe('t2');
    });

    it('check fetches what it may have missed', async () => {
      await clock.advance(1_000);
      connection.check(false);
      await settle();
      expect(network.calls).toEqual(['fetch t1']);
    });

    it.each([
      ['that is not to be trusted', 1_000, true],
      ['that is overdue', 15_001, false],
    ])('check replaces a stream %s', async (_, quiet, surely) => {
      await clock.advance(quiet);
      connection.check(surely);
      await settle();
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(network.open).toEqual([network.stream]);
      expect(statuses).toEqual(['catching-up', 'connected']);
      expect(told).toEqual(['break', 'history s1 s2']);
    });

    it.each([true, false])('check does not wait for the next try', async (surely) => {
      network.breakDown('subscribe', fault('service-unavailable'));
      network.stream.end();
      await clock.advance(40_000);
      network.restore('subscribe');
      forget();
      connection.check(surely);
      await settle();
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(statuses.at(-1)).toBe('connected');
    });

    it('check does not wait, even if the stream was lost while something else hung', async () => {
      network.hold('fetch');
      connection.check(true);
      await settle();
      network.stream.end();
      forget();
      connection.check(true);
      await settle();
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
      expect(statuses.at(-1)).toBe('connected');
    });

    it('sleep closes what is open, and wakes with what was missed', async () => {
      connection.suspend();
      expect(network.open).toEqual([]);
      expect(clock.pending).toBe(0);
      expect(through).toBeUndefined();
      connection.check(true);
      connection.suspend();
      await clock.advance(REFRESH / 2);
      expect(network.calls).toEqual([]);
      expect(told).toEqual(['break']);
      connection.resume();
      await settle();
      connection.resume();
      await settle();
      expect(statuses).toEqual(['disconnected', 'reconnecting', 'catching-up', 'connected']);
      expect(network.calls).toEqual(['subscribe t1', 'fetch t1']);
    });
  });

  describe('that is left', () => {
    /** What happens before, and what is under way then. */
    const MOMENTS: [string, () => Promise<unknown>][] = [
      ['before it begins', () => Promise.resolve()],
      ['while it gets a token', () => held('token')],
      ['while it opens a stream', () => held('subscribe')],
      ['while it fetches', () => held('fetch')],
      ['when it is there', join],
      ['while it waits for the next try', () => broken('token')],
      ['while it waits to open the next stream', () => join().then(() => network.stream.end())],
      ['while it waits to fetch again', () => join().then(() => skip())],
      ['while it goes over to the next token', () => joined('token')],
      ['while it goes over to the next stream', () => joined('subscribe')],
      ['while it catches up', () => joined('fetch')],
      ['while two streams are open', () => join().then(() => renew())],
      ['while it sleeps', () => join().then(() => connection.suspend())],
      ['after it has failed', () => refused()],
      ['where a silent stream is being given up', () => join().then(() => clock.advance(30_000))],
    ];

    it.each(MOMENTS)('%s leaves nothing behind', async (_, until) => {
      await until();
      await settle();
      forget();
      connection.dispose();
      await settle();
      expect(clock.pending).toBe(0);
      expect(network.open).toEqual([]);
      expect(through).toBeUndefined();
      await clock.advance(HOUR);
      expect([network.calls, statuses, faults]).toEqual([[], [], []]);
      expect(told.filter((what) => what !== 'break')).toEqual([]);
    });

    async function held(call: 'token' | 'subscribe' | 'fetch'): Promise<void> {
      network.hold(call);
      connection.connect();
      await settle();
    }

    async function joined(call: 'token' | 'subscribe' | 'fetch'): Promise<void> {
      await join();
      network.hold(call);
      source.renew();
      await settle();
    }

    async function broken(call: 'token'): Promise<void> {
      network.breakDown(call, fault('token-unavailable'));
      connection.connect();
      await clock.advance(5_000);
    }

    async function refused(): Promise<void> {
      network.fail('token', fault('token-refused'));
      connection.connect();
      await settle();
    }

    async function renew(): Promise<void> {
      source.renew();
      await settle();
      expect(network.open).toHaveLength(2);
    }

    async function skip(): Promise<void> {
      network.stream.skip();
      await settle();
      expect(network.calls).toEqual([]);
    }
  });
});
