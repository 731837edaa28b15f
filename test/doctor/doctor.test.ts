import { CredentialProvider } from '@gomomento/sdk';
import { describe, expect, it } from 'vitest';
import { checkEndpoint, type Finding } from '../../src/doctor/index.js';
import type { TokenIssuer } from '../../src/server/index.js';
import { toAuthToken } from '../../src/server/token-endpoint/auth-token.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';
import { patients, problemsIn, type Answer } from './patients.js';

const PAGE = 'http://localhost:5173';

describe('momento-chat doctor', () => {
  const world = patients();

  /** @param origin of the page; by default that of the endpoint */
  async function examine(answer: Answer, origin?: string): Promise<Finding[]> {
    const url = await world.serve(answer);
    return checkEndpoint({
      url,
      room: 'lobby',
      origin: origin ?? new URL(url).origin,
      now: Date.now,
    });
  }

  /** The endpoint's own answer with some fields replaced. */
  function answering(fields: object, headers: Record<string, string> = {}): Answer {
    const own = world.endpoint();
    return async (request) => {
      const response = await own(request);
      const body = { ...((await response.json()) as object), ...fields };
      return Response.json(body, { headers: { Date: new Date().toUTCString(), ...headers } });
    };
  }

  it('finds nothing wrong with what works', async () => {
    const findings = await examine(world.endpoint());
    expect(problemsIn(findings)).toEqual([]);
    expect(findings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The token endpoint answers at http:/),
      'Its answer has the documented shape; the visitor is Ada.',
      expect.stringMatching(/^The token lives \d+ s\.$/),
      `Momento answers at ${world.engine.webUrl}.`,
      'The cache instant-messaging is there, and the token reads the room.',
      'The token publishes to the topic lobby.',
    ]);
    expect(problemsIn(await examine(world.endpoint({ allowedOrigins: [PAGE] }), PAGE))).toEqual([]);
    const reader = world.endpoint({ authorize: () => ({ user: { id: 'r' }, readOnly: true }) });
    expect(problemsIn(await examine(reader))).toEqual([]);
    const moderated = world.endpoint({ mode: () => 'moderated', moderator: {} });
    expect((await examine(moderated)).at(-1)?.text).toContain('lobby-input');
  });

  it('names an origin that is not allowed, and its line', async () => {
    const [refused] = problemsIn(await examine(world.endpoint(), PAGE));
    expect(refused).toMatch(
      /refuses pages of http:\/\/localhost:5173.*allowedOrigins: \['http:\/\/localhost:5173'\]/s,
    );
    // An endpoint that is not of this project answers, and the browser keeps the answer from the page.
    const [cors] = problemsIn(await examine(answering({}), PAGE));
    expect(cors).toMatch(/cannot read its answer.*allowedOrigins/s);
  });

  it.each<[fault: string, expected: RegExp, fields: object]>([
    [
      'a cache',
      /may not read the list lobby in the cache other.*cacheName: '…'/s,
      { cacheName: 'other' },
    ],
    [
      'an address',
      /cannot be reached at http:\/\/127\.0\.0\.1:9.*endpoint: 'http:\/\/127\.0\.0\.1:9'/s,
      { endpoint: 'http://127.0.0.1:9' },
    ],
    [
      'an engine without an address',
      /does not name its address.*endpoint: 'http:\/\/127\.0\.0\.1:\d+'/s,
      { endpoint: undefined },
    ],
    ['a token', /form that browsers read.*momentoTokenIssuer/s, { authToken: 'abc' }],
    [
      'a stranger’s token',
      /does not accept the token.*MOMENTO_API_KEY/s,
      { authToken: toAuthToken('127.0.0.1:1', 'other') },
    ],
    ['an expiry that is over', /had expired \d+ s before.*expiresAt/s, { expiresAt: 1_000_000 }],
    [
      'an expiry in milliseconds',
      /expiresAt is not a time in epoch seconds/,
      { expiresAt: Date.now() },
    ],
    [
      'a short life',
      /lives \d+ s only.*tokenTtlSeconds: 3600/s,
      { expiresAt: Date.now() / 1000 + 20 },
    ],
    [
      'a later version',
      /of version 2 of the wire format.*npm install momento-chat@latest/s,
      { v: 2 },
    ],
    ['no token', /authToken is not a Momento token/, { authToken: '' }],
  ])('names %s that is wrong, and its line', async (_, expected, fields) => {
    expect(problemsIn(await examine(answering(fields)))).toEqual([
      expect.stringMatching(expected) as string,
    ]);
  });

  it('names a clock that is wrong', async () => {
    const url = await world.serve(world.endpoint());
    const origin = new URL(url).origin;
    const now = () => Date.now() + 3_600_000;
    const [clock] = problemsIn(await checkEndpoint({ url, room: 'lobby', origin, now }));
    expect(clock).toMatch(/clock is \d+ s behind this machine’s/);
  });

  it.each([
    ['read', 'writeonly', /may not read the list lobby.*issueToken/s],
    ['publish', 'readonly', /may not publish to the topic lobby.*issueToken/s],
  ] as const)('names a token that may not %s', async (_, role, expected) => {
    const issue: TokenIssuer = async (grant) => ({
      ...(await world.issueToken(grant)),
      authToken: toAuthToken(
        new URL(world.engine.webUrl).host,
        world.engine.createToken({
          permissions: [
            { role, cache: 'instant-messaging', item: { key: 'lobby' } },
            { role: 'subscribeonly', cache: 'instant-messaging', topic: 'lobby' },
          ],
          validForSeconds: 600,
          tokenId: 'ada',
        }),
      ),
    });
    const [found] = problemsIn(await examine(world.endpoint({ issueToken: issue })));
    expect(found).toMatch(expected);
  });

  it.each<[string, RegExp, () => Answer]>([
    [
      'a path without an endpoint',
      /no token endpoint.*token-url/s,
      () => () => new Response('', { status: 404 }),
    ],
    [
      'a page',
      /answers a page \(HTML\); token-url leads somewhere else/,
      () => () => new Response('<!doctype html>'),
    ],
    [
      'a visitor who may not enter',
      /lets this visitor not in.*authorize/s,
      () => world.endpoint({ authorize: () => null }),
    ],
    [
      'a key',
      /not set up.*its log says more.*MOMENTO_API_KEY/is,
      () => world.endpoint({ issueToken: () => Promise.reject(new TypeError('no')) }),
    ],
    [
      'a Momento that is away',
      /does not reach Momento.*MOMENTO_ENDPOINT/s,
      () => world.endpoint({ issueToken: momentoAt(9) }),
    ],
  ])('names %s', async (_, expected, answer) => {
    const found = problemsIn(await examine(answer()));
    expect(found).toEqual([expect.stringMatching(expected) as string]);
  });

  it('names a server that is not running', async () => {
    const origin = 'http://127.0.0.1:9';
    const target = { url: `${origin}/momento-token`, room: 'lobby', origin, now: Date.now };
    expect(problemsIn(await checkEndpoint(target))).toEqual([
      expect.stringMatching(
        /Nothing answers at http:\/\/127\.0\.0\.1:9.*token-url="\/momento-token"/s,
      ) as string,
    ]);
  });
});

function momentoAt(port: number): TokenIssuer {
  return momentoTokenIssuer({
    credentialProvider: CredentialProvider.forMomentoLocal({ hostname: '127.0.0.1', port }),
    timeoutMs: 2_000,
  });
}
