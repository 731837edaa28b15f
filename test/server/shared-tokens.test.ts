import { describe, expect, it, vi } from 'vitest';
import { sharedTokens } from '../../src/server/token-endpoint/shared-tokens.js';
import type { IssuedToken, TokenGrant } from '../../src/server/token-endpoint/token-issuer.js';
import { refreshDelay } from '../../src/session/refresh-delay.js';
import { FakeClock } from '../helpers/fake-clock.js';

const GRANT: TokenGrant = {
  cacheName: 'instant-messaging',
  room: 'lobby',
  access: 'read-write',
  mode: 'direct',
  tokenId: 'ada',
  ttlSeconds: 3_600,
};

/** An issuer that numbers its tokens. */
function setUp() {
  const clock = new FakeClock();
  let count = 0;
  const issue = vi.fn((grant: TokenGrant): Promise<IssuedToken> => {
    count += 1;
    return Promise.resolve({
      authToken: `token ${count}`,
      expiresAt: clock.now() / 1000 + grant.ttlSeconds,
    });
  });
  return { clock, issue, shared: sharedTokens(issue, clock) };
}

describe('one token', () => {
  it('is shared by simultaneous requests', async () => {
    const { issue, shared } = setUp();
    const tokens = await Promise.all([shared(GRANT), shared({ ...GRANT }), shared(GRANT)]);
    expect(new Set(tokens.map(({ authToken }) => authToken)).size).toBe(1);
    expect(issue).toHaveBeenCalledOnce();
  });

  it('is enough for half of its life, and keeps its end', async () => {
    const { clock, issue, shared } = setUp();
    const first = await shared(GRANT);
    await clock.advance(1_799_999);
    expect(await shared(GRANT)).toBe(first);
    await clock.advance(1);
    expect(await shared(GRANT)).not.toBe(first);
    expect(issue).toHaveBeenCalledTimes(2);
  });

  it.each([120, 600, 3_600, 90_000])(
    'of %i s is never given to a widget that renews it, however early the widget does',
    async (ttlSeconds) => {
      const { clock, shared } = setUp();
      const grant = { ...GRANT, ttlSeconds };
      for (const age of [0, 0.1, 0.25, 0.49]) {
        const issuedAt = clock.now();
        const token = await shared(grant);
        await clock.advance(age * ttlSeconds * 1000);
        const again = await shared(grant);
        expect(again).toBe(token);
        // The earliest refresh of the remaining lifetime, as `refreshDelay` computes it.
        const left = again.expiresAt * 1000 - clock.now();
        expect(left).toBeGreaterThanOrEqual(60_000);
        await clock.advance(refreshDelay(left, 0) ?? 0);
        expect(await shared(grant)).not.toBe(token);
        // From here on it is another token's life.
        expect(clock.now()).toBeGreaterThan(issuedAt);
        await clock.advance(ttlSeconds * 1000);
      }
    },
  );

  it.each<[string, Partial<TokenGrant>]>([
    ['another person', { tokenId: 'grace' }],
    ['another room', { room: 'support' }],
    ['reading only', { access: 'read-only' }],
    ['a room that is moderated from now on', { mode: 'moderated' }],
    ['the room’s files as well', { attachments: true }],
    ['another cache', { cacheName: 'other' }],
  ])('is not for %s', async (_, other) => {
    const { issue, shared } = setUp();
    await shared(GRANT);
    await shared({ ...GRANT, ...other });
    expect(issue).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['lives for a minute only', 60],
    ['is over by our clock', -5],
  ])('is not shared by those who come later when it %s', async (_, lifeSeconds) => {
    const { clock, issue } = setUp();
    issue.mockImplementation(() =>
      Promise.resolve({ authToken: 'x', expiresAt: clock.now() / 1000 + lifeSeconds }),
    );
    const shared = sharedTokens(issue, clock);
    await Promise.all([shared(GRANT), shared(GRANT)]);
    expect(issue).toHaveBeenCalledOnce();
    await shared(GRANT);
    expect(issue).toHaveBeenCalledTimes(2);
  });
});

describe('a token that could not be had', () => {
  it('is requested again with the next request', async () => {
    const { clock, issue } = setUp();
    const shared = sharedTokens(issue, clock);
    issue.mockRejectedValueOnce(new Error('busy'));
    const both = await Promise.allSettled([shared(GRANT), shared(GRANT)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(issue).toHaveBeenCalledOnce();
    expect((await shared(GRANT)).authToken).toBe('token 1');
  });

  it('rejects for an issuer that throws, too', async () => {
    const { clock, issue } = setUp();
    const shared = sharedTokens(issue, clock);
    issue.mockImplementationOnce(() => {
      throw new Error('broken');
    });
    await expect(shared(GRANT)).rejects.toThrow('broken');
  });
});

describe('a token that never comes', () => {
  it('is awaited by requests within 10 s, and not by later ones', async () => {
    const { clock, issue } = setUp();
    const shared = sharedTokens(issue, clock);
    issue.mockImplementationOnce(() => new Promise(() => undefined));
    void shared(GRANT);
    await clock.advance(9_999);
    void shared(GRANT);
    expect(issue).toHaveBeenCalledOnce();
    await clock.advance(1);
    expect((await shared(GRANT)).authToken).toBe('token 1');
  });
});

describe('the memory', () => {
  it('keeps 10,000 tokens: the user idle for longest gets a new one', async () => {
    const { issue, shared } = setUp();
    const grantOf = (n: number): TokenGrant => ({ ...GRANT, tokenId: `user ${n}` });
    for (let n = 0; n < 10_000; n += 1) await shared(grantOf(n));
    await shared(grantOf(0));
    expect(issue).toHaveBeenCalledTimes(10_000);
    await shared(grantOf(10_000));
    await shared(grantOf(0));
    expect(issue).toHaveBeenCalledTimes(10_001);
    await shared(grantOf(1));
    expect(issue).toHaveBeenCalledTimes(10_002);
  });
});
