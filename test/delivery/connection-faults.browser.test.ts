import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  recordStatuses,
  shown,
  until,
  untilShown,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { RECOVERY, TwoVisitors, untilSent } from './two-visitors.js';

/** The fault matrix, part 1: the connection to the service. Tests assert the messages shown and the exact statuses. */
describe('when the connection to the service fails', () => {
  const chat = useChat();
  let visitors: TwoVisitors;

  beforeEach(async () => {
    visitors = await TwoVisitors.connect(chat);
  });

  /** Clicks the button in the status banner. */
  function tryNow(element: MomentoChatElement): void {
    const banner = element.renderRoot.querySelector('momento-chat-status-banner');
    const button = banner?.renderRoot.querySelector('button');
    if (!button) throw new Error('no button in the banner');
    button.click();
  }

  it('delivers messages sent while the engine was down', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await chat.engine.down();
    await untilStatus(ada, 'reconnecting');
    ada.send('while it was down');
    await chat.engine.up();
    await untilShown(grace, ['before', 'while it was down']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await visitors.expectDelivery('before', 'while it was down');
  });

  it('keeps the messages shown, and shows a gap, after an engine restart that loses the data', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.sendElsewhere(room, 'before');
    await untilShown(ada, ['before']);
    await untilShown(grace, ['before']);
    await chat.engine.restart({ keepData: false });
    await untilStatus(ada, 'reconnecting');
    await untilStatus(ada, 'connected');
    await untilStatus(grace, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await chat.sendElsewhere(room, 'after');
    await untilShown(ada, ['before', 'after']);
    const [gap] = await shown(ada, '.gap');
    expect(gap?.nextElementSibling?.textContent).to.contain('after');
    await expect(ada).to.be.accessible();
  });

  it('misses no message when every stream is cut in a quiet room', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilShown(grace, ['in the hole']);
    await visitors.expectDelivery('in the hole');
  });

  it('misses no message when every stream ends cleanly', async () => {
    const { room, ada, statuses } = visitors;
    await chat.engine.faults.endStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await visitors.expectDelivery('in the hole');
  });

  it('retries with increasing delays when a server ends every stream at once', async () => {
    const { ada, grace, statuses } = visitors;
    const before = await chat.calls('Subscribe');
    await chat.engine.faults.inject({ kind: 'end', rpc: 'Subscribe' });
    await chat.engine.faults.endStreams();
    await untilStatus(ada, 'reconnecting');
    await new Promise((resolve) => setTimeout(resolve, 3000)); // How often, in this time, is the point.
    // Two elements: at once, after half a second, a second, two; each try may cost one more that is cancelled.
    expect((await chat.calls('Subscribe')) - before).to.be.within(2, 24);
    await chat.engine.faults.clear();
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilStatus(grace, 'connected');
    await visitors.expectDelivery();
  });

  it('detects a stalled stream by its missing heartbeats', async () => {
    const { room, ada, grace, statuses } = visitors;
    await until('a pace of heartbeats', async () => (await chat.calls('Subscribe')) > 0);
    await new Promise((resolve) => setTimeout(resolve, 1000)); // A few heartbeats tell the pace.
    await chat.engine.faults.stallStreams();
    await chat.sendElsewhere(room, 'in the silence');
    await untilShown(ada, ['in the silence']);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await chat.engine.faults.releaseStreams();
    await untilShown(grace, ['in the silence']);
    await visitors.expectDelivery('in the silence');
  });

  it('gives up a half-open connection, which is never answered, and tries again', async function () {
    const { ada, grace, statuses } = visitors;
    this.timeout(40_000);
    await chat.engine.faults.halfOpen(true);
    await chat.engine.faults.dropStreams();
    await untilStatus(ada, 'reconnecting');
    ada.send('held');
    const before = await chat.calls('Subscribe');
    await until('a second try', async () => (await chat.calls('Subscribe')) >= before + 2).catch(
      () => {},
    );
    expect(ada.status).to.equal('reconnecting');
    await chat.engine.faults.halfOpen(false);
    tryNow(ada);
    tryNow(grace);
    await untilStatus(ada, 'connected');
    expect(statuses).to.deep.equal(RECOVERY);
    await untilShown(grace, ['held']);
    await visitors.expectDelivery('held');
  });

  it('shows live messages and sends while the history is slow', async function () {
    const { room, ada } = visitors;
    this.timeout(90_000);
    await visitors.storeEarlier(100);
    await chat.engine.faults.inject({ kind: 'delay', rpc: 'ListFetch', ms: 6_000 });
    const late = chat.open({ room, user: 'edsger' });
    await until('the way in', () => late.status === 'catching-up');
    ada.send('are you there?');
    await until('live messages', () => late.messages.some(({ text }) => text === 'are you there?'));
    expect(late.status).to.equal('catching-up');
    late.send('I am');
    await untilSent(late);
    await until('the sender’s message at the others', () =>
      ada.messages.some(({ text }) => text === 'I am'),
    );
    await untilStatus(late, 'connected');
    expect(late.messages.map(({ text }) => text)).to.include('earlier 99');
    expect(late.messages.at(-1)?.text).to.equal('I am');
  });

  it('keeps catching up until the history can be fetched', async () => {
    const { room, ada, grace, statuses } = visitors;
    await chat.engine.faults.inject({
      kind: 'error',
      status: 'UNAVAILABLE',
      rpc: 'ListFetch',
      count: 4,
    });
    await chat.engine.faults.dropStreams();
    await chat.sendElsewhere(room, 'in the hole');
    await untilShown(ada, ['in the hole']);
    await untilStatus(ada, 'connected');
    expect(statuses.at(-1)).to.equal('connected');
    expect(statuses.slice(0, -1)).to.not.include('connected');
    expect(statuses.filter((status) => status === 'catching-up')).to.have.length.at.least(1);
    await untilStatus(grace, 'connected');
    await visitors.expectDelivery('in the hole');
  });

  it('replaces a stream that has received much data, without losing a message even without a list', async function () {
    const { room } = visitors;
    this.timeout(40_000);
    chat.closeAll();
    const ada = chat.open({ room, user: 'ada', attributes: { 'history-limit': '0' } });
    await untilStatus(ada, 'connected');
    const statuses = recordStatuses(ada);
    const before = await chat.calls('Subscribe');
    const count = 400;
    for (let i = 0; i < count; i += 1) {
      const message = `${String(i)} ${'x'.repeat(2500)}`;
      const text = JSON.stringify({ id: `heavy ${String(i)}`, username: 'Elsewhere', message });
      await chat.engine.publish({ ...visitors.topic, text });
    }
    await until('all of it', () => ada.messages.length === count);
    expect(ada.messages.map(({ id }) => id)).to.deep.equal(
      Array.from({ length: count }, (_, i) => `heavy ${String(i)}`),
    );
    expect((await chat.calls('Subscribe')) - before).to.be.at.least(2);
    await untilStatus(ada, 'connected');
    expect(statuses.slice(0, 2)).to.deep.equal(['catching-up', 'connected']);
    expect(statuses).to.not.include('reconnecting');
    expect(await shown(ada, '.gap')).to.have.length(0);
  });
});
