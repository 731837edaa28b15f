import { execFile } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CredentialProvider } from '@gomomento/sdk';
import { toNodeHandler } from 'srvx/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  checkAccount,
  checkEndpoint,
  checkEnvironment,
  type Finding,
} from '../../src/doctor/index.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import {
  createTokenEndpoint,
  type TokenEndpointOptions,
  type TokenIssuer,
} from '../../src/server/index.js';
import { toAuthToken } from '../../src/server/token-endpoint/auth-token.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';

const PAGE = 'http://localhost:5173';
const ACCOUNT = { cacheName: 'instant-messaging', room: 'lobby', now: Date.now };
type Answer = (request: Request) => Response | Promise<Response>;

describe('momento-chat doctor', () => {
  let engine: LocalMomento;
  let issueToken: MomentoTokenIssuer;
  const servers: Server[] = [];

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: ['instant-messaging'] });
    const hostname = engine.host;
    const credentialProvider = CredentialProvider.forMomentoLocal({
      hostname,
      port: engine.grpcPort,
    });
    issueToken = momentoTokenIssuer({ credentialProvider });
  });

  afterEach(() => {
    servers.splice(0).forEach((server) => server.close());
  });

  afterAll(async () => {
    issueToken.close();
    await engine.close();
  });

  function endpoint(options: Partial<TokenEndpointOptions> = {}): Answer {
    const authorize = () => ({ user: { id: 'ada', name: 'Ada' } });
    return createTokenEndpoint({ issueToken, authorize, onError: () => undefined, ...options });
  }

  async function serve(answer: Answer): Promise<string> {
    const handler = toNodeHandler(answer) as RequestListener;
    const server = createServer(handler).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/momento-token`;
  }

  /** @param origin of the page; by default that of the endpoint */
  async function examine(answer: Answer, origin?: string): Promise<Finding[]> {
    const url = await serve(answer);
    return checkEndpoint({
      url,
      room: 'lobby',
      origin: origin ?? new URL(url).origin,
      now: Date.now,
    });
  }

  /** The endpoint's own answer with some fields replaced. */
  function answering(fields: object, headers: Record<string, string> = {}): Answer {
    const own = endpoint();
    return async (request) => {
      const response = await own(request);
      const body = { ...((await response.json()) as object), ...fields };
      return Response.json(body, { headers: { Date: new Date().toUTCString(), ...headers } });
    };
  }

  it('finds nothing wrong with what works', async () => {
    const findings = await examine(endpoint());
    expect(problemsIn(findings)).toEqual([]);
    expect(findings.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The token endpoint answers at http:/),
      'Its answer has the documented shape; the visitor is Ada.',
      expect.stringMatching(/^The token lives \d+ s\.$/),
      `Momento answers at ${engine.webUrl}.`,
      'The cache instant-messaging is there, and the token reads the room.',
      'The token publishes to the topic lobby.',
    ]);
    expect(problemsIn(await examine(endpoint({ allowedOrigins: [PAGE] }), PAGE))).toEqual([]);
    const reader = endpoint({ authorize: () => ({ user: { id: 'r' }, readOnly: true }) });
    expect(problemsIn(await examine(reader))).toEqual([]);
    const moderated = endpoint({ mode: () => 'moderated', moderator: {} });
    expect((await examine(moderated)).at(-1)?.text).toContain('lobby-input');
  });

  it('names an origin that is not allowed, and its line', async () => {
    const [refused] = problemsIn(await examine(endpoint(), PAGE));
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
    ['no token', /authToken is not a Momento token/, { authToken: '' }],
  ])('names %s that is wrong, and its line', async (_, expected, fields) => {
    expect(problemsIn(await examine(answering(fields)))).toEqual([
      expect.stringMatching(expected) as string,
    ]);
  });

  it('names a clock that is wrong', async () => {
    const url = await serve(endpoint());
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
      ...(await issueToken(grant)),
      authToken: toAuthToken(
        new URL(engine.webUrl).host,
        engine.createToken({
          permissions: [
            { role, cache: 'instant-messaging', item: { key: 'lobby' } },
            { role: 'subscribeonly', cache: 'instant-messaging', topic: 'lobby' },
          ],
          validForSeconds: 600,
          tokenId: 'ada',
        }),
      ),
    });
    const [found] = problemsIn(await examine(endpoint({ issueToken: issue })));
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
      () => endpoint({ authorize: () => null }),
    ],
    [
      'a key',
      /not set up.*its log says more.*MOMENTO_API_KEY/is,
      () => endpoint({ issueToken: () => Promise.reject(new TypeError('no')) }),
    ],
    [
      'a Momento that is away',
      /does not reach Momento.*MOMENTO_ENDPOINT/s,
      () => endpoint({ issueToken: momentoAt(9) }),
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

  it('checks an account', async () => {
    const at = (getAuthToken: string, port: number) => ({
      getAuthToken: () => getAuthToken,
      getTokenEndpoint: () => `127.0.0.1:${port}`,
      isTokenEndpointSecure: () => false,
    });
    expect(problemsIn(await checkAccount(at(engine.apiKey, engine.grpcPort), ACCOUNT))).toEqual([]);
    const [key] = problemsIn(await checkAccount(at('another key', engine.grpcPort), ACCOUNT));
    expect(key).toMatch(/does not accept the API key.*MOMENTO_API_KEY=…/s);
    expect(key).not.toContain('another key');
    const [away] = problemsIn(await checkAccount(at(engine.apiKey, 9), ACCOUNT));
    expect(away).toMatch(/cannot be reached.*MOMENTO_ENDPOINT=…/s);
    const [cache] = problemsIn(
      await checkAccount(at(engine.apiKey, engine.grpcPort), { ...ACCOUNT, cacheName: 'other' }),
    );
    expect(cache).toMatch(/no cache other/);
  });

  it.each([
    [{ MOMENTO_API_KEY: 'k' }, /MOMENTO_ENDPOINT is not set.*MOMENTO_ENDPOINT=…/s],
    [{ MOMENTO_ENDPOINT: 'e' }, /MOMENTO_API_KEY is not set.*MOMENTO_API_KEY=…/s],
    [
      { MOMENTO_API_KEY: 'secret-key', MOMENTO_ENDPOINT: 'cell.example' },
      /not an API key of version 2/,
    ],
  ])('checks the environment %j', async (environment, expected) => {
    const [found = ''] = problemsIn(await checkEnvironment(environment, ACCOUNT));
    expect(found).toMatch(expected);
    expect(found).not.toContain('secret-key');
  });

  describe('as a command', () => {
    function run(...args: string[]): Promise<{ code: number; output: string }> {
      const line = ['--import', 'tsx', 'src/cli/momento-chat.ts', 'doctor', ...args];
      const env = { ...process.env, MOMENTO_API_KEY: '', MOMENTO_ENDPOINT: '' };
      return new Promise((resolve) => {
        execFile(process.execPath, line, { env }, (error, stdout, stderr) => {
          resolve({
            code: typeof error?.code === 'number' ? error.code : 0,
            output: stdout + stderr,
          });
        });
      });
    }

    it('ends with 0 if all is well', async () => {
      const { code, output } = await run('--url', await serve(endpoint()));
      expect({ code, output }).toEqual({
        code: 0,
        output: expect.stringMatching(/^(ok {7}\S.*\n){6}$/) as string,
      });
    });

    it('ends with 1 and the line to change if there is a problem', async () => {
      const { code, output } = await run('--url', await serve(endpoint({ cacheName: 'other' })));
      expect(code).toBe(1);
      expect(output).toMatch(/^PROBLEM {2}There is no cache other.*\n {9}Change: cacheName/m);
    });

    it.each([
      [['--url', 'nowhere'], '--url takes'],
      [['--origin', 'http://a.example/path'], '--origin takes'],
      [[], 'there is nothing to check'],
    ])('ends with 2 for the line %j', async (args, reason) => {
      const { code, output } = await run(...args);
      expect({ code, output }).toEqual({
        code: 2,
        output: expect.stringContaining(reason) as string,
      });
    });
  });
});

function problemsIn(findings: readonly Finding[]): string[] {
  return findings.filter(({ ok }) => !ok).map(({ text, change }) => `${text} → ${change ?? ''}`);
}

function momentoAt(port: number): TokenIssuer {
  return momentoTokenIssuer({
    credentialProvider: CredentialProvider.forMomentoLocal({ hostname: '127.0.0.1', port }),
    timeoutMs: 2_000,
  });
}
