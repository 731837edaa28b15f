import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyWith, type Suite } from '../../src/cli/verify-command.js';
import type { VerifyOptions } from '../../src/cli/verify-options.js';
import type { EngineTarget } from '../../src/verify/engine-target.js';
import * as real from '../../src/verify/index.js';

const OPTIONS: VerifyOptions = {
  engineOnly: false,
  only: ['equal-values', 'webhooks'],
  cacheName: undefined,
  large: false,
  webhook: undefined,
  json: false,
};

describe('the command, with a service', () => {
  let service: EngineTarget;
  let output: string;
  let errors: string;

  beforeEach(async () => {
    service = await real.startEngineTarget();
    output = errors = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    });
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      errors += String(text);
      return true;
    });
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    await service.close();
  });

  /** A second engine in the place of the service: no account takes part. */
  function withService(more: Partial<Suite> = {}): Suite {
    const close = () => Promise.resolve();
    return { ...real, serviceTarget: () => ({ ...service, kind: 'service', close }), ...more };
  }

  it('prints both side by side, and ends with 0 if nothing differs', async () => {
    expect(await verifyWith(withService(), { ...OPTIONS, only: ['equal-values'] }, {})).toBe(0);
    expect(output).toMatch(/^Assumption +Engine +Service +What depends on it$/m);
    expect(output).toMatch(/^equal-values: .* {2}holds {5}holds {5}/m);
    expect(output).toContain('Engine: 1 hold, 0 differ, 0 unknown.');
    expect(output).toMatch(/^Service: 1 hold.*see Momento’s price list/m);
    expect(errors).toMatch(/^Checking the service, in the cache momento-chat-verify-\w+\.\n$/);
  });

  it('ends with 1 if the service differs', async () => {
    // This service has no webhooks.
    expect(await verifyWith(withService(), OPTIONS, {})).toBe(1);
    expect(output).toMatch(/^webhooks: .* {2}unknown {3}differs {3}/m);
    expect(output).toMatch(
      /^Differs on the service:\n {2}webhooks: putting one: BAD_REQUEST_ERROR/m,
    );
  });

  it('ends with 1 if the engine differs', async () => {
    const startEngineTarget: Suite['startEngineTarget'] = async () => {
      const target = await real.startEngineTarget();
      const fault = { kind: 'error', rpc: 'ListRemove', status: 'PERMISSION_DENIED' } as const;
      target.engine.faults.inject(fault);
      return target;
    };
    const options = { ...OPTIONS, engineOnly: true };
    expect(await verifyWith(withService({ startEngineTarget }), options, {})).toBe(1);
    expect(output).toMatch(/^equal-values: .* {2}differs {3}/m);
    expect(output).not.toContain('Service');
  });

  it('ends with 1 if the service has no cache for it, and checks the engine all the same', async () => {
    service.engine.faults.inject({
      kind: 'error',
      rpc: 'CreateCache',
      status: 'PERMISSION_DENIED',
    });
    expect(await verifyWith(withService(), OPTIONS, {})).toBe(1);
    expect(errors).toMatch(/^momento-chat verify: unable to create a cache; .* by --cache/);
    expect(output).toContain('Engine: 1 hold, 0 differ, 1 unknown.');
  });

  it('prints data with --json', async () => {
    const options = { ...OPTIONS, json: true };
    expect(await verifyWith(withService(), options, {})).toBe(1);
    const json = JSON.parse(output) as ReturnType<typeof real.jsonOf>;
    expect(json).toMatchObject({
      differs: true,
      targets: {
        engine: { holds: 1, differs: 0, unknown: 1, isClean: true },
        service: { holds: 1, differs: 1, unknown: 0, isClean: true },
      },
    });
    expect(json.assumptions.map(({ id }) => id)).toEqual(['equal-values', 'webhooks']);
    expect(json.assumptions[0]).toMatchObject({
      engine: { outcome: 'holds' },
      service: { outcome: 'holds' },
    });
  });

  it('deletes its caches, and ends with 130, on Ctrl+C', async () => {
    const running = verifyWith(withService(), { ...OPTIONS, only: ['stream-expiry'] }, {});
    await vi.waitFor(() => expect(service.engine.stats().openStreams).toBe(1), 20_000);
    process.emit('SIGINT');
    expect(await running).toBe(130);
    expect(output).toContain('stream-expiry: the run was interrupted');
    const [, cache = ''] = /in the cache (\S+)\.\n/.exec(errors) ?? [];
    const read = () => service.engine.direct.listFetch({ cache, list: 'x' });
    expect(read).toThrow("doesn't exist");
  });
});
