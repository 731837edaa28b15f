import { expect } from '@open-wc/testing';
import { ChatError } from '../../src/protocol/errors.js';
import type { PendingMessage } from '../../src/protocol/message.js';
import { ListFixture, message, messages, pending } from '../helpers/list-fixture.js';

/** The texts that the list passes to screen readers. */
describe('announcements', () => {
  let fixture: ListFixture;
  let said: string[];
  let observer: MutationObserver;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    fixture.list.loaded = false;
    await fixture.list.updateComplete;
    said = [];
    const log = fixture.first('[role=log]');
    observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) said.push(node.textContent ?? '');
      }
    });
    observer.observe(log, { childList: true, subtree: true, characterData: true });
  });

  afterEach(() => observer.disconnect());

  async function enterWith(count: number, first = 0): Promise<void> {
    fixture.list.loaded = true;
    await fixture.show(...messages(count, first));
    await fixture.painted();
  }

  it('come in one live region, and the rows are in none', async () => {
    await enterWith(5);
    expect(fixture.all('[role=log], [aria-live], [role=status], [role=alert]')).to.have.length(1);
    expect(fixture.first('[role=log]').childElementCount).to.equal(0);
    await expect(fixture.list).to.be.accessible();
  });

  it('leave out the history', async () => {
    await enterWith(200);
    expect(said).to.deep.equal([]);
  });

  it('contain each new message once, with its author', async () => {
    await enterWith(3);
    const all = [...messages(3), message(3, 'ada', 'one'), message(4, 'ada', 'two')];
    await fixture.show(...all.slice(0, 4));
    await fixture.show(...all);
    fixture.list.unreadCount = 2;
    fixture.list.strings = { ...fixture.list.strings };
    await fixture.show(...all);
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: one', 'Ada: two']);
  });

  it('say of a message that it names the reader', async () => {
    await enterWith(1);
    const named = {
      ...message(1, 'ada', '@Me hello'),
      mentions: [{ id: String(fixture.list.userId), start: 0, length: 3 }],
    };
    const other = {
      ...message(2, 'ada', '@You hi'),
      mentions: [{ id: 'you', start: 0, length: 4 }],
    };
    await fixture.show(...messages(1), named, other);
    await fixture.painted();
    expect(said).to.deep.equal(['Ada mentioned you: @Me hello', 'Ada: @You hi']);
  });

  it('leave out earlier messages that are loaded, and rows that are rendered again', async () => {
    await enterWith(100, 300);
    await fixture.show(...messages(200, 200));
    await fixture.show(...messages(400));
    for (let i = 0; i < 10; i += 1) await fixture.scrollTo(0);
    fixture.list.goToEnd();
    await fixture.painted();
    expect(said).to.deep.equal([]);
    await fixture.show(...messages(400), message(400, 'ada', 'news'));
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: news']);
  });

  it('contain a late message that is placed before others', async () => {
    await enterWith(10);
    const all = messages(10);
    await fixture.show(...all.slice(0, 8), message(99, 'ada', 'late'), ...all.slice(8));
    await fixture.painted();
    expect(said).to.deep.equal(['Ada: late']);
  });

  it('contain only the number when very many messages are new', async () => {
    await enterWith(3);
    await fixture.show(...messages(1000));
    await fixture.painted();
    expect(said).to.deep.equal(['997 new messages']);
  });

  it('do not repeat to visitors what they wrote', async () => {
    await enterWith(3);
    await fixture.show(...messages(3), message(3, 'grace', 'mine'));
    await fixture.painted();
    expect(said).to.deep.equal([]);
  });

  it('start again in another room', async () => {
    await enterWith(3);
    fixture.list.loaded = false;
    await fixture.show();
    await enterWith(5, 100);
    expect(said).to.deep.equal([]);
  });

  describe('of failures', () => {
    async function showPending(...items: PendingMessage[]): Promise<void> {
      fixture.list.pending = items;
      await fixture.list.updateComplete;
      await fixture.painted();
    }

    function failed(id: number): PendingMessage {
      const error = new ChatError('sending-too-fast', 'too fast');
      return { ...pending(id, 'failed'), error };
    }

    const SAID = 'Not sent. You are sending messages too fast. Please wait a moment. message 3';

    it('name each message that could not be sent, once, with the reason', async () => {
      await enterWith(3);
      await showPending(pending(3, 'sending'));
      await showPending(failed(3));
      await showPending(failed(3), pending(4, 'sending'));
      fixture.list.strings = { ...fixture.list.strings };
      await showPending(failed(3));
      expect(said).to.deep.equal([SAID]);
    });

    it('repeat the failure after a failed retry', async () => {
      await enterWith(3);
      for (const item of [pending(3, 'sending'), failed(3), pending(3, 'sending'), failed(3)]) {
        await showPending(item);
      }
      expect(said).to.deep.equal([SAID, SAID]);
    });

    it('include a moderator’s reason, if there is one', async () => {
      await enterWith(3);
      await showPending(pending(3, 'sending'));
      const error = new ChatError('message-rejected', 'no', { reason: 'No links, please.' });
      await showPending({ ...failed(3), error });
      expect(said).to.deep.equal(['Not sent. No links, please. message 3']);
    });

    it('leave out failures from before the page was loaded', async () => {
      fixture.list.pending = [failed(3)];
      await enterWith(3);
      await showPending(failed(3), pending(4, 'sending'));
      expect(said).to.deep.equal([]);
    });

    it('contain a failure from before the history has loaded', async () => {
      await showPending(pending(3, 'sending'));
      await showPending(failed(3));
      expect(said).to.deep.equal([SAID]);
    });

    it('contain a failure in a closed panel once it opens', async () => {
      await enterWith(3);
      await showPending(pending(3, 'sending'));
      fixture.list.style.display = 'none';
      await fixture.painted();
      await showPending(failed(3));
      expect(said).to.deep.equal([]);
      fixture.list.style.display = '';
      await fixture.painted();
      await fixture.painted();
      expect(said).to.deep.equal([SAID]);
    });

    it('say that earlier messages could not be loaded, and that the conversation has ended', async () => {
      await enterWith(3);
      fixture.list.earlier = 'failed';
      await fixture.painted();
      fixture.list.ended = true;
      await fixture.painted();
      expect(said).to.deep.equal([
        'Earlier messages could not be loaded.',
        'This conversation has ended.',
      ]);
    });
  });
});
