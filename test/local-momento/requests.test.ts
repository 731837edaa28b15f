import { cache_client as scs } from '@gomomento/generated-types/dist/cacheclient.js';
import { cache_client as topics } from '@gomomento/generated-types/dist/cachepubsub.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { rpcTable } from '../../src/local-momento/rpc/table.js';
import { Status } from '../../src/local-momento/engine/status.js';
import { webCall, type WebAnswer } from '../helpers/engine-web-call.js';

const utf8 = (value: string) => Buffer.from(value, 'utf8');
const { _ListEraseRequest: ListErase } = scs;

describe('requests that only other clients send', () => {
  let local: LocalMomento;

  beforeAll(async () => {
    local = await startLocalMomento({ caches: ['chat'] });
  });

  afterAll(() => local.close());

  function call(path: string, request: Uint8Array, cache = 'chat'): Promise<WebAnswer> {
    return webCall(local, { path, request, headers: { authorization: local.apiKey, cache } });
  }

  async function erase(values: string[], request: scs._ListEraseRequest): Promise<string[]> {
    const list = { cache: 'chat', list: 'erased' };
    await call('/cache_client.Scs/Delete', deleteRequest('erased'));
    local.direct.listPush({ ...list, values });
    const answer = await call('/cache_client.Scs/ListErase', request.serialize());
    expect(answer.status).toBe(Status.OK);
    const found = scs._ListEraseResponse.deserialize(answer.messages[0] ?? Buffer.alloc(0));
    const left = local.direct.listFetch(list);
    expect(found.found.list_length).toBe(left.length);
    return left;
  }

  it('can erase ranges of a list, by indexes before the removal', async () => {
    const range = (begin_index: number, count: number) =>
      new scs._ListRange({ begin_index, count });
    const some = new ListErase._ListRanges({ ranges: [range(1, 2), range(4, 1)] });
    const request = new ListErase({ list_name: utf8('erased'), some });
    expect(await erase(['a', 'b', 'c', 'd', 'e', 'f'], request)).toEqual(['a', 'd', 'f']);
  });

  it('can erase an entire list', async () => {
    const request = new ListErase({ list_name: utf8('erased'), all: new ListErase._All() });
    expect(await erase(['a', 'b'], request)).toEqual([]);
  });

  it('can erase from a list that does not exist', async () => {
    const request = new ListErase({ list_name: utf8('nowhere'), all: new ListErase._All() });
    const answer = await call('/cache_client.Scs/ListErase', request.serialize());
    const { has_missing } = scs._ListEraseResponse.deserialize(
      answer.messages[0] ?? Buffer.alloc(0),
    );
    expect(has_missing).toBe(true);
  });

  it.each([
    ['a key without a name', 'Scs/Get', new scs._GetRequest()],
    ['a set without a time to live', 'Scs/Set', new scs._SetRequest({ cache_key: utf8('k') })],
    [
      'a conditional set without a condition',
      'Scs/SetIf',
      new scs._SetIfRequest({ cache_key: utf8('k'), ttl_milliseconds: 1 }),
    ],
    [
      'a TTL update without a value',
      'Scs/UpdateTtl',
      new scs._UpdateTtlRequest({ cache_key: utf8('k') }),
    ],
    [
      'a removal without a value',
      'Scs/ListRemove',
      new scs._ListRemoveRequest({ list_name: utf8('l') }),
    ],
    ['an erasure without ranges', 'Scs/ListErase', new ListErase({ list_name: utf8('l') })],
    [
      'a message without a value',
      'pubsub.Pubsub/Publish',
      new topics.pubsub._PublishRequest({ cache_name: 'chat', topic: 'room' }),
    ],
    [
      'a topic without a name',
      'pubsub.Pubsub/Subscribe',
      new topics.pubsub._SubscriptionRequest({ cache_name: 'chat' }),
    ],
  ])('%s gets INVALID_ARGUMENT', async (_, method, request) => {
    const answer = await call(`/cache_client.${method}`, request.serialize());
    expect(answer.status).toBe(Status.INVALID_ARGUMENT);
  });

  it('a call without a cache gets INVALID_ARGUMENT', async () => {
    const request = new scs._GetRequest({ cache_key: utf8('k') });
    const answer = await call('/cache_client.Scs/Get', request.serialize(), '');
    expect(answer.status).toBe(Status.INVALID_ARGUMENT);
  });

  it.each([...rpcTable.keys()])(
    'random bytes to %s get a status, but never INTERNAL',
    async (path) => {
      const getsStatus = fc.asyncProperty(fc.uint8Array({ maxLength: 30 }), async (bytes) => {
        const { status } = await call(path, bytes);
        expect(Object.values(Status)).toContain(status);
        // INTERNAL means a defect of the engine.
        expect(status).not.toBe(Status.INTERNAL);
      });
      await fc.assert(getsStatus, { seed: 1, numRuns: 10 });
    },
  );
});

function deleteRequest(key: string): Uint8Array {
  return new scs._DeleteRequest({ cache_key: utf8(key) }).serialize();
}
