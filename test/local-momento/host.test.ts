import { ExpiresIn } from '@gomomento/sdk';
import { describe, expect, it } from 'vitest';
import { startLocalMomento } from '../../src/local-momento/index.js';
import { reachableHost } from '../../src/local-momento/servers/listening.js';
import { clientsFor } from '../helpers/engine-node-clients.js';

describe('host for clients of the engine', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['localhost', 'localhost'],
    ['192.168.0.7', '192.168.0.7'],
    ['::1', '[::1]'],
    ['fe80::1', '[fe80::1]'],
    ['0.0.0.0', '127.0.0.1'],
    ['::', '[::1]'],
    ['', '127.0.0.1'],
  ])('that listens on %j is %s', (host, expected) => {
    expect(reachableHost(host)).toBe(expected);
  });

  it('is an address that the widget accepts, in the URL and in tokens, when the engine listens on all addresses', async () => {
    const local = await startLocalMomento({ host: '0.0.0.0', caches: ['chat'] });
    using clients = clientsFor(local);
    const issued = await clients.auth.generateDisposableToken(
      { permissions: [] },
      ExpiresIn.minutes(1),
    );
    expect(local.webUrl).toBe(`http://127.0.0.1:${local.webPort}`);
    expect(issued).toMatchObject({ endpoint: `127.0.0.1:${local.webPort}` });
    await local.close();
  });
});
