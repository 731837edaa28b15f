import { beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../../src/protocol/errors.js';
import type { WireMessage } from '../../../src/protocol/message-codec.js';
import type { ChatMessage } from '../../../src/protocol/message.js';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { ADA, GRACE, OutboxFixture, messagesIn } from './outbox-fixture.js';

describe('an outbox in a moderated room', () => {
  let fixture: OutboxFixture;

  beforeEach(() => {
    fixture = new OutboxFixture('moderated');
    fixture.outbox.start(fixture.transport);
  });

  /** A message as the moderator publishes it. */
  function moderated(id: string, text: string, userId = ADA.id): ChatMessage {
    return { id, text, author: { id: userId, name: 'Ada', verified: true }, sentAt: 1 };
  }

  it('stores nothing and publishes each message to the moderator once', async () => {
    await fixture.add('one', 'two');
    await settle();
    expect(fixture.network.pushed).toEqual([]);
    expect(
      fixture.network.published.map((item) => (JSON.parse(item) as WireMessage).message),
    ).toEqual(['one', 'two']);
    expect(fixture.outbox.messages.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(fixture.sent).toEqual([]);
  });

  it('forgets a message when the moderator publishes it, with a changed text too', async () => {
    const [one, two] = await fixture.add('one', 'two');
    await settle();
    fixture.outbox.settle(moderated(one?.id ?? '', 'o**'), undefined);
    fixture.outbox.settle(moderated(two?.id ?? '', 'two'), ADA.id);
    expect(fixture.outbox.messages).toEqual([]);
    // The timeline shows the moderator’s text, not the sent one.
    expect(fixture.sent).toEqual([]);
    expect(fixture.clock.pending).toBe(0);
  });

  it('keeps a message that comes back under another user’s id', async () => {
    const [one] = await fixture.add('one');
    fixture.outbox.settle(moderated(one?.id ?? '', 'one', 'mallory'), undefined);
    expect(fixture.outbox.messages).toHaveLength(1);
  });

  it('publishes an unanswered message again with growing delays, and reports it as unanswered', async () => {
    await fixture.add('one');
    await settle();
    const asked = (): number => fixture.network.published.length;
    expect(asked()).toBe(1);
    await fixture.clock.advance(19_000);
    expect(asked()).toBe(1);
    await fixture.clock.advance(2_000);
    expect(asked()).toBe(2);
    expect(fixture.unanswered).toBe(1);
    await fixture.clock.advance(38_000);
    expect(asked()).toBe(2);
    await fixture.clock.advance(3_000);
    expect(asked()).toBe(3);
    expect(new Set(fixture.network.published).size).toBe(1);
  });

  it('publishes again at once after a sleep in which timers and the monotonic clock stood still', async () => {
    await fixture.add('one');
    await settle();
    fixture.outbox.start(fixture.transport);
    await settle();
    expect(fixture.network.published).toHaveLength(1);
    fixture.clock.standStill(8 * 3_600_000);
    fixture.outbox.start(fixture.transport);
    await settle();
    expect(fixture.network.published).toHaveLength(2);
    expect(fixture.clock.pending).toBe(1);
    // A message that the history contains is not published again.
    fixture.outbox.settle(moderated(fixture.outbox.messages[0]?.id ?? '', 'one'), undefined);
    fixture.clock.standStill(8 * 3_600_000);
    fixture.outbox.start(fixture.transport);
    await settle();
    expect(fixture.network.published).toHaveLength(2);
    expect(fixture.clock.pending).toBe(0);
  });

  it('fails a rejected message, and publishes it again on retry()', async () => {
    const [one] = await fixture.add('one');
    await settle();
    const error = new ChatError('message-rejected', 'no', { reason: 'Be kind.' });
    fixture.outbox.reject(one?.id ?? '', error);
    expect(fixture.outbox.messages[0]).toMatchObject({
      state: 'failed',
      error: { reason: 'Be kind.' },
    });
    await fixture.clock.advance(100_000);
    expect(fixture.network.published).toHaveLength(1);
    fixture.reload();
    fixture.outbox.start(fixture.transport);
    // The reason survives a reload.
    expect(fixture.outbox.messages[0]).toMatchObject({
      state: 'failed',
      error: { reason: 'Be kind.' },
    });
    fixture.outbox.retry(one?.id ?? '');
    await settle();
    expect(fixture.network.published).toHaveLength(2);
  });

  it('publishes again after a reload with the same order, because later messages may have theirs', async () => {
    await fixture.add('one');
    await settle();
    fixture.lastOrder = 100;
    fixture.reload();
    fixture.network.fail('publish', fault('service-unavailable'));
    await fixture.start();
    await fixture.clock.advance(10_000);
    const orders = messagesIn(fixture.network.published).map(({ order }) => order);
    expect(orders.length).toBeGreaterThan(1);
    expect(new Set(orders).size).toBe(1);
  });

  it('orders messages that are written after the reload behind it, whatever the clock shows', async () => {
    fixture.lastOrder = 100;
    await fixture.add('one');
    await settle();
    fixture.lastOrder = 0;
    fixture.reload();
    await fixture.add('two');
    await fixture.start();
    const orders = messagesIn(fixture.network.published).map(({ text, order }) => [text, order]);
    expect(orders.slice(-2)).toEqual([
      ['one', 101],
      ['two', 102],
    ]);
  });

  it('takes a later order if it has not reached the moderator', async () => {
    fixture.network.fail('publish', fault('service-unavailable', 60_000));
    await fixture.add('one');
    fixture.lastOrder = 100;
    await fixture.clock.advance(60_000);
    const orders = messagesIn(fixture.network.published).map(({ order }) => order);
    expect(orders.at(-1)).toBe(101);
  });

  it('waits for no answer to the previous user', async () => {
    await fixture.start();
    await fixture.add('hello');
    fixture.open(fixture.outbox, GRACE);
    expect(fixture.clock.pending).toBe(0);
    await fixture.clock.advance(600_000);
    expect(fixture.unanswered).toBe(0);
  });

  it('leaves no timer after dispose()', async () => {
    await fixture.add('one');
    await settle();
    fixture.outbox.dispose();
    expect(fixture.clock.pending).toBe(0);
  });
});
