import { expect, fixture, html } from '@open-wc/testing';
import type { ChatMessage, PendingMessage } from '../../src/momento-chat.js';
import '../../src/views/message-list.js';
import type { MessageActionEvent, MessageList } from '../../src/views/message-list.js';

const NOON = Date.UTC(2026, 10, 20, 12);

function message(id: number, by = 'ada', text = `message ${String(id)}`): ChatMessage {
  return {
    id: String(id),
    text,
    author: { id: by, name: by === 'ada' ? 'Ada' : 'Grace', verified: true },
    sentAt: NOON + id * 1000,
  };
}

function messages(count: number): ChatMessage[] {
  return Array.from({ length: count }, (_, id) => message(id));
}

function pending(id: number, state: PendingMessage['state']): PendingMessage {
  return { ...message(id, 'grace'), state, error: undefined };
}

describe('the message list', () => {
  let list: MessageList;

  beforeEach(async () => {
    list = await fixture<MessageList>(
      html`<momento-chat-message-list style="block-size: 300px"></momento-chat-message-list>`,
    );
    list.userId = 'grace';
  });

  function scroller(): HTMLElement {
    const element = list.renderRoot.querySelector<HTMLElement>('.scroller');
    if (!element) throw new Error('no scroller');
    return element;
  }

  function fromEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = scroller();
    return Math.round(scrollHeight - scrollTop - clientHeight);
  }

  async function show(...shown: readonly ChatMessage[]): Promise<void> {
    list.messages = shown;
    await list.updateComplete;
  }

  async function scrollTo(top: number): Promise<void> {
    const scrolled = new Promise((resolve) =>
      scroller().addEventListener('scroll', resolve, { once: true }),
    );
    scroller().scrollTop = top;
    await scrolled;
  }

  it('passes the accessibility audit: empty, loading, and with messages in every state', async () => {
    await expect(list).to.be.accessible();
    list.loading = true;
    list.loaded = false;
    await list.updateComplete;
    await expect(list).to.be.accessible();
    list.loading = false;
    list.loaded = true;
    list.pending = [pending(100, 'sending'), pending(101, 'failed')];
    await show(message(1), message(2), message(3, 'grace'));
    await expect(list).to.be.accessible();
  });

  it('names an author once per group, and shows one time at its end', async () => {
    await show(message(1), message(2), message(3, 'grace'), message(4));
    expect(list.renderRoot.querySelectorAll('.author')).to.have.length(2);
    expect(list.renderRoot.querySelectorAll('time')).to.have.length(3);
    // For ears, every message has its author.
    expect(list.renderRoot.querySelectorAll('bdi')).to.have.length(4);
  });

  it('starts a new group after a pause', async () => {
    await show(message(1), { ...message(2), sentAt: NOON + 3_600_000 });
    expect(list.renderRoot.querySelectorAll('.author')).to.have.length(2);
  });

  it('shows times in the page’s language', async () => {
    list.lang = 'ja';
    await show({ ...message(1), sentAt: new Date(2026, 10, 20, 15, 5).getTime() });
    expect(list.renderRoot.querySelector('time')?.textContent.trim()).to.equal('15:05');
    list.lang = 'en-US';
    await show({ ...message(2), sentAt: new Date(2026, 10, 20, 15, 5).getTime() });
    expect(list.renderRoot.querySelector('time')?.textContent).to.contain('3:05');
    list.lang = 'not a language';
    await show(message(3));
    expect(list.renderRoot.querySelectorAll('time')).to.have.length(1);
  });

  it('survives times that no calendar knows', async () => {
    await show({ ...message(1), sentAt: 8.64e15 }, { ...message(2), sentAt: undefined });
    expect(list.renderRoot.querySelectorAll('.message')).to.have.length(2);
  });

  it('breaks long words and keeps line breaks', async () => {
    await show(message(1, 'ada', `${'x'.repeat(500)}\nsecond line`));
    const { scrollWidth, clientWidth } = scroller();
    expect(scrollWidth).to.equal(clientWidth);
    const bubble = list.renderRoot.querySelector('.bubble');
    expect(bubble && getComputedStyle(bubble).whiteSpace).to.equal('pre-wrap');
  });

  it('opens at the newest message, and follows the end while the reader is there', async () => {
    await show(...messages(50));
    expect(fromEnd()).to.equal(0);
    await show(...messages(51));
    expect(fromEnd()).to.equal(0);
    list.style.blockSize = '200px';
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    expect(fromEnd()).to.equal(0);
  });

  it('stays where the reader is who has scrolled up', async () => {
    await show(...messages(50));
    await scrollTo(100);
    await show(...messages(60));
    expect(scroller().scrollTop).to.equal(100);
  });

  it('follows the visitor’s own message from wherever they are', async () => {
    await show(...messages(50));
    await scrollTo(100);
    list.pending = [pending(100, 'sending')];
    await list.updateComplete;
    expect(fromEnd()).to.equal(0);
  });

  it('offers to retry or discard a failed message', async () => {
    const actions: string[] = [];
    for (const type of ['retry', 'discard']) {
      list.addEventListener(type, (event) =>
        actions.push(`${type} ${(event as MessageActionEvent).messageId}`),
      );
    }
    list.pending = [pending(7, 'failed')];
    await list.updateComplete;
    for (const button of list.renderRoot.querySelectorAll<HTMLElement>('.failure button')) {
      button.click();
    }
    expect(actions).to.deep.equal(['retry 7', 'discard 7']);
  });

  it('is a log that can be reached and scrolled by keyboard', () => {
    expect(scroller().getAttribute('role')).to.equal('log');
    expect(scroller().tabIndex).to.equal(0);
  });
});
