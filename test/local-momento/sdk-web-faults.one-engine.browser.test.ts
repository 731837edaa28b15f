import { expect } from '@open-wc/testing';
import { MomentoErrorCode } from '@gomomento/sdk-web';
import { startEngine, type TestEngine } from '../helpers/engine-client.js';
import { eventually } from '../helpers/engine-eventually.js';
import { errorCodeOf, errorTextOf } from '../helpers/engine-responses.js';
import { webClients, type WebClients } from '../helpers/engine-web-clients.js';

const list = { cache: 'chat', list: 'room' };

describe('faults in the browser SDK', () => {
  let engine: TestEngine;
  let clients: WebClients;

  beforeEach(async () => {
    engine = await startEngine({ caches: ['chat'] });
    const { authToken } = await engine.token({
      permissions: [{ role: 'readwrite', cache: 'chat' }],
      validForSeconds: 600,
    });
    clients = webClients(engine.webUrl, authToken);
  });

  afterEach(() => engine.stop());

  function push(text: string): Promise<object> {
    return clients.cache.listPushBack('chat', 'room', text);
  }

  it('an error status with its reason', async () => {
    await engine.faults.quota({ burst: 1, perSecond: 0 });
    await push('1');
    const refused = await push('2');
    expect(errorCodeOf(refused)).to.equal(MomentoErrorCode.LIMIT_EXCEEDED_ERROR);
    expect(errorTextOf(refused)).to.match(/^Request rate limit exceeded/);
    await engine.faults.clear();
    expect(errorCodeOf(await push('3'))).to.equal(undefined);
  });

  it('an error message with any script, a percent sign and a line break', async () => {
    const message = 'リストは100%です\n次の行, böse & schön 🦊';
    await engine.faults.inject({ kind: 'error', rpc: 'ListPushBack', count: 1, message });
    const refused = await push('1');
    expect(errorCodeOf(refused)).to.equal(MomentoErrorCode.SERVER_UNAVAILABLE);
    expect(errorTextOf(refused)).to.contain(message);
  });

  it('a push that is executed and then reported as failed', async () => {
    await engine.faults.inject({
      kind: 'lost-answer',
      rpc: 'ListPushBack',
      status: 'UNAVAILABLE',
      count: 1,
    });
    expect(errorCodeOf(await push('done anyway'))).to.equal(MomentoErrorCode.SERVER_UNAVAILABLE);
    expect(await engine.list(list)).to.deep.equal(['done anyway']);
  });

  it('a push that is never answered before the engine stops', async () => {
    await engine.faults.halfOpen();
    const unanswered = push('never done');
    await eventually(async () => (await engine.stats()).calls['ListPushBack'] === 1);
    await engine.restart();
    expect(errorCodeOf(await unanswered)).not.to.equal(undefined);
    expect(await engine.list(list)).to.deep.equal([]);
  });

  it('a stopped engine', async () => {
    await engine.down();
    expect(errorCodeOf(await push('lost'))).not.to.equal(undefined);
    await engine.up();
    expect(errorCodeOf(await push('kept'))).to.equal(undefined);
    expect(await engine.push(list, 'by somebody else')).to.equal(2);
  });
});
