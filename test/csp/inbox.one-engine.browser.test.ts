import { expect } from '@open-wc/testing';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import { until } from '../helpers/chat-fixture.js';
import { openStrictPage } from '../helpers/strict-page.js';
import { WATCH } from '../helpers/strict-watch.js';
import { useDesk } from '../inbox/desk-fixture.js';

describe('an inbox under a strict policy', () => {
  const desk = useDesk({ cannedAnswers: [{ name: 'customs', text: 'Three days.' }] });

  it('needs the name of one more policy, and breaks nothing', async () => {
    const { room } = await desk.ask('ada', 'Where is it?');
    const { origin } = new URL(desk.server.inboxUrl);
    const url = desk.server.inboxUrl.replaceAll('&', '&amp;');
    const page = await openStrictPage({
      '/index.html': {
        content: `<!doctype html><html lang="en">${WATCH}
          <script type="module" src="./momento-chat-inbox.js"></script>
          <momento-chat-inbox token-url="${url}"></momento-chat-inbox></html>`,
        policy: {
          connect: [origin, desk.engine.webUrl],
          trustedTypes: ['momento-chat-inbox'],
        },
      },
    });
    const inbox = page.document.querySelector('momento-chat-inbox') as MomentoChatInboxElement;
    await until('connected', () => inbox.status === 'connected');
    inbox.open(room);
    const root = () => inbox.shadowRoot;
    await until('the chat', () => root()?.querySelector('momento-chat')?.messages.length === 1);
    root()?.querySelector('momento-chat-inbox-snooze')?.open();
    root()?.querySelector<HTMLElement>('[aria-expanded].icon-button')?.click();
    await until('the notes', () => root()?.querySelector('momento-chat-inbox-details'));
    expect(await page.complaints()).to.deep.equal([]);
  });
});
