import { CacheClient, Configurations, NoopMomentoLoggerFactory } from '@gomomento/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Assumption } from '../../src/verify/assumption.js';
import { ASSUMPTIONS } from '../../src/verify/assumptions/index.js';
import { startEngineTarget, type EngineTarget } from '../../src/verify/engine-target.js';
import { observing } from '../../src/verify/outcome.js';
import { checkTarget, type RunOptions } from '../../src/verify/run.js';
import { tableOf } from '../../src/verify/table.js';

describe('a run of the suite', () => {
  let target: EngineTarget;

  beforeEach(async () => {
    target = await startEngineTarget();
  });

  afterEach(() => target.close());

  function run(assumptions: readonly Assumption[], more: Partial<RunOptions> = {}) {
    return checkTarget(target, { assumptions, means: { large: false }, ...more });
  }

  function suite(...ids: string[]): Assumption[] {
    return ASSUMPTIONS.filter(({ id }) => ids.includes(id));
  }

  async function caches(): Promise<string[]> {
    return withClient(async (client) => {
      const listed = await client.listCaches();
      if (!('getCaches' in listed)) throw new Error(listed.message());
      return listed.getCaches().map((cache) => cache.getName());
    });
  }

  async function withClient<T>(use: (client: CacheClient) => Promise<T>): Promise<T> {
    const client = new CacheClient({
      configuration: Configurations.Laptop.v1(new NoopMomentoLoggerFactory()),
      credentialProvider: target.credentials,
      defaultTtlSeconds: 60,
    });
    try {
      return await use(client);
    } finally {
      client.close();
    }
  }

  it('says what differs, and what was seen instead', async () => {
    target.engine.faults.inject({ kind: 'error', rpc: 'ListRemove', status: 'PERMISSION_DENIED' });
    const assumptions = suite('equal-values', 'concatenate');
    const report = await run(assumptions);
    expect(report.results.get('concatenate')?.outcome).toEqual({ kind: 'holds' });
    const outcome = report.results.get('equal-values')?.outcome;
    expect(outcome).toMatchObject({ kind: 'differs' });
    expect(outcome).toHaveProperty('seen', expect.stringContaining('a removal: PERMISSION_ERROR'));
    const table = tableOf(assumptions, [report]);
    expect(table).toMatch(/^equal-values: .* {2}differs {3}/m);
    expect(table).toMatch(
      /^Differs on the engine:\n {2}equal-values: a removal: PERMISSION_ERROR/m,
    );
    expect(table).toContain('Engine: 1 hold, 1 differ, 0 unknown.');
  });

  it('takes a fault of the moment for no difference', async () => {
    target.engine.faults.inject({ kind: 'error', rpc: 'SetIf', status: 'UNAVAILABLE' });
    const report = await run(suite('set-if-absent'));
    expect(report.results.get('set-if-absent')?.outcome).toMatchObject({
      kind: 'unknown',
      why: expect.stringContaining('SERVER_UNAVAILABLE') as string,
    });
  });

  it('never repeats the API key, even if the service does', async () => {
    const { apiKey, faults } = target.engine;
    const message = `no permission for ${apiKey}`;
    faults.inject({ kind: 'error', rpc: 'SetIf', status: 'UNAVAILABLE', message });
    faults.inject({ kind: 'error', rpc: 'Delete', status: 'PERMISSION_DENIED', message });
    const repeating: Assumption = {
      ...trial('repeating'),
      check: (world) =>
        observing(async (see) => {
          const { message: text } = await world.owner.delete(world.name('x'));
          see.equal('the text', text, '');
        }),
    };
    const report = await run([...suite('set-if-absent'), repeating]);
    const seen = [...report.results.values()].map(({ outcome }) => JSON.stringify(outcome));
    expect(seen).toHaveLength(2);
    for (const text of seen) {
      expect(text).toContain('no permission for [API key]');
      expect(text).not.toContain(apiKey);
    }
    faults.inject({ kind: 'error', rpc: 'CreateCache', status: 'INVALID_ARGUMENT', message });
    await expect(run([])).rejects.toThrow('no permission for [API key]');
  });

  it('waits for the account’s rate instead of giving up', async () => {
    target.engine.faults.quota({ rpc: 'ListPushBack', burst: 2, perSecond: 2 });
    const report = await run(suite('push-truncates-front'));
    expect(report.results.get('push-truncates-front')?.outcome).toEqual({ kind: 'holds' });
  });

  it.each<[string, Assumption['check'], string]>([
    ['fails', () => Promise.reject(new Error('broken')), 'differs'],
    ['does not end', () => new Promise(() => undefined), 'unknown'],
    [
      'fails at once',
      () => {
        throw new Error('broken');
      },
      'differs',
    ],
  ])('deletes its cache after a check that %s', async (_, check, kind) => {
    const writing: Assumption = {
      ...trial('writing'),
      timeoutMs: 500,
      check: async (world) => {
        await world.owner.push(world.name('list'), 'x');
        await world.openStream(world.name('room'));
        return check(world);
      },
    };
    let name: string | undefined;
    const report = await run([writing], { onCache: (cache) => (name = cache) });
    expect(report.results.get('writing')?.outcome.kind).toBe(kind);
    expect(report).toMatchObject({ cacheName: name, isClean: true });
    expect(await caches()).toEqual([]);
  });

  it('says so if it cannot delete its cache', async () => {
    target.engine.faults.inject({ kind: 'error', rpc: 'DeleteCache', status: 'PERMISSION_DENIED' });
    const report = await run([trial('nothing')]);
    expect(report.isClean).toBe(false);
    const table = tableOf([], [report]);
    expect(table).toContain(`Unable to delete all that the run has written: look after the cache`);
    expect(table).toContain(report.cacheName);
  });

  it('ends at once when it is interrupted, and deletes its cache', async () => {
    const interrupt = new AbortController();
    const waiting: Assumption = {
      ...trial('waiting'),
      timeoutMs: 600_000,
      check: async (world) => {
        await world.owner.push(world.name('list'), 'x');
        const stream = await world.openStream(world.name('quiet'));
        interrupt.abort();
        // Longer than the test may take: the run has to end without it.
        await stream.item(600_000);
        return { kind: 'holds' };
      },
    };
    const last = { ...trial('last'), alone: true };
    const report = await run([waiting, last], { signal: interrupt.signal });
    for (const id of ['waiting', 'last']) {
      expect(report.results.get(id)?.outcome).toEqual({
        kind: 'unknown',
        why: 'the run was interrupted',
      });
    }
    expect(await caches()).toEqual([]);
  });

  it('makes no call beyond its bound', async () => {
    const before = target.engine.stats().calls;
    const report = await run(suite('concatenate', 'push-truncates-front', 'equal-values'), {
      maxOperations: 10,
    });
    expect(report.operations).toBeLessThanOrEqual(10 + 4);
    const outcomes = [...report.results.values()].map(({ outcome }) => outcome);
    expect(outcomes).toContainEqual({
      kind: 'unknown',
      why: 'it would take more than the 10 operations allowed',
    });
    const calls = (name: string) => (target.engine.stats().calls[name] ?? 0) - (before[name] ?? 0);
    const made = ['ListPushBack', 'ListConcatenateBack', 'ListFetch', 'ListRemove'].map(calls);
    expect(made.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(10);
  });

  it('holds each check to the operations that it states', async () => {
    const greedy: Assumption = {
      ...trial('greedy'),
      operations: 3,
      check: (world) =>
        observing(async () => {
          for (;;) await world.owner.push(world.name('list'), 'x');
        }),
    };
    const report = await run([greedy]);
    expect(report.results.get('greedy')).toMatchObject({
      outcome: { kind: 'unknown', why: 'it would take more than the 3 operations allowed' },
      operations: 3,
    });
  });

  it('skips what takes thousands of operations, unless it is allowed', async () => {
    const report = await run(suite('item-5-mb'));
    expect(report.results.get('item-5-mb')?.outcome).toMatchObject({ kind: 'unknown' });
    expect(report.operations).toBe(0);
  });

  it('removes only its own keys from a cache that it was given', async () => {
    await withClient(async (client) => {
      await client.createCache('mine');
      await client.listPushBack('mine', 'theirs', 'x');
    });
    let own = '';
    const writing: Assumption = {
      ...trial('writing'),
      check: async (world) => {
        own = world.name('list');
        await world.owner.push(own, 'x');
        await world.owner.set(`${own}-item`, 'x');
        return { kind: 'holds' };
      },
    };
    const report = await run([writing], { cacheName: 'mine' });
    expect(report).toMatchObject({ cacheName: 'mine', isClean: true });
    await withClient(async (client) => {
      const exist = await client.keysExist('mine', ['theirs', own, `${own}-item`]);
      expect(exist).toHaveProperty('type', 'Success');
      expect('exists' in exist && exist.exists()).toEqual([true, false, false]);
    });
  });

  it.each([
    ['PERMISSION_DENIED', 'this API key may not. Name an existing cache by --cache'],
    ['RESOURCE_EXHAUSTED', 'the account has as many caches as it may. Name one of them by --cache'],
    ['UNAUTHENTICATED', 'MOMENTO_API_KEY is not accepted'],
  ] as const)('says what to do if it can create no cache: %s', async (status, advice) => {
    target.engine.faults.inject({ kind: 'error', rpc: 'CreateCache', status });
    await expect(run([])).rejects.toThrow(`unable to create a cache; ${advice}`);
  });

  it('refuses a cache that does not exist', async () => {
    const missing = run([], { cacheName: 'nowhere' });
    await expect(missing).rejects.toThrow('unable to use the cache nowhere; there is none');
  });
});

/** An assumption that holds. */
function trial(id: string): Assumption {
  return {
    id,
    statement: 'It holds.',
    dependsOn: 'this test',
    operations: 10,
    check: () => Promise.resolve({ kind: 'holds' }),
  };
}
