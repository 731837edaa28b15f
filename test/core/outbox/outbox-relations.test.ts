import { beforeEach, describe, expect, it } from 'vitest';
import { edit } from '../../../src/protocol/kinds/edit.js';
import type { RelationEvent } from '../../../src/core/timeline/relations.js';
import type { PendingMessage } from '../../../src/protocol/message.js';
import type { ChatMode } from '../../../src/protocol/room-rules.js';
import { settle } from '../../helpers/fake-clock.js';
import { fault } from '../../helpers/scripted-transport.js';
import { editOf } from '../timeline/timeline-items.js';
import { echo, OutboxFixture } from './outbox-fixture.js';

describe('a relation in the outbox', () => {
  let fixture: OutboxFixture;
  let relation: RelationEvent;

  beforeEach(async () => {
    fixture = new OutboxFixture();
    relation = editOf('m1', 'ada', 7, 'hello');
    await fixture.start();
  });

  it('is stored, published, and then cleaned up after', async () => {
    fixture.outbox.relate(relation, 'the edit before');
    expect(fixture.outbox.relations).toEqual([relation]);
    await settle();
    expect(fixture.network.pushed).toEqual(fixture.network.published);
    expect(fixture.cleanedUp).toEqual([['edit', 'the edit before']]);
    expect(fixture.related).toEqual([relation.event]);
    expect([fixture.outbox.relations, fixture.outbox.changes]).toEqual([[], []]);
  });

  it('is stored by another call than messages', async () => {
    fixture.outbox.stop();
    fixture.outbox.add('hi');
    fixture.outbox.relate(relation);
    await fixture.start();
    const pushes = fixture.network.calls.filter((call) => call.startsWith('push'));
    expect(pushes).toEqual(['push a: hi', 'push a: edit']);
  });

  it('is stored again after a lost answer, and looked for nowhere: twice is once', async () => {
    fixture.network.fail('push', fault('connection-lost'));
    fixture.outbox.relate(relation);
    await fixture.clock.advance(10_000);
    expect(fixture.network.pushed).toHaveLength(2);
    expect(fixture.network.calls.filter((call) => call.startsWith('fetch'))).toEqual([]);
    expect(fixture.related).toEqual([relation.event]);
  });

  it('is sent after a reload, with what it replaces', async () => {
    fixture.network.breakDown('publish', fault('connection-lost'));
    fixture.outbox.relate(relation, 'the edit before');
    await settle();
    const again = fixture.reload();
    expect(again.relations).toMatchObject([
      { kind: edit, event: relation.event, stamp: relation.stamp },
    ]);
    fixture.network.restore('publish');
    await fixture.start();
    expect(fixture.cleanedUp).toEqual([['edit', 'the edit before']]);
  });

  it('that fails is no longer shown, can be tried again, and is forgotten with its message', async () => {
    fixture.network.fail('push', fault('service-rejected'), fault('service-rejected'));
    fixture.outbox.relate(relation);
    await settle();
    const { id } = relation.stamp;
    expect(fixture.outbox.relations).toEqual([]);
    expect(fixture.outbox.changes).toMatchObject([{ id, messageId: 'm1', state: 'failed' }]);
    fixture.outbox.retry(id);
    await settle();
    expect(fixture.outbox.changes).toMatchObject([{ id, state: 'failed' }]);
    fixture.outbox.forgetChanges('another');
    expect(fixture.outbox.changes).toHaveLength(1);
    fixture.outbox.forgetChanges('m1');
    expect(fixture.outbox.changes).toEqual([]);
    expect(fixture.reload().changes).toEqual([]);
  });
});

describe('a message that is withdrawn', () => {
  it('is never sent if it was not tried', async () => {
    const fixture = new OutboxFixture();
    const message = fixture.outbox.add('hi');
    expect(fixture.outbox.withdraw(message?.id ?? '')).toBe(true);
    await fixture.start();
    expect([fixture.network.pushed, fixture.withdrawn]).toEqual([[], []]);
  });

  it('is removed for all once it has arrived, if it may have been sent', async () => {
    const fixture = new OutboxFixture();
    const push = fixture.network.hold('push');
    const id = fixture.outbox.add('hi')?.id ?? '';
    await fixture.start();
    fixture.outbox.withdraw(id);
    expect(fixture.outbox.messages).toEqual([]);
    push.pass();
    await settle();
    expect([fixture.sent, fixture.withdrawn]).toEqual([['hi'], [id]]);
  });

  it('is removed for all if it is stored, and publishing it is refused', async () => {
    const fixture = new OutboxFixture();
    const publish = fixture.network.hold('publish');
    const id = fixture.outbox.add('hi')?.id ?? '';
    await fixture.start();
    fixture.outbox.withdraw(id);
    publish.fail(fault('not-permitted'));
    await settle();
    expect([fixture.outbox.messages, fixture.withdrawn]).toEqual([[], [id]]);
  });

  for (const mode of ['direct', 'moderated'] as const) {
    describe(`by a server, in a ${mode} room`, () => {
      it('is removed for all once it has arrived, if an answer was lost', async () => {
        const { fixture, message } = await withoutAnswer(mode);
        fixture.outbox.withdraw(message.id);
        await fixture.clock.advance(60_000);
        if (mode === 'moderated') fixture.outbox.settle(echo(message, 'ada'), 'ada');
        expect([fixture.outbox.messages, fixture.withdrawn]).toEqual([[], [message.id]]);
      });

      it('is removed for all once it has arrived, after a reload, too', async () => {
        const { fixture, message } = await withoutAnswer(mode);
        fixture.outbox.stop();
        fixture.reload();
        fixture.outbox.withdraw(message.id);
        await fixture.start();
        if (mode === 'moderated') fixture.outbox.settle(echo(message, 'ada'), 'ada');
        expect([fixture.outbox.messages, fixture.withdrawn]).toEqual([[], [message.id]]);
      });

      it('is forgotten if the server has refused it', async () => {
        const fixture = new OutboxFixture(mode, true);
        fixture.network.fail('publish', fault('not-permitted'));
        const id = fixture.outbox.add('hi')?.id ?? '';
        await fixture.start();
        fixture.outbox.withdraw(id);
        await fixture.clock.advance(60_000);
        expect([fixture.network.published.length, fixture.withdrawn]).toEqual([1, []]);
        expect(fixture.reload().messages).toEqual([]);
      });
    });
  }

  it('is forgotten if the moderator has rejected it', async () => {
    const fixture = new OutboxFixture('moderated');
    const id = fixture.outbox.add('hi')?.id ?? '';
    await fixture.start();
    fixture.outbox.reject(id, fault('message-rejected'));
    fixture.outbox.withdraw(id);
    await fixture.clock.advance(60_000);
    expect([fixture.network.published.length, fixture.withdrawn]).toEqual([1, []]);
  });

  it('is nothing that the outbox has not', () => {
    expect(new OutboxFixture().outbox.withdraw('unknown')).toBe(false);
  });
});

/** A message that a server may have taken: the connection broke before it answered. */
async function withoutAnswer(
  mode: ChatMode,
): Promise<{ fixture: OutboxFixture; message: PendingMessage }> {
  const fixture = new OutboxFixture(mode, true);
  fixture.network.fail('publish', fault('connection-lost'));
  const [message] = await fixture.add('hi');
  if (!message) throw new TypeError('the outbox took no message');
  await fixture.start();
  return { fixture, message };
}
