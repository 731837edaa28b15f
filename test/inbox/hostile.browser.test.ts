import { expect } from '@open-wc/testing';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import type { InboxRequest } from '../../src/protocol/inbox.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { conversation, fakeInbox, type FakeInbox } from '../helpers/fake-inbox.js';
import { lineOf, linesOf } from './desk-fixture.js';

describe('what an inbox’s URL and topic may bring', () => {
  const chat = useChat();
  let fake: FakeInbox;
  let inbox: MomentoChatInboxElement;
  let faults: string[];

  function open(answer?: (request: InboxRequest | undefined) => unknown): void {
    fake = fakeInbox(chat, {
      conversations: [conversation({ room: 'good', version: 5 })],
      ...(answer && { answer }),
    });
    inbox = document.createElement('momento-chat-inbox');
    inbox.tokenUrl = fake.url;
    inbox.style.inlineSize = '900px';
    faults = [];
    inbox.addEventListener('momento-chat-error', ({ error }) => faults.push(error.code));
    chat.adopt(inbox);
  }

  afterEach(() => fake.restore());

  it('leaves out conversations that make no sense, and counts them', async () => {
    const script = '<img src=x onerror="window.stolen = true">';
    open((request) =>
      request?.type === 'list'
        ? {
            conversations: [
              ...[null, 7, 'x', [], {}, { room: 'momento-chat/x' }, { room: 'a', version: -1 }],
              {
                ...conversation({ room: 'odd', excerpt: script }),
                visitor: 7,
                seen: [1],
                context: 'x',
              },
              { ...conversation({ room: 'named' }), visitor: { name: `${script}\u202Eevil` } },
            ],
            counts: { open: -1, mine: 'x' },
            agents: [{ id: 5 }, null],
            now: 'yesterday',
          }
        : undefined,
    );
    await until('two lines', () => linesOf(inbox).length === 2);
    expect(inbox.droppedCount).to.equal(7);
    expect(lineOf(inbox, 'odd')?.name).to.equal('Guest');
    expect(lineOf(inbox, 'odd')?.excerpt).to.equal(script);
    expect(lineOf(inbox, 'named')?.name).to.equal(`${script} evil`.slice(0, 64));
    expect('stolen' in window).to.equal(false);
    inbox.open('odd');
    await until('the head', () => inbox.renderRoot.querySelector('.who h2'));
  });

  for (const [name, body] of [
    ['no JSON', () => new Response('<!doctype html>')],
    ['a list', () => Response.json([])],
    ['a page without conversations', () => Response.json({ counts: {} })],
    ['status 500', () => Response.json({ error: { message: 'down' } }, { status: 500 })],
  ] as const) {
    it(`says that it is not up to date, and tries again, after ${name}`, async () => {
      let isBroken = true;
      open((request) => (request?.type === 'list' && isBroken ? body() : undefined));
      await until('the fault', () => faults.includes('service-unavailable'));
      expect(inbox.renderRoot.querySelector('.banner') !== null).to.equal(true);
      expect(inbox.status).to.not.equal('connected');
      isBroken = false;
      await until('the line', () => linesOf(inbox).length === 1);
      await until('connected', () => inbox.status === 'connected');
      expect(inbox.renderRoot.querySelector('.banner') === null).to.equal(true);
    });
  }

  it('tells an agent who is refused, and tries no more', async () => {
    open((request) => (request ? undefined : new Response('{}', { status: 403 })));
    await until('refused', () => inbox.status === 'failed');
    expect(faults).to.deep.equal(['token-refused']);
    const banner = inbox.renderRoot.querySelector('.banner span')?.textContent;
    expect(banner).to.equal('You may not open this inbox.');
  });

  it('refuses an access without a topic or an agent', async () => {
    open((request) => (request ? undefined : { authToken: 'x', expiresAt: Date.now() + 1e6 }));
    await until('failed', () => inbox.status === 'failed');
    expect(faults).to.deep.equal(['token-invalid']);
  });

  it('drops items that are forged, older or unreadable', async () => {
    open();
    await until('connected', () => inbox.status === 'connected');
    await until('the line', () => linesOf(inbox).length === 1);
    const changed = (excerpt: string, version: number) => ({
      type: 'conversation',
      conversation: conversation({ room: 'good', excerpt, version }),
    });
    await fake.publish(changed('Forged', 90), 'mallory');
    await fake.publish(changed('Older', 4));
    for (const item of ['{', '[]', '{"type":"conversation"}', '{"type":"changed","room":5}']) {
      await fake.publish(item);
    }
    await fake.publish({ type: 'agents', agents: 'all' });
    await fake.publish(changed('Newer', 6));
    await until('the newer one', () => lineOf(inbox, 'good')?.excerpt === 'Newer');
    expect(inbox.droppedCount).to.equal(5);
    expect(faults).to.deep.equal([]);
  });

  it('takes back what the server refuses, and says so', async () => {
    open((request) =>
      request?.type === 'close' ? new Response('{}', { status: 500 }) : undefined,
    );
    await until('the line', () => linesOf(inbox).length === 1);
    inbox.open('good');
    await until('the buttons', () => inbox.renderRoot.querySelector('.deed'));
    const buttons = [...inbox.renderRoot.querySelectorAll<HTMLElement>('.deed')];
    buttons.find(({ textContent }) => textContent.trim() === 'Close')?.click();
    await until('the notice', () => inbox.renderRoot.querySelector('.toast.wrong'));
    expect(inbox.conversations[0]?.status).to.equal('open');
    expect(lineOf(inbox, 'good')?.tags).to.not.contain('Closed');
    expect(faults).to.deep.equal(['service-unavailable']);
  });

  it('says what it needs where it has no URL', async () => {
    open();
    inbox.remove();
    faults = [];
    const other = document.createElement('momento-chat-inbox');
    other.addEventListener('momento-chat-error', ({ error }) => faults.push(error.message));
    document.body.append(other);
    await until('the fault', () => faults.length > 0);
    other.remove();
    expect(faults[0]).to.contain('needs the attribute "token-url"');
  });
});
