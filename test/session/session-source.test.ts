import { beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { providedTokens, SessionSource } from '../../src/session/session-source.js';
import type { TokenProvider, TokenSource } from '../../src/session/session.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault } from '../helpers/scripted-transport.js';

const VISITOR = { id: 'guest-1', name: 'Guest', avatarUrl: undefined };

/** A request that is answered when the test says so. */
interface Request {
  readonly room: string;
  readonly signal: AbortSignal;
  answer(authToken: string, servedAt?: number): void;
  refuse(error: Error): void;
}

describe('a source of sessions', () => {
  let clock: FakeClock;
  let requests: Request[];
  let source: SessionSource;

  beforeEach(() => {
    clock = new FakeClock();
    requests = [];
    source = from((room, signal) => {
      return new Promise((resolve, reject) => {
        requests.push({
          room,
          signal,
          refuse: reject,
          answer: (authToken, servedAt) => {
            resolve({ body: { authToken, expiresAt: clock.now() / 1000 + 60 }, servedAt });
          },
        });
      });
    });
  });

  function from(tokens: TokenSource): SessionSource {
    return new SessionSource(tokens, { room: 'lobby', cacheName: 'c', visitor: VISITOR }, clock);
  }

  /** The only request so far. */
  function request(): Request {
    const [first, ...others] = requests;
    if (!first || others.length > 0) throw new Error(`${String(requests.length)} requests`);
    return first;
  }

  /** How a fetch ended, as soon as it has. */
  function fetching(from = source): { token?: string; lifetimeMs?: number; error?: unknown } {
    const outcome: { token?: string; lifetimeMs?: number; error?: unknown } = {};
    from.fetch().then(
      ({ authToken, lifetimeMs }) => Object.assign(outcome, { token: authToken, lifetimeMs }),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  it('asks once for all who ask meanwhile', async () => {
    const [first, second] = [fetching(), fetching()];
    request().answer('token');
    await settle();
    expect([first.token, second.token]).toEqual(['token', 'token']);
    expect(request().room).toBe('lobby');
    expect(clock.pending).toBe(0);
  });

  it('asks again for who asks later, also after a failure', async () => {
    const first = fetching();
    request().refuse(fault('token-unavailable'));
    await settle();
    expect(first.error).toMatchObject({ code: 'token-unavailable' });
    const second = fetching();
    requests[1]?.answer('second');
    await settle();
    const third = fetching();
    requests[2]?.answer('third');
    await settle();
    expect([second.token, third.token]).toEqual(['second', 'third']);
  });

  it('waits ten seconds for an answer that never comes, and calls it off', async () => {
    const outcome = fetching();
    await clock.advance(9_999);
    expect(outcome.error).toBeUndefined();
    expect(request().signal.aborted).toBe(false);
    await clock.advance(1);
    expect(outcome.error).toMatchObject({ code: 'token-unavailable' });
    expect(request().signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('ignores an answer that comes too late, and asks anew', async () => {
    const outcome = fetching();
    await clock.advance(10_000);
    request().answer('late');
    await settle();
    expect(outcome.token).toBeUndefined();
    const next = fetching();
    requests[1]?.answer('in time');
    await settle();
    expect(next.token).toBe('in time');
  });

  it('calls off what is under way when disposed, and ignores what comes all the same', async () => {
    const outcome = fetching();
    source.dispose();
    await settle();
    expect(outcome.error).toBeInstanceOf(DOMException);
    expect(outcome.error).toMatchObject({ name: 'AbortError' });
    expect(request().signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
    request().answer('late');
    await settle();
    expect(outcome.token).toBeUndefined();
  });

  it('asks for nothing after that', async () => {
    source.dispose();
    const outcome = fetching();
    await settle();
    expect(outcome.error).toBeInstanceOf(DOMException);
    expect(outcome.error).toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('counts a token’s life from when the server gave it, by the server’s clock', async () => {
    const outcome = fetching();
    request().answer('token', clock.now() - 3_600_000);
    await settle();
    expect(outcome.lifetimeMs).toBe(3_660_000);
  });

  it('counts it by the visitor’s clock where the server does not say', async () => {
    const outcome = fetching();
    request().answer('token');
    await settle();
    expect(outcome.lifetimeMs).toBe(60_000);
  });

  it('refuses an answer that makes no sense', async () => {
    const outcome = fetching(from(() => Promise.resolve({ body: '<html>', servedAt: undefined })));
    await settle();
    expect(outcome.error).toMatchObject({ code: 'token-invalid' });
  });

  describe('of the host’s own', () => {
    function provided(provider: TokenProvider): ReturnType<typeof fetching> {
      return fetching(from(providedTokens(provider)));
    }

    it('is told the room, and when it is no longer needed', async () => {
      let asked: string | undefined;
      let heard: AbortSignal | undefined;
      const outcome = provided((room, { signal }) => {
        asked = room;
        heard = signal;
        return Promise.resolve({ authToken: 'token', expiresAt: clock.now() / 1000 + 60 });
      });
      await settle();
      expect(outcome.token).toBe('token');
      expect(asked).toBe('lobby');
      expect(heard?.aborted).toBe(false);
    });

    const cause = new TypeError('offline');
    it.each<[string, TokenProvider]>([
      ['rejects', () => Promise.reject(cause)],
      [
        'throws',
        () => {
          throw cause;
        },
      ],
    ])('counts as unavailable when it %s, and says why', async (_, provider) => {
      const outcome = provided(provider);
      await settle();
      expect(outcome.error).toMatchObject({ code: 'token-unavailable', cause });
      expect(clock.pending).toBe(0);
    });

    it('may say itself what is wrong', async () => {
      const refused = fault('token-refused');
      const outcome = provided(() => Promise.reject(refused));
      await settle();
      expect(outcome.error).toBe(refused);
      expect(outcome.error).toBeInstanceOf(ChatError);
    });

    it('is given up when it heeds nothing at all', async () => {
      const outcome = provided(() => new Promise(() => undefined));
      await clock.advance(10_000);
      expect(outcome.error).toMatchObject({ code: 'token-unavailable' });
    });
  });
});
