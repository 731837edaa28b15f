import { CredentialProvider } from '@gomomento/sdk';
import { createLogger, createServer, type ViteDevServer } from 'vite';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkCache, startMomentoBackend } from '../../demo/momento-backend.js';
import { momentoPlugin } from '../../demo/momento-plugin.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';

/** The service's settings. The endpoint is never called: an engine replaces the service. */
const SERVICE = { MOMENTO_API_KEY: 'a key', MOMENTO_ENDPOINT: 'cell.example' };

const engines: LocalMomento[] = [];
const servers: ViteDevServer[] = [];

async function engineWith(...caches: string[]): Promise<CredentialProvider> {
  const engine = await startLocalMomento({ caches });
  engines.push(engine);
  return CredentialProvider.forMomentoLocal({ hostname: engine.host, port: engine.grpcPort });
}

/** The demo's dev server, and its console output. */
async function serveDemo(): Promise<{ url: string; printed: string }> {
  let printed = '';
  const server = await createServer({
    configFile: false,
    root: 'demo',
    plugins: [momentoPlugin()],
    server: { host: '127.0.0.1', port: 0, ws: false },
    optimizeDeps: { noDiscovery: true },
    customLogger: { ...createLogger(), info: (line) => (printed += `${line}\n`) },
  });
  servers.push(server);
  await server.listen();
  server.printUrls();
  return { url: server.resolvedUrls?.local[0] ?? '', printed };
}

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

describe('the check of the service’s cache', () => {
  it('passes if the cache exists', async () => {
    const provider = await engineWith('instant-messaging', 'another');
    await expect(checkCache(provider, 'cell.example')).resolves.toBeUndefined();
  });

  it('names the missing cache and its endpoint, and says what to do', async () => {
    const provider = await engineWith('another');
    await expect(checkCache(provider, 'cell.example')).rejects.toThrow(
      'unable to use the Momento service; there is no cache "instant-messaging" at cell.example. Create it at https://console.gomomento.com.',
    );
  });
});

describe('the demo with the service’s settings', () => {
  it('uses the service, and lets the tokens name its endpoint', async () => {
    vi.spyOn(CredentialProvider, 'fromEnvVarV2').mockReturnValue(
      await engineWith('instant-messaging'),
    );
    const backend = await startMomentoBackend(SERVICE);
    expect(backend.kind).toBe('service');
    expect(backend.description).toBe(
      'the Momento service at cell.example, cache "instant-messaging"',
    );
    expect(backend.endpoint).toBeUndefined();
    await backend.close();
  });

  it('does not start if the cache is missing', async () => {
    vi.spyOn(CredentialProvider, 'fromEnvVarV2').mockReturnValue(await engineWith());
    await expect(startMomentoBackend(SERVICE)).rejects.toThrow(/no cache "instant-messaging"/);
  });

  it('names the service on its pages and in the console', async () => {
    vi.spyOn(CredentialProvider, 'fromEnvVarV2').mockReturnValue(
      await engineWith('instant-messaging'),
    );
    for (const [name, value] of Object.entries(SERVICE)) vi.stubEnv(name, value);
    const { url, printed } = await serveDemo();
    expect(await (await fetch(url)).text()).toContain('<body data-backend="service">');
    expect(printed).toContain('Momento: the Momento service at cell.example');
    const response = await fetch(`${url}momento-token?user=ada&room=lobby`);
    expect(await response.json()).toHaveProperty('authToken');
  });
});

describe('the demo without the service’s settings', () => {
  it('names the embedded engine on its pages and in the console', async () => {
    for (const name of Object.keys(SERVICE)) vi.stubEnv(name, '');
    const { url, printed } = await serveDemo();
    expect(await (await fetch(url)).text()).toContain('<body data-backend="embedded">');
    expect(printed).toContain('Momento: embedded engine at http://127.0.0.1:');
  });
});
