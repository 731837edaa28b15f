import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { until, useChat } from '../helpers/chat-fixture.js';
import { conversation, fakeInbox, type FakeInbox } from '../helpers/fake-inbox.js';
import { LARGE } from '../helpers/viewports.js';
import { linesOf, listOf } from './desk-fixture.js';

describe('an inbox for assistive technology', () => {
  const chat = useChat();
  let fake: FakeInbox;

  before(() => setViewport(LARGE));

  afterEach(() => {
    fake.restore();
    document.documentElement.lang = 'en';
    document.documentElement.dir = 'ltr';
  });

  for (const { width, theme, lang, dir } of [
    { width: 1200, theme: 'light', lang: 'en', dir: 'ltr' },
    { width: 900, theme: 'dark', lang: 'ja', dir: 'ltr' },
    { width: 320, theme: 'light', lang: 'en', dir: 'rtl' },
  ] as const) {
    it(`passes an audit, ${width} px wide, ${theme}, ${lang}, ${dir}, as a list and opened`, async () => {
      Object.assign(document.documentElement, { lang, dir });
      document.body.style.colorScheme = theme;
      fake = fakeInbox(chat, {
        conversations: [1, 2, 3].map((number) =>
          conversation({
            room: `audit-${number}`,
            waitingSince: Date.now() - 600_000,
            notes: 1,
            context: { Plan: 'Free' },
          }),
        ),
        notes: [{ id: 'n', by: { id: 'kim', name: 'Kim' }, text: 'A note', at: Date.now() }],
      });
      const inbox = document.createElement('momento-chat-inbox');
      Object.assign(inbox, { tokenUrl: fake.url, theme });
      inbox.style.inlineSize = `${width}px`;
      chat.adopt(inbox);
      await until('the lines', () => linesOf(inbox).length === 3);
      await until('connected', () => inbox.status === 'connected');
      await expect(inbox).to.be.accessible();
      inbox.open('audit-2');
      await until('the chat', () => inbox.renderRoot.querySelector('momento-chat')?.session);
      await expect(inbox).to.be.accessible();
    });
  }

  it('names the line that keys act on, and its place among all', async () => {
    fake = fakeInbox(chat, {
      conversations: [1, 2].map((number) => conversation({ room: `place-${number}` })),
    });
    const inbox = document.createElement('momento-chat-inbox');
    inbox.tokenUrl = fake.url;
    chat.adopt(inbox);
    await until('the lines', () => linesOf(inbox).length === 2);
    const list = listOf(inbox);
    list.focus();
    list.move(1);
    await list.updateComplete;
    const listbox = list.renderRoot.querySelector('[role=listbox]');
    const id = listbox?.getAttribute('aria-activedescendant') ?? '';
    const line = list.renderRoot.querySelector(`#${id}`);
    expect(line?.getAttribute('aria-posinset')).to.equal('2');
    expect(line?.getAttribute('aria-setsize')).to.equal('2');
  });
});
