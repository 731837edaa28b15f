import { MomentoErrorCode } from '@gomomento/sdk';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { adviceFor, startMomentoBackend } from '../../demo/momento-backend.js';
import { PEOPLE } from '../../demo/people.js';
import type { TokenEndpointAnswer } from '../../src/server/index.js';
import { DemoProcess } from '../helpers/demo-process.js';
import { statusOfRaw } from '../helpers/raw-request.js';

/** A key in the service's format, of no account. */
const API_KEY = [{ alg: 'HS256' }, { t: 'g' }, 'nobody']
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

const demos: DemoProcess[] = [];

function startDemo(environment?: Record<string, string>): DemoProcess {
  const demo = new DemoProcess(environment);
  demos.push(demo);
  return demo;
}

async function tokenFor(url: string, user: string): Promise<TokenEndpointAnswer> {
  const response = await fetch(`${url}momento-token?user=${user}&room=lobby`);
  expect(response.status).toBe(200);
  return (await response.json()) as TokenEndpointAnswer;
}

afterEach(async () => {
  await Promise.all(demos.splice(0).map((demo) => demo.kill()));
});

describe('npm start', () => {
  it('serves the page, its people and their tokens on this machine alone', async () => {
    const demo = startDemo();
    const url = await demo.url();
    expect(new URL(url).hostname).toBe('127.0.0.1');

    const page = await (await fetch(url)).text();
    expect(page).toContain('<momento-chat room="lobby" token-url="/momento-token?user=ada">');
    expect(page).toContain('data-backend="embedded"');
    expect((await fetch(`${url}demo.ts`)).headers.get('Content-Type')).toMatch(/javascript/);
    expect(await (await fetch(`${url}visitor.html`)).text()).toContain('<momento-chat');

    for (const { id, name } of PEOPLE) {
      expect((await tokenFor(url, id)).user).toEqual({ id, name });
    }
    const stranger = await fetch(`${url}momento-token?user=eve&room=lobby`);
    expect(stranger.status).toBe(403);
  });

  it('gives half of its people the engine’s other host name', async () => {
    const url = await startDemo().url();
    const endpoints = await Promise.all(
      PEOPLE.map(async ({ id }) => (await tokenFor(url, id)).endpoint ?? ''),
    );
    // The names alternate: people who share a page are neighbours in the list.
    expect(endpoints.map((endpoint) => new URL(endpoint).hostname)).toEqual(
      PEOPLE.map((_, index) => (index % 2 === 0 ? '127.0.0.1' : 'localhost')),
    );
    expect(new Set(endpoints.map((endpoint) => new URL(endpoint).port)).size).toBe(1);
  });

  it('answers an invalid URL with a client error', async () => {
    const port = Number(new URL(await startDemo().url()).port);
    for (const line of [
      'GET /momento-token?user=ada&room=lobby',
      'GET /momento-token?user=ada&room=<lobby>',
      'POST /moderation/close?user=grace',
    ]) {
      expect(await statusOfRaw(port, [`${line} HTTP/1.1`, 'Host: 127.0.0.1:99999'])).toBe(400);
    }
  });

  it('prints which Momento it uses, and where', async () => {
    const demo = startDemo();
    const [, webUrl] = await demo.until(
      /Momento: embedded engine at (http:\S+), gRPC at 127\.0\.0\.1:\d+/,
    );
    const { endpoint } = await tokenFor(await demo.url(), 'ada');
    expect(endpoint).toBe(webUrl);
  });

  it('runs beside another instance', async () => {
    const [first, second] = [startDemo(), startDemo()];
    const urls = await Promise.all([first.url(), second.url()]);
    expect(new Set(urls).size).toBe(2);
    const tokens = await Promise.all(urls.map((url) => tokenFor(url, 'ada')));
    expect(new Set(tokens.map(({ endpoint }) => endpoint)).size).toBe(2);
  });

  it.each([
    ['Ctrl-C', (demo: DemoProcess) => demo.signalGroup('SIGINT')],
    ['a SIGTERM to all', (demo: DemoProcess) => demo.signalGroup('SIGTERM')],
    // npm ends the shell in between, which does not pass the signal on.
    ['a SIGTERM to npm alone', (demo: DemoProcess) => demo.signal('SIGTERM')],
  ])('stops on %s and leaves nothing behind', async (_, stop) => {
    const demo = startDemo();
    const { endpoint = '' } = await tokenFor(await demo.url(), 'ada');
    stop(demo);
    await demo.ended;
    await vi.waitFor(() => expect(demo.alive).toBe(false), { timeout: 15_000 });
    await expect(fetch(endpoint)).rejects.toThrow();
  });
});

describe('npm start with the service’s settings', () => {
  it('reports in one line that the service cannot be reached, and exits', async () => {
    // Nothing listens on port 1, and names under "localhost" resolve to this machine only.
    const demo = startDemo({ MOMENTO_API_KEY: API_KEY, MOMENTO_ENDPOINT: 'localhost:1' });
    await demo.ended;
    expect(demo.exitCode).toBe(1);
    expect(demo.output).toMatch(/unable to use the Momento service; localhost:1 cannot be reached/);
    expect(demo.output).toContain('unset MOMENTO_API_KEY and MOMENTO_ENDPOINT');
    expect(demo.output).not.toContain(API_KEY);
    expect(demo.output).not.toMatch(/^\s+at /m);
  });

  it.each([
    [{ MOMENTO_API_KEY: API_KEY }, /MOMENTO_ENDPOINT is not set/],
    [{ MOMENTO_ENDPOINT: 'cell.example' }, /MOMENTO_API_KEY is not set/],
  ])('refuses to start with only one of the two settings', async (environment, reason) => {
    await expect(startMomentoBackend(environment)).rejects.toThrow(reason);
  });

  it('does not print an invalid key', async () => {
    const environment = { MOMENTO_API_KEY: 'not-a-key', MOMENTO_ENDPOINT: 'cell.example' };
    const error = await startMomentoBackend(environment).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/not an API key of version 2/);
    expect(String(error)).not.toContain('not-a-key');
  });

  it.each([
    [
      MomentoErrorCode.CACHE_NOT_FOUND_ERROR,
      /no cache "instant-messaging" at cell\.example\. Create it/,
    ],
    [MomentoErrorCode.AUTHENTICATION_ERROR, /does not accept MOMENTO_API_KEY/],
    [MomentoErrorCode.PERMISSION_ERROR, /may not read the cache "instant-messaging"/],
    [MomentoErrorCode.TIMEOUT_ERROR, /cell\.example cannot be reached/],
    [MomentoErrorCode.LIMIT_EXCEEDED_ERROR, /it answered LIMIT_EXCEEDED_ERROR/],
  ])('advises what to do about %s', (code, advice) => {
    expect(adviceFor(code, 'cell.example')).toMatch(advice);
  });
});
