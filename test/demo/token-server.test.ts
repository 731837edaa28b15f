import { readFile } from 'node:fs/promises';
import { CredentialProvider } from '@gomomento/sdk';
import type * as Srvx from 'srvx';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import { clientsWith } from '../helpers/engine-node-clients.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { statusOfRaw } from '../helpers/raw-request.js';
import { asPublished } from './sample.js';

const started = vi.hoisted(() => ({ server: undefined as Srvx.Server | undefined }));

// The sample does not export its server. It is captured here, so that the test can close it.
vi.mock('srvx', async (importOriginal) => {
  const srvx = await importOriginal<typeof Srvx>();
  return { ...srvx, serve: (...args: Parameters<typeof srvx.serve>) => hold(srvx.serve(...args)) };
});

function hold(server: Srvx.Server): Srvx.Server {
  started.server = server;
  return server;
}

describe('the token server of the documentation', () => {
  let local: LocalMomento;
  let url: string;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['instant-messaging'] });
    // Replaces an account, whose key the sample reads from the environment.
    vi.spyOn(CredentialProvider, 'fromEnvVarV2').mockReturnValue(
      CredentialProvider.forMomentoLocal({ hostname: local.host, port: local.grpcPort }),
    );
    vi.stubEnv('PORT', '0');
    await import('../../demo/token-server.js');
    await started.server?.ready();
    url = started.server?.url ?? '';
  });

  afterAll(async () => {
    await started.server?.close(true);
    await local.close();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  function ask(path: string, cookie?: string): Promise<Response> {
    return fetch(new URL(path, url), { headers: cookie === undefined ? {} : { Cookie: cookie } });
  }

  it('is what the documentation shows, except for its import paths', async () => {
    const shown = await asPublished('demo/token-server.ts');
    expect(await readFile('docs/tokens.md', 'utf8')).toContain(`\`\`\`ts\n${shown}\`\`\``);
  });

  it('listens on this machine only', () => {
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('gives a signed-in user a token for the room, and their identity', async () => {
    const response = await ask(
      '/momento-token?room=lobby',
      'theme=dark; session=their-session-cookie',
    );
    expect(response.status).toBe(200);
    const { authToken, user } = (await response.json()) as TokenEndpointAnswer;
    expect(user).toEqual({ id: 'u1', name: 'Ada' });

    const { api_key } = JSON.parse(atob(authToken)) as { api_key: string };
    using clients = clientsWith(local, api_key);
    const codes = [];
    for (const room of ['lobby', 'other']) {
      codes.push(errorCodeOf(await clients.cache.listPushBack('instant-messaging', room, 'x')));
    }
    expect(codes).toEqual([undefined, 'PERMISSION_ERROR']);
  });

  it('sends one Date header', async () => {
    const { headers } = await ask('/momento-token?room=lobby', 'session=their-session-cookie');
    // Two headers would be joined with a comma, and the result is not a date.
    expect(Math.abs(Date.parse(headers.get('Date') ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it.each(['/momento-token?room=lobby', '/momento-token?room=<lobby>', '/'])(
    'answers %s on a invalid host with a client error',
    async (path) => {
      const lines = [`GET ${path} HTTP/1.1`, 'Host: h:99999'];
      expect(await statusOfRaw(Number(new URL(url).port), lines)).toBe(400);
    },
  );

  it.each([
    ['a visitor without a session', '/momento-token?room=lobby', undefined, 403],
    ['an unknown session', '/momento-token?room=lobby', 'session=guessed', 403],
    ['a cookie of another name', '/momento-token?room=lobby', 'xsession=their-session-cookie', 403],
    ['another room', '/momento-token?room=other', 'session=their-session-cookie', 403],
    ['another path', '/?room=lobby', 'session=their-session-cookie', 404],
  ])('refuses %s', async (_, path, cookie, status) => {
    expect((await ask(path, cookie)).status).toBe(status);
  });
});
