import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createContext, runInContext } from 'node:vm';
import { CredentialProvider } from '@gomomento/sdk';
import { toNodeHandler } from 'srvx/node';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type worker from '../../demo/edge-worker.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import type { TokenEndpointAnswer, TokenGrant } from '../../src/server/index.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';
import { clientsWith } from '../helpers/engine-node-clients.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { asPublished, linesOfCode } from './sample.js';

type Worker = typeof worker;
type Env = Parameters<Worker['fetch']>[1];

const FILE = 'demo/edge-worker.ts';
const PAGE = readFileSync('docs/tokens.md', 'utf8');
const SECRET = 'between the worker and the issuer';

/** The worker's globals: those that edge runtimes have in common, without Node's. */
const EDGE_GLOBALS = {
  ...{ Request, Response, Headers, URL, URLSearchParams, fetch },
  ...{ AbortController, AbortSignal, TextEncoder, TextDecoder, crypto, atob, btoa },
  ...{ setTimeout, clearTimeout, performance, console },
};

describe('the edge worker of the documentation', () => {
  let local: LocalMomento;
  let issueToken: MomentoTokenIssuer;
  let issuer: Server;
  let script: Rolldown.OutputChunk;
  let env: Env;
  let edge: Worker;
  let issued: TokenGrant[] = [];

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['instant-messaging'] });
    issueToken = momentoTokenIssuer({
      credentialProvider: CredentialProvider.forMomentoLocal({
        hostname: local.host,
        port: local.grpcPort,
      }),
    });
    issuer = createServer(toNodeHandler(answerWorker) as RequestListener).listen(0, '127.0.0.1');
    await once(issuer, 'listening');
    script = await bundled();
  });

  // A new worker for each test.
  beforeEach(() => {
    issued = [];
    const { port } = issuer.address() as AddressInfo;
    env = {
      SESSIONS: {
        get: (cookie) => Promise.resolve(cookie === 'known' ? { id: 'u1', name: 'Ada' } : null),
      },
      ISSUER_URL: `http://127.0.0.1:${String(port)}/`,
      ISSUER_SECRET: SECRET,
    };
    edge = runInContext(`${script.code}; worker`, createContext({ ...EDGE_GLOBALS })) as Worker;
  });

  afterAll(async () => {
    issuer.closeAllConnections();
    await new Promise((resolve) => issuer.close(resolve));
    issueToken.close();
    await local.close();
  });

  /** The Node process that issues tokens for the worker. */
  async function answerWorker(request: Request): Promise<Response> {
    if (request.headers.get('Authorization') !== `Bearer ${SECRET}`) {
      return new Response(null, { status: 401 });
    }
    const grant = (await request.json()) as TokenGrant;
    issued.push(grant);
    return Response.json(await issueToken(grant));
  }

  function ask(room: string, cookie?: string): Promise<Response> {
    const request = new Request(`https://edge.example/momento-token?room=${room}`, {
      headers: cookie === undefined ? {} : { Cookie: cookie },
    });
    return edge.fetch(request, env);
  }

  it('has fewer than thirty lines of code', async () => {
    expect(await linesOfCode(FILE)).toBeLessThan(30);
  });

  it('is what the documentation shows', async () => {
    expect(PAGE).toContain(`\`\`\`ts\n${await asPublished(FILE)}\`\`\``);
  });

  it('imports no Node module and no package', () => {
    expect([...script.imports, ...script.dynamicImports]).toEqual([]);
    const modules = Object.keys(script.modules).filter((name) => !name.startsWith('\0rolldown'));
    expect(modules.length).toBeGreaterThan(3);
    expect(modules.filter((name) => !/\/(?:demo|src)\/[^:]+\.ts$/.test(name))).toEqual([]);
  });

  it('gives a signed-in user a token for one room, and their identity', async () => {
    const response = await ask('lobby', 'theme=dark; session=known');
    expect(response.status).toBe(200);
    const answer = (await response.json()) as TokenEndpointAnswer;
    expect(answer.user).toEqual({ id: 'u1', name: 'Ada' });
    expect(JSON.stringify(answer)).not.toContain(SECRET);

    const { api_key } = JSON.parse(atob(answer.authToken)) as { api_key: string };
    using clients = clientsWith(local, api_key);
    const codes = [];
    for (const room of ['lobby', 'other']) {
      codes.push(errorCodeOf(await clients.cache.listPushBack('instant-messaging', room, 'x')));
    }
    expect(codes).toEqual([undefined, 'PERMISSION_ERROR']);
  });

  it('requests one token from the issuer for requests that can share it', async () => {
    await Promise.all([ask('lobby', 'session=known'), ask('lobby', 'session=known')]);
    await ask('lobby', 'session=known');
    expect(issued).toHaveLength(1);
  });

  it.each([
    ['a visitor without a session', 'lobby', undefined],
    ['an unknown session', 'lobby', 'session=guessed'],
    ['a cookie of another name', 'lobby', 'xsession=known'],
    ['a user entering another room', 'other', 'session=known'],
  ])('refuses %s', async (_, room, cookie) => {
    expect((await ask(room, cookie)).status).toBe(403);
    expect(issued).toEqual([]);
  });

  it('answers with Retry-After while the issuer fails', async () => {
    env.ISSUER_SECRET = 'another';
    const response = await ask('lobby', 'session=known');
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('3');
  });
});

/** Bundles the worker into one script, as a host's build would. */
async function bundled(): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: FILE, formats: ['iife'], name: 'worker' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('unable to bundle the worker');
  return output.output[0];
}
