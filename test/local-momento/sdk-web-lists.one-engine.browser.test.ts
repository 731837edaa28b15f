import { expect } from '@open-wc/testing';
import { CollectionTtl, MomentoErrorCode } from '@gomomento/sdk-web';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { errorCodeOf } from '../helpers/engine-responses.js';
import { webClients, type WebClients } from '../helpers/engine-web-clients.js';

describe('lists in the browser SDK', () => {
  let engine: TestEngine;
  let clients: WebClients;

  before(async () => {
    engine = await startEngine({ caches: ['chat'] });
    const { authToken } = await engine.token({
      permissions: [{ role: 'readwrite', cache: 'chat' }],
      validForSeconds: 600,
    });
    clients = webClients(engine.webUrl, authToken);
  });

  after(() => engine.stop());

  it('push to the back, truncate the front, and fetch with negative indexes', async () => {
    for (const text of ['a', 'b', 'c', 'd']) {
      const ttl = new CollectionTtl(60, true);
      const pushed = await clients.cache.listPushBack('chat', 'room', text, {
        truncateFrontToSize: 3,
        ttl,
      });
      expect(pushed.type).to.equal('Success');
    }
    const fetched = await clients.cache.listFetch('chat', 'room', { startIndex: -2 });
    expect(fetched.value()).to.deep.equal(['c', 'd']);
    expect(await engine.list({ cache: 'chat', list: 'room' })).to.deep.equal(['b', 'c', 'd']);
  });

  it('preserve text in any script', async () => {
    const texts = ['こんにちは', '👩‍👩‍👧', 'naïve — “quoted”', '\u0000\u0001'];
    await clients.cache.listConcatenateBack('chat', 'scripts', texts);
    const fetched = await clients.cache.listFetch('chat', 'scripts');
    expect(fetched.value()).to.deep.equal(texts);
  });

  it('return a Miss for a list that does not exist', async () => {
    expect((await clients.cache.listFetch('chat', 'nowhere')).type).to.equal('Miss');
    expect((await clients.cache.listLength('chat', 'nowhere')).type).to.equal('Miss');
  });

  it('remove every element equal to a value', async () => {
    await clients.cache.listConcatenateBack('chat', 'odds', ['x', 'y', 'x']);
    await clients.cache.listRemoveValue('chat', 'odds', 'x');
    expect(await engine.list({ cache: 'chat', list: 'odds' })).to.deep.equal(['y']);
  });

  it('report a cache that does not exist with the SDK’s error code', async () => {
    const { authToken } = await engine.token({
      permissions: [{ role: 'readwrite' }],
      validForSeconds: 600,
    });
    const { cache } = webClients(engine.webUrl, authToken);
    const fetched = await cache.listFetch('no-such-cache', 'room');
    expect(errorCodeOf(fetched)).to.equal(MomentoErrorCode.CACHE_NOT_FOUND_ERROR);
  });
});
