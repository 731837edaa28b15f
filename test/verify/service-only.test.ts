import { createServer, type AddressInfo } from 'node:net';
import { CacheClient, Configurations } from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASSUMPTIONS } from '../../src/verify/assumptions/index.js';
import { startEngineTarget, type EngineTarget } from '../../src/verify/engine-target.js';
import type { Outcome } from '../../src/verify/outcome.js';
import { checkTarget, type RunOptions } from '../../src/verify/run.js';
import type { Target } from '../../src/verify/target.js';
import { fakeWebhooks, type FakeWebhooks } from './fake-webhooks.js';

/** No account takes part: the engine, with what it lacks put beside it, stands for the service. */
describe('what only the service can show', () => {
  let engine: EngineTarget;
  let webhooks: FakeWebhooks | undefined;

  beforeEach(async () => {
    engine = await startEngineTarget();
  });

  afterEach(async () => {
    webhooks?.close();
    webhooks = undefined;
    await engine.close();
  });

  /** Runs one check in a cache that exists. */
  async function outcomeOf(
    id: string,
    target: Target,
    means: RunOptions['means'] = { large: false },
  ): Promise<Outcome | undefined> {
    const client = new CacheClient({
      configuration: Configurations.Laptop.v1(),
      credentialProvider: engine.credentials,
      defaultTtlSeconds: 60,
    });
    await client.createCache('chat');
    client.close();
    const assumptions = ASSUMPTIONS.filter((each) => each.id === id);
    const report = await checkTarget(target, { assumptions, means, cacheName: 'chat' });
    return report.results.get(id)?.outcome;
  }

  function asService(): Target {
    return { ...engine, kind: 'service', limitRate: () => undefined };
  }

  it('the webhooks’ calls', async () => {
    webhooks = await fakeWebhooks(engine);
    expect(await outcomeOf('webhooks', webhooks.target)).toEqual({ kind: 'holds' });
    expect(webhooks.names()).toEqual([]);
  });

  it('that there are no webhooks any more', async () => {
    expect(await outcomeOf('webhooks', asService())).toMatchObject({
      kind: 'differs',
      seen: expect.stringContaining('putting one: BAD_REQUEST_ERROR') as string,
    });
  });

  it('how a webhook signs', async () => {
    webhooks = await fakeWebhooks(engine);
    const webhook = await localHook();
    const outcome = await outcomeOf('webhook-signature', webhooks.target, {
      large: false,
      webhook,
    });
    expect(outcome).toEqual({ kind: 'holds' });
    await vi.waitFor(() => expect(webhooks?.names()).toEqual([]), 10_000);
  });

  it('that a webhook signs in another way', async () => {
    webhooks = await fakeWebhooks(engine, () => 'v2=abc');
    const webhook = await localHook();
    const outcome = await outcomeOf('webhook-signature', webhooks.target, {
      large: false,
      webhook,
    });
    expect(outcome).toEqual({ kind: 'differs', seen: 'the signature: v2=abc' });
  });

  it('that a webhook’s signature needs a public URL', async () => {
    expect(await outcomeOf('webhook-signature', asService())).toEqual({
      kind: 'unknown',
      why: 'it needs a public URL of this machine; give one by --webhook-url',
    });
  });

  it('that the limiter counts deliveries', async () => {
    // As if it counted them: 20 operations a second and six for each publication.
    engine.engine.faults.quota({ rpc: 'Publish', burst: 3, perSecond: 2 });
    expect(await outcomeOf('deliveries-count', asService())).toEqual({ kind: 'holds' });
  });

  it('that the limiter counts publications alone', async () => {
    engine.engine.faults.quota({ rpc: 'Publish', burst: 20, perSecond: 10 });
    expect(await outcomeOf('deliveries-count', asService())).toEqual({
      kind: 'differs',
      seen: 'the limiter: 20 publications to 5 subscribers in 5 s, none refused',
    });
  });

  it.each(['cache-rate', 'topic-rate', 'token-rate'])(
    'that %s was not reached, because the account has a higher one',
    async (id) => {
      expect(await outcomeOf(id, asService())).toMatchObject({
        kind: 'unknown',
        why: expect.stringContaining('the account may have higher rates') as string,
      });
    },
  );
});

/** A URL of this machine, in the place of a public one. */
async function localHook(): Promise<{ url: string; port: number }> {
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, () => {
      const { port: free } = server.address() as AddressInfo;
      server.close(() => resolve(free));
    });
  });
  return { url: `http://127.0.0.1:${port}`, port };
}
