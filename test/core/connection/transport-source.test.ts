import { expect, it } from 'vitest';
import { fixedTransport } from '../../../src/core/connection/transport-source.js';
import type { Transport } from '../../../src/transport/transport.js';
import { ScriptedNetwork, ScriptedTransport } from '../../helpers/scripted-transport.js';

it('fixedTransport() provides its transport at the start and at each renewal', () => {
  const transport = new ScriptedTransport(new ScriptedNetwork());
  const given: Transport[] = [];
  const faults: unknown[] = [];
  const source = fixedTransport(transport);
  source.renew();
  expect(given).toEqual([]);
  source.start(
    { onTransport: (each) => given.push(each), onFault: (fault) => faults.push(fault) },
    new AbortController().signal,
  );
  expect(given).toEqual([transport]);
  source.renew();
  source.retryNow();
  expect(given).toHaveLength(2);
  expect(given[1]).toBe(transport);
  expect(faults).toEqual([]);
});
