import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_PENDING } from '../../../src/core/outbox/outbox.js';
import { fault } from '../../helpers/scripted-transport.js';
import { OutboxFixture } from './outbox-fixture.js';

describe('a message that cannot be sent', () => {
  let fixture: OutboxFixture;

  beforeEach(() => {
    fixture = new OutboxFixture();
  });

  it('fails alone; the other messages of its batch are sent in order', async () => {
    await fixture.add('one', 'two', 'three');
    fixture.network.fail('push', fault('service-rejected'), fault('service-rejected'));
    await fixture.start();
    expect(fixture.network.calls).toEqual([
      'push a: one, two, three',
      'push a: one',
      'push a: two',
      'publish a: two',
      'push a: three',
      'publish a: three',
    ]);
    expect(fixture.pending()).toEqual(['one: service-rejected']);
    expect(fixture.sent).toEqual(['two', 'three']);
    expect(fixture.clock.pending).toBe(0);
  });

  it('fails after it was stored if publishing is not permitted', async () => {
    fixture.network.fail('publish', fault('not-permitted'));
    await fixture.start();
    await fixture.add('hello');
    expect(fixture.pending()).toEqual(['hello: not-permitted']);
  });

  it('is sent on retry(), behind the others, and not stored twice', async () => {
    fixture.network.fail('publish', fault('not-permitted'));
    await fixture.start();
    const [failed] = await fixture.add('failed');
    fixture.outbox.stop();
    await fixture.add('next');
    fixture.outbox.retry(failed?.id ?? '');
    expect(fixture.pending()).toEqual(['next', 'failed']);
    fixture.network.takeCalls();
    await fixture.start();
    expect(fixture.network.takeCalls()).toEqual([
      'push a: next',
      'publish a: next',
      'publish a: failed',
    ]);
    expect(fixture.outbox.messages).toEqual([]);
  });

  it('is forgotten on discard(), after a reload too', async () => {
    fixture.network.fail('push', fault('not-permitted'));
    await fixture.start();
    const [failed] = await fixture.add('failed');
    fixture.outbox.discard(failed?.id ?? '');
    expect(fixture.outbox.messages).toEqual([]);
    fixture.reload();
    expect(fixture.outbox.messages).toEqual([]);
  });

  it('ignores retry() and discard() while it is being sent', async () => {
    const [message] = await fixture.add('hello');
    fixture.outbox.retry(message?.id ?? '');
    fixture.outbox.discard(message?.id ?? '');
    expect(fixture.pending()).toEqual(['hello']);
  });

  it('is refused and not kept if it is too long for an item', async () => {
    expect(() => fixture.outbox.add('x'.repeat(4096))).toThrow(
      expect.objectContaining({ code: 'message-too-long' }),
    );
    expect(fixture.outbox.messages).toEqual([]);
    await fixture.start();
    expect(fixture.network.calls).toEqual([]);
  });

  it('is refused while the outbox is full, and accepted once there is room', async () => {
    for (let i = 0; i < MAX_PENDING; i += 1) fixture.outbox.add('hello');
    expect(() => fixture.outbox.add('hello')).toThrow(
      expect.objectContaining({ code: 'outbox-full' }),
    );
    expect(fixture.outbox.messages).toHaveLength(MAX_PENDING);
    await fixture.start();
    expect(fixture.outbox.add('hello')).toBeDefined();
  });
});
