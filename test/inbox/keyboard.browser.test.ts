import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { conversation, fakeInbox, SAM, type FakeInbox } from '../helpers/fake-inbox.js';
import { focused } from '../helpers/element-parts.js';
import { lineOf, linesOf, listOf, noticeIn } from './desk-fixture.js';

describe('the keyboard in an inbox', () => {
  const chat = useChat();
  let fake: FakeInbox;
  let inbox: MomentoChatInboxElement;

  beforeEach(async () => {
    fake = fakeInbox(chat, {
      conversations: [1, 2, 3].map((number) =>
        conversation({
          room: `keys-${number}`,
          visitor: { id: `v${number}`, name: `Visitor ${number}` },
          lastAt: Date.now() - 60_000 * number,
          version: number,
        }),
      ),
      cannedAnswers: [
        { name: 'customs', text: 'Customs usually take three days.' },
        { name: 'hello', text: 'Hello, how can I help?' },
      ],
    });
    inbox = document.createElement('momento-chat-inbox');
    inbox.tokenUrl = fake.url;
    inbox.style.inlineSize = '900px';
    chat.adopt(inbox);
    await until('three lines', () => linesOf(inbox).length === 3);
    await until('connected', () => inbox.status === 'connected');
    listOf(inbox).focus();
  });

  afterEach(() => fake.restore());

  const active = (): string =>
    listOf(inbox).renderRoot.querySelector<HTMLElement>('.active')?.dataset.room ?? '';

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
    await inbox.updateComplete;
    await listOf(inbox).updateComplete;
  }

  it('leads from line to line by j, k and the arrows, and opens one by Enter', async () => {
    await press('j');
    expect(active()).to.equal('keys-2');
    await press('j', 'j', 'j');
    expect(active()).to.equal('keys-3');
    await press('k', 'ArrowUp');
    expect(active()).to.equal('keys-1');
    await press('End');
    expect(active()).to.equal('keys-3');
    await press('Enter');
    expect(inbox.room).to.equal('keys-3');
  });

  it('replies by r, from where keys are letters, and Escape leads back to the list', async () => {
    await press('r');
    await until('the field', () => focused()?.matches('textarea'));
    await sendKeys({ type: 'jersey?' });
    expect(inbox.renderRoot.querySelector('momento-chat')?.value).to.equal('jersey?');
    expect(inbox.room).to.equal('keys-1');
    expect(inbox.renderRoot.querySelector('dialog')?.open).to.equal(false);
    await press('Escape');
    expect(focused()?.matches('[role=listbox]')).to.equal(true);
  });

  it('assigns by a, snoozes by s and closes by e the conversation of the line with the focus', async () => {
    await press('j', 'a');
    await until('assigned', () => lineOf(inbox, 'keys-2')?.tags.includes('You'));
    await press('e');
    await until('closed', () => noticeIn(inbox).startsWith('Closed'));
    expect(lineOf(inbox, 'keys-2')?.tags).to.contain('Closed');
    await press('k', 's');
    await until('the menu', () => focused()?.matches('[role=menuitem]'));
    await press('Enter');
    await until('snoozed', () => noticeIn(inbox).startsWith('Snoozed until'));
    const kinds = fake.requests.map(({ type }) => type).filter((type) => type !== 'list');
    expect(kinds).to.include.members(['assign', 'close', 'snooze']);
  });

  it('undoes a closing', async () => {
    await press('e');
    await until('closed', () => noticeIn(inbox).startsWith('Closed'));
    inbox.renderRoot.querySelector<HTMLElement>('.toast button')?.click();
    await until('open again', () => noticeIn(inbox).startsWith('Reopened'));
    expect(fake.requests.at(-1)).to.deep.include({ type: 'reopen', room: 'keys-1' });
  });

  it('writes a note by n, searches by /, and shows the keys by ?', async () => {
    await press('n');
    await until('the note', () => focused()?.matches('textarea[maxlength]'));
    await sendKeys({ type: 'Kind.' });
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Control' });
    await until('saved', () => fake.requests.some((request) => request.type === 'note'));
    await press('Escape', '/');
    await until('the search', () => focused()?.matches('input[type=search]'));
    await sendKeys({ type: 'visitor 2' });
    await until('found', () => linesOf(inbox).length === 1);
    await press('Escape');
    await until('all again', () => linesOf(inbox).length === 3);
    await press('Escape', '?');
    expect(inbox.renderRoot.querySelector('dialog')?.open).to.equal(true);
    await press('j', 'Escape');
    expect(inbox.renderRoot.querySelector('dialog')?.open).to.equal(false);
  });

  it('offers canned answers after a slash', async () => {
    await press('r');
    await until('the field', () => focused()?.matches('textarea'));
    await until('can write', () => inbox.renderRoot.querySelector('momento-chat')?.session);
    await sendKeys({ type: 'Hm. /cus' });
    const composer = () =>
      inbox.renderRoot
        .querySelector('momento-chat')
        ?.renderRoot.querySelector('momento-chat-composer');
    await until('the list', () => composer()?.renderRoot.querySelector('.answers'));
    const entries = composer()?.renderRoot.querySelectorAll('.answer bdi');
    expect([...(entries ?? [])].map(({ textContent }) => textContent)).to.deep.equal(['customs']);
    await sendKeys({ press: 'Enter' });
    const value = inbox.renderRoot.querySelector('momento-chat')?.value;
    expect(value).to.equal('Hm. Customs usually take three days.');
  });

  it('keeps each line at its place while the list has the focus', async () => {
    await press('j');
    await fake.publish({
      type: 'conversation',
      conversation: conversation({ room: 'keys-3', excerpt: 'Now!', messages: 2, version: 20 }),
    });
    await until('the excerpt', () => lineOf(inbox, 'keys-3')?.excerpt === 'Now!');
    expect(linesOf(inbox).map(({ room }) => room)).to.deep.equal(['keys-1', 'keys-2', 'keys-3']);
    const pill = () => inbox.renderRoot.querySelector<HTMLElement>('.floating');
    await until('the pill', () => pill());
    pill()?.click();
    await until('the new order', () => linesOf(inbox)[0]?.room === 'keys-3');
    expect(active()).to.equal('keys-2');
    expect(fake.requests.some(({ type }) => type === 'presence')).to.equal(true);
    expect(inbox.agent).to.deep.equal(SAM);
  });
});
