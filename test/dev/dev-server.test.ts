import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startDevServer, type DevServer, type DevServerOptions } from '../../src/dev/index.js';

describe('the server of momento-chat dev', () => {
  let folder: string;
  let widgetFolder: string;
  const servers: DevServer[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'momento-chat-dev-'));
    widgetFolder = await mkdtemp(join(tmpdir(), 'momento-chat-widget-'));
    await writeFile(join(folder, '.env'), 'MOMENTO_API_KEY=secret');
    await writeFile(join(folder, 'about.html'), '<!doctype html>about');
    await writeFile(join(widgetFolder, 'momento-chat.js'), 'export {};');
    await writeFile(join(widgetFolder, 'outside.txt'), 'outside');
    await symlink(join(widgetFolder, 'outside.txt'), join(folder, 'link.txt'));
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  afterAll(async () => {
    await Promise.all([folder, widgetFolder].map((each) => rm(each, { recursive: true })));
  });

  async function start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
    const server = await startDevServer({
      folder,
      port: 0,
      cacheName: 'instant-messaging',
      origins: [],
      environment: {},
      widgetFolder,
      ...options,
    });
    servers.push(server);
    return server;
  }

  it('serves the folder, the widget, and a page where the folder has none', async () => {
    const { url, hasIndex } = await start();
    expect(hasIndex).toBe(false);
    expect(await textOf(`${url}about.html`)).toBe('<!doctype html>about');
    const page = await textOf(url);
    const scripts = [...page.matchAll(/src="\/(.+?\.js)"/g)].map(([, path = '']) => path);
    expect(await textOf(url + scripts.at(-1))).toBe('export {};');
    expect(page).toContain('token-url="/momento-token"');
  });

  it('serves the page of the folder', async () => {
    const own = await mkdtemp(join(tmpdir(), 'momento-chat-dev-'));
    await writeFile(join(own, 'index.html'), 'mine');
    const { url, hasIndex } = await start({ folder: own });
    expect({ hasIndex, page: await textOf(url) }).toEqual({ hasIndex: true, page: 'mine' });
    await rm(own, { recursive: true });
  });

  it.each(['.env', '%2eenv', 'link.txt', '..%2f..%2fetc/passwd', 'momento-chat/../.env', '%00'])(
    'does not serve %s',
    async (path) => {
      const { url } = await start();
      const response = await fetch(url + path);
      expect([400, 404]).toContain(response.status);
      expect(await response.text()).not.toMatch(/secret|outside|root/);
    },
  );

  it('serves no page that has given this machine a name of its own', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    const asking = request({
      port,
      host: '127.0.0.1',
      path: '/about.html',
      headers: { Host: 'evil.example' },
    });
    const [response] = (await once(asking.end(), 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(403);
    expect(await text(response)).not.toContain('about</');
  });

  it('makes each browser one guest, and whom the URL names that person', async () => {
    const { url } = await start();
    const page = await fetch(url);
    const cookie = page.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const users = [await userAt(url, cookie), await userAt(url, cookie)];
    expect(users[0]).toMatchObject({
      name: expect.stringMatching(/^Guest [0-9A-F]{4}$/) as string,
    });
    expect(users[1]).toEqual(users[0]);
    expect(await userAt(url)).not.toEqual(users[0]);
    expect(await userAt(url, cookie, '&user=Ada')).toEqual({ id: 'Ada', name: 'Ada' });
    const again = await fetch(url, { headers: { Cookie: cookie } });
    expect(again.headers.get('Set-Cookie')).toBeNull();
  });

  it('answers pages of the origins that are named, and no others', async () => {
    const { url } = await start({ origins: ['http://localhost:5173'] });
    const from = (origin: string) =>
      fetch(`${url}momento-token?room=lobby`, { headers: { Origin: origin } });
    const listed = await from('http://localhost:5173');
    expect(listed.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:5173');
    expect((await from('http://localhost:5174')).status).toBe(403);
  });

  it('takes a free port where 3000 is taken, and says so of one that was chosen', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(`unable to listen on port ${port}; it is taken`);
    other.close();
    const [first, second] = [await start({ port: undefined }), await start({ port: undefined })];
    expect(second.url).not.toBe(first.url);
  });

  it.each([
    ['MOMENTO_API_KEY', { MOMENTO_ENDPOINT: 'cell.example' }],
    ['MOMENTO_ENDPOINT', { MOMENTO_API_KEY: 'key' }],
    ['not an API key of version 2', { MOMENTO_API_KEY: 'key', MOMENTO_ENDPOINT: 'cell.example' }],
  ])('says what is wrong with the account: %s', async (what, environment) => {
    await expect(start({ environment })).rejects.toThrow(what);
  });
});

async function textOf(url: string): Promise<string> {
  return (await fetch(url)).text();
}

async function userAt(url: string, cookie = '', query = ''): Promise<unknown> {
  const response = await fetch(`${url}momento-token?room=lobby${query}`, {
    headers: { Cookie: cookie },
  });
  return ((await response.json()) as { user: unknown }).user;
}
