import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { OutboxFixture, echo, messagesIn } from './outbox-fixture.js';

describe('a message that may have been stored', () => {
  let fixture: OutboxFixture;

  beforeEach(() => {
    fixture = new OutboxFixture();
  });

  it('is searched for in the list before it is stored again', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('service-unavailable'));
    await fixture.add('hello');
    fixture.network.stored = fixture.network.pushed.slice();
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls).toEqual(['push a: hello', 'fetch a', 'publish a: hello']);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('is not stored again while the list cannot be fetched', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('service-unavailable'));
    fixture.network.breakDown('fetch', fault('service-unavailable'));
    await fixture.add('hello');
    await fixture.clock.advance(600_000);
    expect(fixture.network.pushed).toHaveLength(1);
    fixture.network.restore('fetch');
    await fixture.clock.advance(60_000);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('is stored again without a fetch if the service reports that it stored nothing', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('quota-exceeded'));
    await fixture.add('hello');
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls).toEqual(['push a: hello', 'push a: hello', 'publish a: hello']);
  });

  it('is stored again alone, and the next ones in growing batches', async () => {
    fixture.network.fail('push', fault('service-unavailable'));
    const texts = Array.from({ length: 10 }, (_, i) => `m${String(i)}`);
    await fixture.addTogether(...texts);
    await fixture.clock.advance(10_000);
    const pushes = fixture.network.calls.filter((call) => call.startsWith('push'));
    expect(pushes.map((call) => call.split(', ').length)).toEqual([10, 1, 2, 4, 3]);
    expect(fixture.sent).toEqual(texts);
  });

  it('keeps its order', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('service-unavailable'));
    await fixture.add('hello');
    fixture.lastOrder = 100;
    await fixture.add('behind it');
    await fixture.clock.advance(1_000);
    const [first, again, behind] = messagesIn(fixture.network.pushed);
    expect([first?.order, again?.order]).toEqual([1, 1]);
    expect(behind?.order).toBeGreaterThan(100);
  });

  it('gets a new order if the history lacks it, and is not stored again if the history has it', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('service-unavailable', 60_000));
    const [lost, stored] = await fixture.addTogether('lost', 'stored');
    fixture.lastOrder = 100;
    const since = fixture.outbox.mark();
    fixture.outbox.reconcile([{ message: echo(stored, 'ada', false) }], since);
    await fixture.clock.advance(60_000);
    expect(fixture.network.calls.slice(1)).toEqual([
      'push a: lost',
      'publish a: lost',
      'publish a: stored',
    ]);
    expect(messagesIn(fixture.network.published).map(({ id, order }) => [id, order])).toEqual([
      [lost.id, 101],
      [stored.id, 2],
    ]);
  });

  it('stays before later messages that were refused together with it', async () => {
    // The batch is refused, and then the outcome of the first message alone is unknown.
    fixture.network.fail('push', fault('cache-not-found'), fault('service-unavailable', 60_000));
    await fixture.start();
    const added = await fixture.addTogether('first', 'second', 'third');
    await settle();
    fixture.lastOrder = 100;
    fixture.outbox.reconcile([], fixture.outbox.mark());
    await fixture.clock.advance(60_000);
    const published = messagesIn(fixture.network.published);
    expect(published.map(({ id }) => id)).toEqual(added.map(({ id }) => id));
    expect(published.map(({ order }) => order)).toEqual([101, 102, 103]);
  });

  it('ignores a history that was fetched before the current call', async () => {
    const push = fixture.network.hold('push');
    await fixture.start();
    const since = fixture.outbox.mark();
    await fixture.add('hello');
    fixture.lastOrder = 100;
    fixture.outbox.reconcile([], since);
    push.pass();
    await settle();
    expect(fixture.network.published).toEqual(fixture.network.pushed);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('ignores a page that starts after it', async () => {
    fixture.network.fail('push', fault('service-unavailable', 60_000));
    await fixture.start();
    await fixture.add('hello');
    await settle();
    const since = fixture.outbox.mark();
    fixture.lastOrder = 100;
    fixture.outbox.reconcile([], since, 50);
    await fixture.clock.advance(60_000);
    const orders = (): (number | undefined)[] =>
      messagesIn(fixture.network.pushed).map((m) => m.order);
    // Perhaps stored twice, but with one order: readers see one message.
    expect(new Set(orders()).size).toBe(1);
    expect(orders()).toHaveLength(2);
  });

  it('ignores a history that was fetched before its last attempt', async () => {
    fixture.network.fail('push', fault('service-unavailable', 60_000));
    await fixture.start();
    const since = fixture.outbox.mark();
    await fixture.add('hello');
    fixture.lastOrder = 100;
    fixture.outbox.reconcile([], since);
    await fixture.clock.advance(60_000);
    expect(fixture.network.pushed).toHaveLength(2);
    expect(new Set(messagesIn(fixture.network.pushed).map(({ order }) => order)).size).toBe(1);
  });

  it('is stored again if the list lost it before it was published', async () => {
    fixture.network.fail('publish', fault('service-unavailable', 60_000));
    await fixture.start();
    await fixture.add('hello');
    const since = fixture.outbox.mark();
    fixture.outbox.reconcile([], since);
    await fixture.clock.advance(60_000);
    expect(fixture.network.calls).toEqual([
      'push a: hello',
      'publish a: hello',
      'push a: hello',
      'publish a: hello',
    ]);
  });

  it('is stored again with its old order if it was stored once, because readers may have seen it', async () => {
    fixture.network.fail('publish', fault('service-unavailable', 60_000));
    await fixture.start();
    await fixture.add('hello');
    fixture.lastOrder = 100;
    fixture.outbox.reconcile([], fixture.outbox.mark());
    await fixture.clock.advance(60_000);
    const orders = messagesIn([...fixture.network.pushed, ...fixture.network.published]).map(
      (m) => m.order,
    );
    expect(orders).toHaveLength(4);
    expect(new Set(orders).size).toBe(1);
  });

  it('is stored again if the stored message with its id has another text', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('service-unavailable'));
    const [message] = await fixture.addTogether('mine');
    const since = fixture.outbox.mark();
    fixture.outbox.reconcile(
      [{ message: { ...echo(message, 'ada', false), text: 'forged' } }],
      since,
    );
    await fixture.clock.advance(1_000);
    expect(fixture.network.calls).toEqual(['push a: mine', 'push a: mine', 'publish a: mine']);
  });

  describe('when it comes back as a live message', () => {
    it.each([
      ['is sent if the visitor’s own token published it', true, 'ada', 'ada', []],
      ['is sent if the visitor’s id is unknown', true, 'ada', undefined, []],
      ['is sent if the service does not name the publisher', false, 'ada', 'ada', []],
      ['stays unsent if another user’s token published it', true, 'eve', 'ada', ['hello']],
    ])('%s', async (_, verified, by, ownId, left) => {
      const push = fixture.network.hold('push');
      await fixture.start();
      const [message] = await fixture.add('hello');
      if (!message) throw new Error('not accepted');
      fixture.outbox.settle(echo(message, by, verified), ownId);
      expect(fixture.pending()).toEqual(left);
      fixture.outbox.settle(echo(message, 'ada'), 'ada');
      expect(fixture.sent).toEqual(['hello']);
      // The late answer changes nothing.
      push.pass();
      await fixture.clock.advance(60_000);
      expect(fixture.sent).toEqual(['hello']);
      expect(fixture.network.published).toEqual([]);
      fixture.reload();
      expect(fixture.outbox.messages).toEqual([]);
    });

    it('stays unsent if the text differs', async () => {
      const [message] = await fixture.add('hello');
      if (!message) throw new Error('not accepted');
      fixture.outbox.settle({ ...echo(message, 'ada'), text: 'forged' }, 'ada');
      expect(fixture.pending()).toEqual(['hello']);
    });
  });
});
