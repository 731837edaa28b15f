import { describe, expect, it } from 'vitest';
import { tabStore } from '../../../src/platform/tab-store.js';
import { fault } from '../../helpers/scripted-transport.js';
import { settle } from '../../helpers/fake-clock.js';
import { OutboxFixture } from './outbox-fixture.js';

/** The states of the messages, each once in a row, as the visitor sees them. */
function watch(fixture: OutboxFixture): string[] {
  const seen: string[] = [];
  fixture.onChange = () => {
    const now = fixture.outbox.messages.map(({ state }) => state).join(' ');
    if (now !== seen.at(-1)) seen.push(now);
  };
  return seen;
}

describe('a message that the service has taken', () => {
  it('is sent in a direct room while it is stored and not published yet', async () => {
    const fixture = new OutboxFixture();
    const seen = watch(fixture);
    const push = fixture.network.hold('push');
    const publish = fixture.network.hold('publish');
    await fixture.start();
    await fixture.add('hello');
    expect(seen).toEqual(['sending']);
    push.pass();
    await settle();
    expect(seen).toEqual(['sending', 'sent']);
    publish.pass();
    await settle();
    expect(seen).toEqual(['sending', 'sent', '']);
  });

  it('is still sent after a reload, as older versions have kept it in the tab', async () => {
    const fixture = new OutboxFixture();
    fixture.network.breakDown('publish', fault('service-unavailable'));
    await fixture.start();
    await fixture.add('hello');
    fixture.reload();
    expect(fixture.outbox.messages.map(({ state }) => state)).toEqual(['sent']);
    const kept = [...tabStore().keys('momento-chat:outbox:')]
      .filter((key) => key.includes(`"${fixture.room}"`))
      .map((key) => tabStore().get(key) ?? '');
    expect(kept).toHaveLength(1);
    expect(Object.keys(JSON.parse(kept[0] ?? '') as object)).not.toContain('state');
  });

  it('is sent in a moderated room until the moderator answers, and while it is asked again', async () => {
    const fixture = new OutboxFixture('moderated');
    const seen = watch(fixture);
    const publish = fixture.network.hold('publish');
    await fixture.start();
    const [message] = await fixture.add('hello');
    expect(seen).toEqual(['sending']);
    publish.pass();
    await settle();
    await fixture.clock.advance(60_000);
    expect(seen).toEqual(['sending', 'sent']);
    fixture.outbox.reject(message?.id ?? '', fault('message-rejected'));
    expect(seen).toEqual(['sending', 'sent', 'failed']);
    const again = fixture.network.hold('publish');
    fixture.outbox.retry(message?.id ?? '');
    expect(seen.at(-1)).toBe('sending');
    again.pass();
    await settle();
    expect(seen.at(-1)).toBe('sent');
  });

  it('is not sent where the inbox has refused it', async () => {
    const fixture = new OutboxFixture('moderated');
    fixture.network.breakDown('publish', fault('service-unavailable'));
    await fixture.start();
    await fixture.add('hello');
    await fixture.clock.advance(60_000);
    expect(fixture.outbox.messages.map(({ state }) => state)).toEqual(['sending']);
  });

  it('is never only sent on a relay that stores it itself', async () => {
    const fixture = new OutboxFixture('direct', true);
    const seen = watch(fixture);
    const publish = fixture.network.hold('publish');
    await fixture.start();
    await fixture.add('hello');
    publish.pass();
    await settle();
    expect(seen).toEqual(['sending', '']);
  });
});
