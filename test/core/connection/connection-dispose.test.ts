import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ConnectionFixture, HOUR } from './connection-fixture.js';

describe('a disposed connection', () => {
  let fixture: ConnectionFixture;

  beforeEach(() => {
    fixture = new ConnectionFixture();
  });

  /** Brings the connection into the state in which it is disposed. */
  const MOMENTS: [string, () => Promise<unknown>][] = [
    ['before connect()', () => Promise.resolve()],
    ['while it requests a token', () => held('token')],
    ['while it opens a stream', () => held('subscribe')],
    ['while it fetches the history', () => held('fetch')],
    ['while it is connected', () => fixture.join()],
    ['while it waits for a retry', () => broken('token')],
    [
      'while it waits to open the next stream',
      () => fixture.join().then(() => fixture.network.stream.end()),
    ],
    ['while it waits to fetch again', () => fixture.join().then(() => skip())],
    ['while it requests the next token', () => joined('token')],
    ['while it opens the next stream', () => joined('subscribe')],
    ['while it catches up', () => joined('fetch')],
    ['while two streams are open', () => fixture.join().then(() => renew())],
    ['while it is suspended', () => fixture.join().then(() => fixture.connection.suspend())],
    ['after it has failed', () => refused()],
    [
      'while it replaces a silent stream',
      () => fixture.join().then(() => fixture.clock.advance(30_000)),
    ],
  ];

  it.each(MOMENTS)('%s leaves no stream, timer or request', async (_, until) => {
    await until();
    await settle();
    fixture.clearRecords();
    fixture.connection.dispose();
    await settle();
    expect(fixture.clock.pending).toBe(0);
    expect(fixture.network.open).toEqual([]);
    expect(fixture.sendsThrough).toBeUndefined();
    await fixture.clock.advance(HOUR);
    expect([fixture.network.calls, fixture.statuses, fixture.faults]).toEqual([[], [], []]);
    expect(fixture.events.filter((what) => what !== 'break')).toEqual([]);
  });

  async function held(call: 'token' | 'subscribe' | 'fetch'): Promise<void> {
    fixture.network.hold(call);
    fixture.connection.connect();
    await settle();
  }

  async function joined(call: 'token' | 'subscribe' | 'fetch'): Promise<void> {
    await fixture.join();
    fixture.network.hold(call);
    fixture.source.renew();
    await settle();
  }

  async function broken(call: 'token'): Promise<void> {
    fixture.network.breakDown(call, fault('token-unavailable'));
    fixture.connection.connect();
    await fixture.clock.advance(5_000);
  }

  async function refused(): Promise<void> {
    fixture.network.fail('token', fault('token-refused'));
    fixture.connection.connect();
    await settle();
  }

  async function renew(): Promise<void> {
    fixture.source.renew();
    await settle();
    expect(fixture.network.open).toHaveLength(2);
  }

  async function skip(): Promise<void> {
    fixture.network.stream.skip();
    await settle();
    expect(fixture.network.calls).toEqual([]);
  }
});
