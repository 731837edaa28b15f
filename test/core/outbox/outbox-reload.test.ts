import { beforeEach, describe, expect, it } from 'vitest';
import { tabStore } from '../../../src/platform/tab-store.js';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ADA, GRACE, OutboxFixture, messagesIn } from './outbox-fixture.js';

describe('an outbox after a reload', () => {
  let fixture: OutboxFixture;

  beforeEach(() => {
    fixture = new OutboxFixture();
  });

  it('keeps unsent messages in the tab, in order', async () => {
    const added = await fixture.add('one', 'two', 'three');
    const { messages } = fixture.reload();
    expect(messages).toEqual(added);
    await fixture.start();
    expect(fixture.sent).toEqual(['one', 'two', 'three']);
  });

  it('remembers that a message is stored, and its order', async () => {
    fixture.network.breakDown('publish', fault('service-unavailable'));
    await fixture.start();
    await fixture.add('hello');
    fixture.network.restore('publish');
    fixture.reload();
    fixture.network.takeCalls();
    await fixture.start();
    expect(fixture.network.calls).toEqual(['publish a: hello']);
    expect(new Set([...fixture.network.pushed, ...fixture.network.published]).size).toBe(1);
  });

  it('searches the list first for a message whose storing had begun', async () => {
    await fixture.start();
    fixture.network.hold('push');
    await fixture.add('hello');
    fixture.reload();
    fixture.network.stored = fixture.network.pushed.slice();
    fixture.network.takeCalls();
    await fixture.start();
    expect(fixture.network.calls).toEqual(['fetch a', 'publish a: hello']);
  });

  it('keeps a failed message failed', async () => {
    fixture.network.fail('push', fault('not-permitted'));
    await fixture.start();
    await fixture.add('hello');
    fixture.reload();
    expect(fixture.pending()).toEqual(['hello: not-permitted']);
  });

  it('fails a message that the user’s longer name makes too long', async () => {
    const longest = 'x'.repeat(3_932);
    await fixture.add(longest);
    fixture.reload({ ...ADA, name: 'Ada Lovelace'.repeat(5) });
    expect(fixture.pending()).toEqual([`${longest}: message-too-long`]);
    fixture.outbox.retry(fixture.outbox.messages[0]?.id ?? '');
    expect(fixture.pending()).toEqual([`${longest}: message-too-long`]);
  });

  it('shows each user only their own messages', async () => {
    await fixture.add('by Ada');
    fixture.open(fixture.outbox, GRACE);
    expect(fixture.pending()).toEqual([]);
    await fixture.add('by Grace');
    fixture.open(fixture.outbox);
    expect(fixture.pending()).toEqual(['by Ada']);
    fixture.open(fixture.outbox, GRACE);
    expect(fixture.pending()).toEqual(['by Grace']);
  });

  it('keeps messages when the user’s name changes', async () => {
    await fixture.add('hello');
    fixture.open(fixture.outbox, { ...ADA, name: 'Ada L.' });
    expect(fixture.pending()).toEqual(['hello']);
  });

  it('leaves no timer and makes no call after dispose()', async () => {
    fixture.network.breakDown('push', fault('service-unavailable'));
    await fixture.start();
    await fixture.add('hello');
    fixture.outbox.dispose();
    await settle();
    expect(fixture.clock.pending).toBe(0);
    await fixture.clock.advance(600_000);
    expect(fixture.network.calls).toEqual(['push a: hello']);
  });

  it('keeps a message whose call ends after dispose()', async () => {
    const push = fixture.network.hold('push');
    await fixture.start();
    await fixture.add('hello');
    fixture.outbox.dispose();
    push.pass();
    await settle();
    expect(fixture.network.calls).toEqual(['push a: hello']);
    fixture.reload();
    expect(fixture.outbox.messages.map(({ text }) => text)).toEqual(['hello']);
  });

  it('keeps nothing in the tab that the next outbox has sent', async () => {
    const push = fixture.network.hold('push');
    await fixture.start();
    await fixture.add('hello');
    fixture.reload();
    await fixture.start();
    push.pass();
    await settle();
    expect(fixture.sent).toEqual(['hello']);
    expect(
      tabStore()
        .keys('')
        .filter((key) => key.includes(`"${fixture.room}"`)),
    ).toEqual([]);
  });

  it('orders new messages after those sent before the reload, even before the history has come', async () => {
    fixture.lastOrder = 100;
    await fixture.start();
    await fixture.add('one');
    await settle();
    fixture.lastOrder = 0;
    fixture.reload();
    await fixture.add('two');
    await fixture.start();
    await settle();
    expect(messagesIn(fixture.network.published).map(({ text, order }) => [text, order])).toEqual([
      ['one', 101],
      ['two', 102],
    ]);
  });

  it('ignores an order in the tab that is more than a day ahead, because any script can write it', async () => {
    await fixture.start();
    await fixture.add('one');
    const key = tabStore()
      .keys('momento-chat:order:')
      .find((each) => each.includes(`${fixture.room}/`));
    if (key === undefined) throw new Error('no order in the tab');
    tabStore().set(key, String(fixture.clock.now() + 2 * 86_400_000));
    fixture.reload();
    await fixture.start();
    await fixture.add('two');
    await settle();
    expect(messagesIn(fixture.network.published).map(({ order }) => order)).toEqual([1, 2]);
  });
});
