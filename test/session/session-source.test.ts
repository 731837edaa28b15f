import { beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../src/protocol/errors.js';
import { providedTokens, SessionSource } from '../../src/session/session-source.js';
import type { TokenProvider, TokenSource } from '../../src/session/session.js';
import { FakeClock, settle } from '../helpers/fake-clock.js';
import { fault } from '../helpers/scripted-transport.js';

const VISITOR = { id: 'guest-1', name: 'Guest', avatarUrl: undefined };

/** A token request that the test answers. */
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

  /** The outcome of a fetch. */
  function fetching(from = source): { token?: string; lifetimeMs?: number; error?: unknown } {
    const outcome: { token?: string; lifetimeMs?: number; error?: unknown } = {};
    from.fetch().then(
      ({ authToken, lifetimeMs }) => Object.assign(outcome, { token: authToken, lifetimeMs }),
      (error: unknown) => (outcome.error = error),
    );
    return outcome;
  }

  it('makes one request for concurrent fetches', async () => {
    const [first, second] = [fetching(), fetching()];
    request().answer('token');
    await settle();
    expect([first.token, second.token]).toEqual(['token', 'token']);
    expect(request().room).toBe('lobby');
    expect(clock.pending).toBe(0);
  });

  it('makes a new request for a later fetch, also after a failure', async () => {
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

  it('aborts a request after ten seconds without an answer', async () => {
    const outcome = fetching();
    await clock.advance(9_999);
    expect(outcome.error).toBeUndefined();
    expect(request().signal.aborted).toBe(false);
    await clock.advance(1);
    expect(outcome.error).toMatchObject({ code: 'token-unavailable' });
    expect(request().signal.aborted).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it('ignores an answer that arrives too late, and makes a new request', async () => {
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

  it('aborts its request on dispose(), and ignores an answer that still arrives', async () => {
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

  it('makes no request after dispose()', async () => {
    source.dispose();
    const outcome = fetching();
    await settle();
    expect(outcome.error).toBeInstanceOf(DOMException);
    expect(outcome.error).toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('measures a token’s lifetime by the server’s clock, from the server’s answer', async () => {
    const outcome = fetching();
    request().answer('token', clock.now() - 3_600_000);
    await settle();
    expect(outcome.lifetimeMs).toBe(3_660_000);
  });

  it('measures a token’s lifetime by the visitor’s clock if the server sends no date', async () => {
    const outcome = fetching();
    request().answer('token');
    await settle();
    expect(outcome.lifetimeMs).toBe(60_000);
  });

  it('rejects an invalid answer', async () => {
    const outcome = fetching(from(() => Promise.resolve({ body: '<html>', servedAt: undefined })));
    await settle();
    expect(outcome.error).toMatchObject({ code: 'token-invalid' });
  });

  describe('with the host’s tokenProvider', () => {
    function provided(provider: TokenProvider): ReturnType<typeof fetching> {
      return fetching(from(providedTokens(provider)));
    }

    it('passes it the room and an abort signal', async () => {
      let passedRoom: string | undefined;
      let passedSignal: AbortSignal | undefined;
      const outcome = provided((room, { signal }) => {
        passedRoom = room;
        passedSignal = signal;
        return Promise.resolve({ authToken: 'token', expiresAt: clock.now() / 1000 + 60 });
      });
      await settle();
      expect(outcome.token).toBe('token');
      expect(passedRoom).toBe('lobby');
      expect(passedSignal?.aborted).toBe(false);
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
    ])('fails as unavailable, with the cause, when it %s', async (_, provider) => {
      const outcome = provided(provider);
      await settle();
      expect(outcome.error).toMatchObject({ code: 'token-unavailable', cause });
      expect(clock.pending).toBe(0);
    });

    it('passes on a ChatError that it throws', async () => {
      const refused = fault('token-refused');
      const outcome = provided(() => Promise.reject(refused));
      await settle();
      expect(outcome.error).toBe(refused);
      expect(outcome.error).toBeInstanceOf(ChatError);
    });

    it('fails after ten seconds when it ignores the signal and never answers', async () => {
      const outcome = provided(() => new Promise(() => undefined));
      await clock.advance(10_000);
      expect(outcome.error).toMatchObject({ code: 'token-unavailable' });
    });
  });
});
