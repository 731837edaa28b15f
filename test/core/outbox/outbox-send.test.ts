import { beforeEach, describe, expect, it } from 'vitest';
import { settle } from '../../helpers/fake-clock.js';
import { fault, ScriptedTransport } from '../../helpers/scripted-transport.js';
import { GRACE, OutboxFixture, messagesIn } from './outbox-fixture.js';

describe('sending from an outbox', () => {
  let fixture: OutboxFixture;

  beforeEach(() => {
    fixture = new OutboxFixture();
  });

  it('accepts no message before the user is known', () => {
    expect(fixture.createOutbox().add('hello')).toBeUndefined();
  });

  it('stores a message, then publishes the same item', async () => {
    await fixture.start();
    await fixture.add('hello');
    expect(fixture.network.calls).toEqual(['push a: hello', 'publish a: hello']);
    expect(fixture.network.published).toEqual(fixture.network.pushed);
    expect(fixture.sent).toEqual(['hello']);
    expect(fixture.outbox.messages).toEqual([]);
  });

  it('stores waiting messages by one call and publishes them in the order of writing', async () => {
    await fixture.add('one', 'two', 'three');
    expect(fixture.network.calls).toEqual([]);
    await fixture.start();
    expect(fixture.network.calls).toEqual([
      'push a: one, two, three',
      'publish a: one',
      'publish a: two',
      'publish a: three',
    ]);
    expect(messagesIn(fixture.network.published).map(({ order }) => order)).toEqual([1, 2, 3]);
    expect(fixture.sent).toEqual(['one', 'two', 'three']);
  });

  it('stores at most 20 messages by one call', async () => {
    const texts = Array.from({ length: 45 }, (_, index) => String(index));
    await fixture.add(...texts);
    await fixture.start();
    const pushes = fixture.network.calls.filter((call) => call.startsWith('push'));
    expect(pushes.map((call) => call.split(', ').length)).toEqual([20, 20, 5]);
    expect(fixture.sent.sort((a, b) => Number(a) - Number(b))).toEqual(texts);
  });

  it('finishes the current call after stop(), and then sends nothing', async () => {
    const push = fixture.network.hold('push');
    await fixture.start();
    await fixture.add('one', 'two');
    fixture.outbox.stop();
    push.pass();
    await fixture.clock.advance(600_000);
    expect(fixture.network.calls).toEqual(['push a: one']);
    expect(fixture.pending()).toEqual(['one', 'two']);
    await fixture.start();
    expect(fixture.sent).toEqual(['one', 'two']);
  });

  it('sends through the new transport what the previous one failed to send', async () => {
    fixture.network.fail('push', fault('quota-exceeded'));
    const push = fixture.network.hold('push');
    await fixture.start();
    await fixture.add('hello');
    await fixture.clock.advance(250);
    fixture.outbox.start(new ScriptedTransport(fixture.network, 'b'));
    push.fail(fault('service-unavailable'));
    await settle();
    expect(fixture.network.calls.slice(2)).toEqual([
      'fetch b',
      'push b: hello',
      'publish b: hello',
    ]);
  });

  it('sends a message that is added at the moment when the last one is done', async () => {
    await fixture.start();
    for (let hops = 0; hops < 12; hops += 1) {
      fixture.onChange = () => {
        if (fixture.outbox.messages.length > 0) return;
        fixture.onChange = () => undefined;
        let turn = Promise.resolve();
        for (let hop = 0; hop < hops; hop += 1) turn = turn.then(() => undefined);
        void turn.then(() => fixture.outbox.add('second'));
      };
      await fixture.add('first');
      await settle();
      expect(fixture.pending()).toEqual([]);
    }
  });

  it('sends nothing of a new user with the previous user’s token', async () => {
    await fixture.start();
    fixture.open(fixture.outbox, GRACE);
    await fixture.add('I am Grace');
    expect(fixture.network.calls).toEqual([]);
    fixture.outbox.start(new ScriptedTransport(fixture.network, 'b'));
    await settle();
    expect(fixture.network.calls).toEqual(['push b: I am Grace', 'publish b: I am Grace']);
  });

  it('retries the failed step with growing delays, under the same id', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('quota-exceeded'), fault('service-unavailable'));
    fixture.network.fail('publish', fault('quota-exceeded'), fault('quota-exceeded'));
    await fixture.add('hello');
    expect(fixture.network.calls).toEqual(['push a: hello']);
    await fixture.clock.advance(248);
    expect(fixture.network.calls).toHaveLength(1);
    await fixture.clock.advance(1);
    expect(fixture.network.calls).toHaveLength(2);
    await fixture.clock.advance(499);
    expect(fixture.network.calls).toHaveLength(2);
    await fixture.clock.advance(1);
    expect(fixture.network.calls.slice(2)).toEqual([
      'fetch a',
      'push a: hello',
      'publish a: hello',
    ]);
    await fixture.clock.advance(600_000);
    expect(fixture.network.calls.slice(5)).toEqual(['publish a: hello', 'publish a: hello']);
    expect(new Set([...fixture.network.pushed, ...fixture.network.published]).size).toBe(1);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('waits as long as the service requests', async () => {
    await fixture.start();
    fixture.network.fail('push', fault('quota-exceeded', 60_000));
    await fixture.add('hello');
    await fixture.clock.advance(59_998);
    expect(fixture.sent).toEqual([]);
    await fixture.clock.advance(1);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('retries after an unknown error', async () => {
    await fixture.start();
    fixture.network.fail('push', new TypeError('network'));
    await fixture.add('hello');
    await fixture.clock.advance(1_000);
    expect(fixture.sent).toEqual(['hello']);
  });

  it('requests a new session when the token is no longer accepted, and continues with it', async () => {
    await fixture.start();
    fixture.network.fail('publish', fault('not-authenticated'));
    await fixture.add('hello');
    expect(fixture.sessionRequests).toBe(1);
    expect(fixture.pending()).toEqual(['hello']);
    fixture.outbox.start(new ScriptedTransport(fixture.network, 'b'));
    await settle();
    expect(fixture.network.calls).toEqual([
      'push a: hello',
      'publish a: hello',
      'publish b: hello',
    ]);
  });
});
