import { afterEach, describe, expect, it, vi } from 'vitest';
import { type TokenEndpointOptions } from '../../src/server/index.js';
import { ADA, SECRET, setUp, codeOf } from './token-endpoint-fixture.js';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a moderated room', () => {
  const moderated: Partial<TokenEndpointOptions> = { mode: () => 'moderated' };

  it('is said to be one, and gets a token that cannot write past the moderator', async () => {
    const { get, grants } = setUp(moderated);
    expect(await (await get('?room=lobby')).json()).toMatchObject({
      mode: 'moderated',
      features: ['relations', 'signals'],
    });
    expect(grants).toMatchObject([{ mode: 'moderated', access: 'read-write' }]);
  });

  it('is one by the server’s word alone, whatever the client asks for', async () => {
    const mode = vi.fn((room: string) => Promise.resolve(room === 'open' ? 'direct' : 'moderated'));
    const { get, grants } = setUp({ mode: mode as NonNullable<TokenEndpointOptions['mode']> });
    await get('?room=lobby&mode=direct');
    await get('?room=open&mode=moderated');
    expect(grants.map((grant) => grant.mode)).toEqual(['moderated', 'direct']);
    expect(mode).toHaveBeenCalledWith('lobby', ADA.user);
  });

  it('is every room if there is a moderator and no mode option, as on a relay', async () => {
    const attend = vi.fn();
    const { get, grants } = setUp({ moderator: { attend } });
    expect(await (await get('?room=lobby')).json()).toMatchObject({ mode: 'moderated' });
    expect(grants).toMatchObject([{ mode: 'moderated' }]);
    expect(attend).toHaveBeenCalledOnce();
  });

  it('is attended for as long as its token lives, and longer; a direct one is not', async () => {
    const attend = vi.fn();
    const mode = (room: string) => (room === 'open' ? 'direct' : 'moderated');
    const { get } = setUp({ mode, moderator: { attend }, tokenTtlSeconds: 600 });
    await get('?room=open');
    expect(attend).not.toHaveBeenCalled();
    await get('?room=lobby');
    // A shared token is no reason to leave sooner.
    await get('?room=lobby');
    expect(attend.mock.calls).toEqual([
      ['lobby', 660],
      ['lobby', 660],
    ]);
  });

  it('is open to a visitor whose address no header tells', async () => {
    const admit = vi.fn(() => true);
    const { get } = setUp({
      moderator: { attend: () => undefined, admit },
      addressOf: (request) => request.headers.get('X-Real-IP') as string,
    });
    expect((await get('?room=lobby')).status).toBe(200);
    expect(admit).toHaveBeenCalledWith('lobby', expect.any(Number), { userId: 'u1' });
  });

  it.each([undefined, null, 'Moderated', true, ''])(
    'gets no token at all, least of all a direct one, when mode() returns %j',
    async (value) => {
      const mode = (() => value) as unknown as NonNullable<TokenEndpointOptions['mode']>;
      const { get, grants, errors } = setUp({ mode });
      const response = await get('?room=lobby');
      expect(response.status).toBe(500);
      expect(await codeOf(response)).toBe('server-misconfigured');
      expect(grants).toEqual([]);
      expect(String(errors[0])).toMatch(/return value of mode\(\)/);
    },
  );

  it('gets no token when mode() throws, and its words stay on the server', async () => {
    const { get, grants, errors } = setUp({ mode: () => Promise.reject(new Error(SECRET)) });
    const response = await get('?room=lobby');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('authorization-failed');
    expect(text).not.toContain(SECRET);
    expect([grants, errors]).toEqual([[], [new Error(SECRET)]]);
  });
});
