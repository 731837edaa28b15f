import { aTimeout, expect } from '@open-wc/testing';
import { shownTexts, until, write } from '../helpers/chat-fixture.js';
import { deed, lineOf, linesOf, noticeIn, untilLine, useDesk } from './desk-fixture.js';

describe('an inbox over the real wire', () => {
  const desk = useDesk({ bot: true });

  it('has one subscription for any number of rooms, and one more for the open one', async () => {
    for (const user of ['ada', 'grace', 'alan']) {
      const { chat } = await desk.ask(user, `I am ${user}.`);
      chat.remove();
    }
    const streams = async (): Promise<number> => (await desk.engine.stats()).openStreams;
    await until('the visitors’ streams are closed', async () => {
      const before = await streams();
      await aTimeout(50);
      return before === (await streams());
    });
    const before = await streams();
    const inbox = desk.open();
    await until('connected', () => inbox.status === 'connected');
    await until('three lines', () => linesOf(inbox).length >= 3);
    // The server listens to the inbox's topic as well, from the first list on.
    const withList = await streams();
    expect(withList - before).to.be.lessThan(3);
    inbox.open(linesOf(inbox)[0]?.room ?? '');
    const view = () => inbox.renderRoot.querySelector('momento-chat');
    await until('the room', () => view()?.status === 'connected');
    expect((await streams()) - withList).to.equal(1);
  });

  it('says so while it is cut off, and shows what has changed meanwhile', async () => {
    const { room, chat } = await desk.ask('ada', 'Hello?');
    const inbox = desk.open();
    await until('connected', () => inbox.status === 'connected');
    await untilLine(inbox, room, { excerpt: 'Hello?' });
    await desk.engine.down();
    await until('cut off', () => inbox.status === 'reconnecting');
    const banner = (): string => inbox.renderRoot.querySelector('.banner span')?.textContent ?? '';
    await until('the banner', () => banner().includes('may be out of date'));
    await desk.engine.up();
    await until('back', () => inbox.status === 'connected', 60_000);
    expect(banner()).to.equal('');
    await until('the chat is back', () => chat.status === 'connected', 60_000);
    await write(chat, 'Still here?');
    await untilLine(inbox, room, { excerpt: 'Still here?' });
  });

  it('keeps notes among agents, and shows a colleague’s at once', async () => {
    const { room, chat } = await desk.ask('ada', 'My parcel?');
    const [sam, ellen] = [desk.open({ width: 1200 }), desk.open({ agent: 'ellen', width: 1200 })];
    for (const inbox of [sam, ellen]) {
      await untilLine(inbox, room, {});
      inbox.open(room);
    }
    const details = (of: typeof sam) =>
      of.renderRoot.querySelector('momento-chat-inbox-details')?.renderRoot;
    await until('the field', () => details(sam)?.querySelector('textarea'));
    const field = details(sam)?.querySelector('textarea');
    if (!field) throw new Error('no field');
    field.value = 'At customs.';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('the button', () => details(sam)?.querySelector('.send button:not([disabled])'));
    details(sam)?.querySelector<HTMLElement>('.send button')?.click();
    const noteOf = (of: typeof sam): string =>
      details(of)?.querySelector('.text')?.textContent ?? '';
    await until('Sam’s own', () => noteOf(sam) === 'At customs.');
    await until('Ellen’s', () => noteOf(ellen) === 'At customs.');
    expect(details(ellen)?.querySelector('.by bdi')?.textContent).to.equal('Sam');
    expect(details(ellen)?.querySelector('dl')?.textContent).to.contain('Free');
    expect(chat.messages.some(({ text }) => text.includes('customs'))).to.equal(false);
  });

  it('takes a conversation from the bot, and hands it back', async () => {
    const { room, chat } = await desk.ask('ada', 'ping');
    await until('the bot', () => chat.messages.some(({ text }) => text === 'You said: ping'));
    const inbox = desk.open();
    await untilLine(inbox, room, { excerpt: 'You said: ping', tags: 'Bot' });
    inbox.open(room);
    await until('the button', () => deed(inbox, 'Take from the bot'));
    deed(inbox, 'Take from the bot')?.click();
    await until('taken', () => noticeIn(inbox).startsWith('Taken'));
    await write(chat, 'pong');
    await untilLine(inbox, room, { excerpt: 'pong', tags: 'Waits' });
    await until('the button back', () => deed(inbox, 'Hand to the bot'));
    deed(inbox, 'Hand to the bot')?.click();
    await until('handed', () => noticeIn(inbox).startsWith('Handed'));
    await until('no agent', () => lineOf(inbox, room)?.tags.includes('Bot'));
    expect(chat.messages.some(({ text }) => text === 'You said: pong')).to.equal(false);
  });

  it('closes and reopens a conversation; the visitor’s next message opens it as well', async () => {
    const { room, chat } = await desk.ask('grace', 'human, please');
    const inbox = desk.open();
    await untilLine(inbox, room, { excerpt: 'A colleague will answer soon.' });
    inbox.open(room);
    await until('the button', () => deed(inbox, 'Close'));
    deed(inbox, 'Close')?.click();
    await until('closed', () => noticeIn(inbox) === 'Closed: Grace');
    await until('out of the list', () => !lineOf(inbox, room));
    inbox.filter = 'closed';
    await untilLine(inbox, room, { tags: 'Closed' });
    inbox.filter = 'open';
    await write(chat, 'One more thing');
    await untilLine(inbox, room, { excerpt: 'One more thing' });
  });

  it('tells the visitor whether an agent is here', async () => {
    const inbox = desk.open();
    await until('the agents', () => inbox.agents.some(({ id }) => id === 'sam'));
    inbox.away = true;
    await until('away', () => !inbox.agents.some(({ id }) => id === 'sam'));
  });

  it('can be searched, by the server', async () => {
    await desk.ask('katherine', 'An orbit of Mercury');
    const inbox = desk.open();
    await until('connected', () => inbox.status === 'connected');
    const field = inbox.renderRoot.querySelector('input');
    if (!field) throw new Error('no field');
    field.value = 'mercury';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('one line', () => linesOf(inbox).length === 1);
    expect(linesOf(inbox)[0]?.name).to.equal('Katherine');
    field.value = 'nothing of this';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until('none', () => inbox.renderRoot.textContent?.includes('Nothing was found.'));
  });

  it('shows an open conversation’s messages in the chat’s own views', async () => {
    const { room, chat } = await desk.ask('ada', '*Bold* question');
    const inbox = desk.open({ attributes: { room } });
    const view = () => inbox.renderRoot.querySelector('momento-chat');
    await until('the chat', () => view());
    const shown = view();
    if (!shown) throw new Error('no chat');
    await until('Bold', () => shown.messages.some(({ text }) => text === '*Bold* question'));
    await until('bold', async () => (await shownTexts(shown))[0] === 'Bold question');
    expect(chat.messages[0]?.text).to.equal('*Bold* question');
  });
});
