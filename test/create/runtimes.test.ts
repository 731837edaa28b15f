import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { toNodeHandler } from 'srvx/node';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { checkEndpoint } from '../../src/doctor/index.js';
import { connectMomento } from '../../src/local-momento/index.js';
import type { TokenGrant } from '../../src/server/index.js';
import { momentoTokenIssuer } from '../../src/server/token-endpoint/momento-token-issuer.js';
import { People, untilSeen, write } from './chatting.js';
import { Packed } from './packed.js';
import { freePort, RunningProject } from './running-project.js';

/** They install some 400 MB, as the frameworks' tests do. */
const { TEST_FRAMEWORKS: which } = process.env;

const VERSIONS = { bun: '1.4.5', deno: '2.9.6', miniflare: '4.20260426.0' };

describe.skipIf(!which)('a server in another runtime than Node', () => {
  let packed: Packed;
  let people: People;
  let runtimes: string;
  const running: RunningProject[] = [];

  beforeAll(async () => {
    [packed, people] = await Promise.all([Packed.create(), People.launch()]);
    runtimes = join(packed.folder, 'runtimes');
    await mkdir(runtimes);
    await writeFile(join(runtimes, 'package.json'), '{}');
    const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`);
    const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];
    await packed.npm(runtimes, ['install', ...quietly, ...packages]);
  }, 240_000);

  afterEach(async () => {
    await people.leave();
    await Promise.all(running.splice(0).map((project) => project.stop()));
  });

  afterAll(async () => {
    await people.close();
    await packed.close();
  });

  it.each([
    ['bun', []],
    ['deno', ['run', '--allow-all']],
  ] as const)(
    '%s: issues tokens and moderates',
    async (runtime, args) => {
      const folder = await packed.project(`on-${runtime}`, 'moderated');
      await packed.install(folder);
      const port = await freePort();
      const command = join(runtimes, 'node_modules/.bin', runtime);
      const project = new RunningProject(folder, [command, ...args, 'server.mjs'], {
        PORT: String(port),
      });
      running.push(project);
      await project.until(new RegExp(`http://\\S+:${String(port)}/$`, 'm'));
      const url = `http://127.0.0.1:${String(port)}/`;
      expect(await faultsOf(`${url}momento-token`, url)).toEqual([]);
      const [ada, grace] = [await people.open(url), await people.open(url)];
      await write(grace, 'Welcome');
      await untilSeen(ada, 'Welcome');
      // The server has read it before others do.
      await ada.evaluate(() => document.querySelector('momento-chat')?.send('a darn good start'));
      await untilSeen(grace, 'a **** good start');
      expect(await people.leave()).toEqual([]);
    },
    180_000,
  );

  it('workerd: answers with the tokens of a Node process', async () => {
    const momento = await connectMomento({ environment: {} });
    const issueToken = momentoTokenIssuer(momento);
    const issuer = await listening(async (request) =>
      Response.json(await issueToken((await request.json()) as TokenGrant)),
    );
    const { Miniflare } = createRequire(join(runtimes, 'index.js'))('miniflare') as MiniflareModule;
    const worker = new Miniflare({
      modules: true,
      script: await edgeWorker(),
      compatibilityDate: '2026-04-01',
      kvNamespaces: ['SESSIONS'],
      bindings: { ISSUER_URL: urlOf(issuer), ISSUER_SECRET: 'secret' },
    });
    const { SESSIONS } = await worker.getBindings();
    await SESSIONS.put('known', JSON.stringify({ id: 'u1', name: 'Ada' }));
    const ask = (cookie: string) =>
      worker.dispatchFetch('https://edge.example/momento-token?room=lobby', {
        headers: { Cookie: cookie },
      });
    expect((await ask('session=guessed')).status).toBe(403);
    // A page's requests, without its browser's cookie.
    const asAda = await listening(async () => {
      const answer = await ask('session=known');
      return new Response(await answer.text(), { status: answer.status });
    });
    expect(await faultsOf(`${urlOf(asAda)}momento-token`, urlOf(asAda))).toEqual([]);
    await worker.dispose();
    for (const server of [issuer, asAda]) server.close().closeAllConnections();
    issueToken.close();
    await momento.close();
  }, 60_000);
});

interface MiniflareModule {
  readonly Miniflare: new (options: object) => {
    dispatchFetch(url: string, init: object): Promise<Response>;
    getBindings(): Promise<{ SESSIONS: { put(key: string, value: string): Promise<void> } }>;
    dispose(): Promise<void>;
  };
}

/** What the doctor complains about. */
async function faultsOf(url: string, page: string): Promise<string[]> {
  const { origin } = new URL(page);
  const findings = await checkEndpoint({ url, room: 'lobby', origin, now: Date.now });
  expect(findings.length).toBeGreaterThan(3);
  return findings.filter(({ ok }) => !ok).map(({ text }) => text);
}

async function listening(answer: (request: Request) => Promise<Response>): Promise<Server> {
  const server = createServer(toNodeHandler(answer) as RequestListener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
}

/** The documentation's worker, as a host's build bundles it. */
async function edgeWorker(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry: 'demo/edge-worker.ts', formats: ['es'] } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('unable to bundle the worker');
  return output.output[0].code;
}
