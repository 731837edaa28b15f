import { expect } from 'vitest';
import { Connection } from '../../../src/core/connection/connection.js';
import { HistoryPages } from '../../../src/core/connection/history.js';
import { SessionTransports } from '../../../src/core/connection/session-transports.js';
import { SessionSource } from '../../../src/session/session-source.js';
import { FakeClock, settle } from '../../helpers/fake-clock.js';
import { ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

/** A token's lifetime in ms, and its refresh after 75 per cent of it: the least that `random()` allows. */
const LIFETIME = 200_000;
export const REFRESH = 150_000;
export const HOUR = 3_600_000;

/** A connection with a scripted network and token endpoint. Transports are named t1, t2, … by their tokens. */
export class ConnectionFixture {
  readonly clock = new FakeClock();
  readonly network = new ScriptedNetwork();
  readonly source: SessionTransports;
  readonly connection: Connection<string>;
  /** The token endpoint's answer; undefined: a valid token. */
  tokenBody: unknown = undefined;
  statuses: string[] = [];
  faults: string[] = [];
  /** Items, histories with the live items before them, and breaks. */
  events: string[] = [];
  /** The name of the transport that messages can be sent through. */
  sendsThrough: string | undefined;
  #tokens = 0;

  constructor() {
    const { clock, network } = this;
    network.stored = ['s1', 's2'];
    this.source = new SessionTransports({
      clock,
      onSession: () => undefined,
      sessions: new SessionSource(
        async () => {
          await network.take('token');
          const expiresAt = (clock.now() + LIFETIME) / 1000;
          const body = this.tokenBody ?? { authToken: 'token', expiresAt };
          return { body, servedAt: clock.now() };
        },
        { room: 'lobby', cacheName: 'c', visitor: { id: 'g', name: 'G', avatarUrl: undefined } },
        clock,
      ),
      createTransport: () => {
        this.#tokens += 1;
        return new ScriptedTransport(network, `t${String(this.#tokens)}`);
      },
    });
    this.connection = new Connection({
      clock,
      source: this.source,
      onFetch: () => {},
      onStatus: (status, error) => {
        const line = error ? `${status}: ${error.code}` : status;
        // A repeated status is no change.
        if (this.statuses.at(-1) !== line) this.statuses.push(line);
      },
      pages: new HistoryPages(clock),
      read: (page) => page,
      reachesBack: () => true,
      onHistory: ({ stored }, live) => {
        const items = live.map(({ text }) => `+${text ?? ''}`);
        this.events.push(['history', ...stored, ...items].join(' '));
      },
      onBreak: () => this.events.push('break'),
      onItem: ({ sequence }) => this.events.push(`item ${String(sequence)}`),
      onTransport: (transport) => {
        this.sendsThrough = transport instanceof ScriptedTransport ? transport.name : undefined;
      },
      onFault: ({ code }) => this.faults.push(code),
    });
  }

  /** Connects and clears the records. */
  async join(): Promise<void> {
    this.connection.connect();
    await settle();
    expect(this.statuses.at(-1)).toBe('connected');
    this.clearRecords();
  }

  clearRecords(): void {
    this.statuses = [];
    this.events = [];
    this.faults = [];
    this.network.takeCalls();
  }

  /** Advances the time with a heartbeat on every stream each ten seconds. */
  async advanceWithHeartbeats(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 10_000) {
      await this.clock.advance(Math.min(left, 10_000));
      for (const stream of this.network.open) stream.beat();
    }
    await settle();
  }

  /** The times of all calls of a kind within the next `ms`, in ms from now. */
  async timesOf(call: string, ms: number): Promise<number[]> {
    const times: number[] = [];
    for (let now = 0; now < ms; now += 50) {
      this.network.takeCalls();
      await this.clock.advance(50);
      if (this.network.calls.some((each) => each.startsWith(call))) times.push(now + 50);
    }
    return times;
  }
}
