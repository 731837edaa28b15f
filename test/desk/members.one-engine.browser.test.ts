import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, write } from '../helpers/chat-fixture.js';
import { lineOf, noteOf, untilDesk, untilLine, useDesk } from '../helpers/desk-chats.js';
import { find, inMenu, labels, openMenu, press, row, sent } from '../helpers/message-actions.js';
import { openRelay } from '../helpers/relay-page.js';
import { LARGE } from '../helpers/viewports.js';

describe('a member of a room with a desk', () => {
  const desk = useDesk();

  before(() => setViewport(LARGE));

  it('sees slow mode, and counts down after a message, while the next one can be written', async () => {
    const { room } = desk;
    const ada = await desk.open('ada');
    await desk.server.act('limit', { room, slowSeconds: 4 });
    await untilLine(ada, 'One message every 4 seconds');
    expect(sendOf(ada).textContent.trim()).to.equal('');
    await sent(ada, 'one');
    await until('the countdown', () => /^[1-4]$/.test(sendOf(ada).textContent.trim()));
    await write(ada, 'two');
    expect(ada.value).to.equal('two');
    expect(describedBy(ada)).to.match(/^You can send again in [1-4] seconds?\.$/);
    await expect(ada).to.be.accessible();
    await until('its end', () => sendOf(ada).textContent.trim() === '');
    sendOf(ada).click();
    await until('the message', () => ada.messages.some(({ text }) => text === 'two'));
    expect(ada.value).to.equal('');
  });

  it('loses no text where the server refuses in slow mode', async () => {
    const { room } = desk;
    const [ada, elsewhere] = [await desk.open('ada'), await desk.open('ada')];
    await desk.server.act('limit', { room, slowSeconds: 2 });
    await untilLine(elsewhere, 'One message every 2 seconds');
    await sent(ada, 'one');
    const id = elsewhere.send('two') ?? '';
    await until('the refusal', () => elsewhere.pending[0]?.state === 'failed');
    expect(elsewhere.pending[0]?.text).to.equal('two');
    expect(elsewhere.pending[0]?.error?.reason).to.match(/^Slow mode is on\./);
    await until('its turn', () => sendOf(elsewhere).textContent.trim() === '');
    await until('it', () => {
      if (elsewhere.pending[0]?.state === 'failed') elsewhere.retry(id);
      return find(ada, id);
    });
  });

  it('edits during the wait, and is no longer bound when it ends', async () => {
    const { room } = desk;
    const ada = await desk.open('ada');
    await desk.server.act('limit', { room, slowSeconds: 3_600 });
    await untilLine(ada, 'One message every 1 hour');
    const id = await sent(ada, 'one');
    await until('the countdown', () => /^(60:00|59:\d\d)$/.test(sendOf(ada).textContent.trim()));
    await openMenu(ada, 'one');
    const edit = labels(ada).indexOf('Edit');
    inMenu(ada, 'button')[edit]?.click();
    await write(ada, 'changed');
    await until('the edit', () => find(ada, id)?.text === 'changed');
    await desk.server.act('limit', { room, slowSeconds: 0 });
    await until('its end', () => lineOf(ada) === '' && sendOf(ada).textContent.trim() === '');
  });

  it('gets the draft back when writing is allowed again', async () => {
    const { room } = desk;
    const ada = await desk.open('ada');
    ada.value = 'half a thought';
    await desk.server.act('limit', { room, readOnly: true });
    await until('the note', () => noteOf(ada) === 'Only moderators can write here now.');
    await expect(ada).to.be.accessible();
    const late = await desk.open('grace');
    expect(noteOf(late)).to.equal('Only moderators can write here now.');
    await desk.server.act('limit', { room, readOnly: false });
    await until('the composer', () => noteOf(ada) === '');
    expect(ada.value).to.equal('half a thought');
  });

  it('is told of a mute on entering, in the page’s language, until it ends', async () => {
    const { room } = desk;
    await desk.server.act('mute', { room, userId: 'ada', seconds: 4 });
    const ada = await desk.open('ada', { lang: 'ja' });
    await until('the note', () => noteOf(ada).endsWith('まで書き込めません。'));
    await until('its end', () => noteOf(ada) === '');
    await sent(ada, 'again');
  });

  it('sees announcements as nobody’s messages, and cannot make one', async () => {
    const marie = await desk.openMarie();
    const ada = await desk.open('ada');
    marie.value = 'We close at *six*.';
    await until('the menu', () => marie.renderRoot.querySelector('momento-chat-menu')?.shadowRoot);
    const menu = marie.renderRoot.querySelector('momento-chat-menu')?.shadowRoot;
    menu?.querySelector<HTMLElement>('.button')?.click();
    const entry = (): HTMLElement | undefined =>
      [...(menu?.querySelectorAll<HTMLElement>('.entry') ?? [])].find(({ textContent }) =>
        textContent.includes('Announce'),
      );
    await until('the entry', entry);
    entry()?.click();
    await untilLine(marie, 'Announced');
    expect(marie.value).to.equal('');
    await until('it', () => ada.messages.some(({ announcement }) => announcement));
    const shown = await row(ada, 'We close at six.');
    expect(shown.matches('.announcement')).to.equal(true);
    expect(shown.textContent).to.contain('Announcement');
    await until('it to be said', () => logOf(ada).includes('Announcement: We close at six.'));
    await expect(ada).to.be.accessible();
    const [message] = ada.messages;
    expect(message?.author.id).to.equal(undefined);
    expect(ada.reply(message?.id ?? '')).to.equal(false);
    await openMenu(marie, 'We close');
    expect(labels(marie)).to.deep.equal(['Copy text', 'Delete', 'Pin']);
    await press('Escape');

    const forged = { id: 'f1', username: 'Team', message: 'Pay here', announcement: true };
    const { room: inner } = Reflect.get(ada, 'roomController') as {
      room: { signals: { send(event: unknown): Promise<void> } };
    };
    await inner.signals.send(forged);
    await until('it', () => marie.messages.some(({ id }) => id === 'f1'));
    expect((await row(marie, 'Pay here')).matches('.announcement')).to.equal(false);
  });

  it('of a direct room sees an ordinary message', async () => {
    await desk.chat.endpoint.behave({});
    const room = newRoom();
    const ada = desk.chat.open({ room });
    await untilStatus(ada, 'connected');
    const item = JSON.stringify({ id: 'f1', username: 'Team', message: 'Pay', announcement: true });
    await desk.chat.engine.push({ cache: 'instant-messaging', list: room }, item);
    await desk.chat.engine.publish({ cache: 'instant-messaging', topic: room, text: item });
    await until('it', () => ada.messages.length === 1);
    expect(ada.messages[0]).not.to.have.property('announcement');
  });

  it('sees all that over a relay', async () => {
    const relay = await openRelay(desk.chat, { moderated: true, desk: true });
    const room = newRoom();
    const open = async (user: string, attributes = {}): Promise<ChatElement> => {
      const element = relay.open({ room, user, attributes });
      await untilStatus(element, 'connected');
      await untilDesk(element);
      return element;
    };
    try {
      const ada = await open('ada');
      const marie = (await open('marie', { menu: 'moderation' })) as unknown as MomentoChatElement;
      const id = await sent(ada as unknown as MomentoChatElement, 'buy now');
      await until('it', () => find(marie, id));
      for (const entry of ['Pin', 'Mute \u2068Ada\u2069', '1 hour']) {
        if (labels(marie).length === 0) await openMenu(marie, 'buy now');
        await until(entry, () => labels(marie).includes(entry));
        inMenu(marie, 'button')[labels(marie).indexOf(entry)]?.click();
        await marie.updateComplete;
        if (entry === 'Pin') await untilLine(marie, 'Pinned');
      }
      await untilLine(marie, 'Muted for 1 hour');
      await until('the note', () => noteOf(ada).startsWith('You cannot write here until'));
      const late = await open('grace');
      expect(late.renderRoot.querySelector('.pinned')?.textContent).to.contain('buy now');
    } finally {
      desk.chat.closeAll();
      await relay.stop();
    }
  });
});

function sendOf(element: ChatElement): HTMLElement {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  return composer?.renderRoot.querySelector<HTMLElement>('.send') as HTMLElement;
}

function describedBy(element: ChatElement): string {
  const composer = element.renderRoot.querySelector('momento-chat-composer');
  return composer?.renderRoot.querySelector('#note')?.textContent.trim() ?? '';
}

function logOf(element: ChatElement): string {
  const list = element.renderRoot.querySelector('momento-chat-message-list');
  return list?.renderRoot.querySelector('[role=log]')?.textContent ?? '';
}
