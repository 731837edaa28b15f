import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { until } from '../helpers/chat-fixture.js';
import { choose, chatMenuLabels, openChatMenu } from '../helpers/chat-menus.js';
import { noteOf, order, plain, saidBy, untilLine, useDesk } from '../helpers/desk-chats.js';
import { find, inMenu, labels, openMenu, press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';

describe('a moderator in the chat', () => {
  const desk = useDesk();

  before(() => setViewport(LARGE));

  it('mutes a member, who is told at once and cannot write', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const id = await sent(ada, 'buy now');
    await until('the message', () => find(marie, id));
    await order(marie, 'buy now', 'Mute Ada', '5 minutes');
    await untilLine(marie, 'Muted for 5 minutes');
    expect(saidBy(marie)).to.equal('Muted for 5 minutes');
    await until('the note', () => noteOf(ada).startsWith('You cannot write here until '));
    await order(marie, 'buy now', 'Mute Ada', 'End it now');
    await until('the composer', () => noteOf(ada) === '');
    await sent(ada, 'sorry');
  });

  it('bans a member, who is not let in again', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const id = await sent(ada, 'buy now');
    await until('the message', () => find(marie, id));
    await order(marie, 'buy now', 'Ban Ada', '1 day');
    await untilLine(marie, 'Banned for 1 day');
    await until('the note', () => noteOf(ada) !== '');
    ada.reconnect();
    await until('the refusal', () => ada.status === 'failed');
  });

  it('deletes all of a member’s messages after a question', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const ids = [await sent(ada, 'one'), await sent(ada, 'two')];
    const kept = await sent(marie, 'rules');
    await until('the messages', () => find(ada, kept) && ids.every((id) => find(marie, id)));
    await openMenu(marie, 'two');
    await press('End', 'Enter');
    await until('the question', () => inMenu(marie, 'p').length === 1);
    await expect(marie).to.be.accessible();
    await press('Escape');
    await order(marie, 'two', 'Delete all of Ada', 'Delete all of Ada');
    await untilLine(marie, 'All messages of \u2068Ada\u2069 were deleted');
    await until('them to go', () => ids.every((id) => find(ada, id)?.removed));
    expect(find(ada, kept)?.removed).to.equal(undefined);
  });

  it('reaches each choice by the keyboard', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const id = await sent(ada, 'buy now');
    await until('the message', () => find(marie, id));
    await openMenu(marie, 'buy now');
    const place = labels(marie).findIndex((label) => plain(label) === 'Ban Ada');
    expect(place).to.be.greaterThan(0);
    await press('End', 'ArrowUp', 'Enter');
    await until('the choices', () => labels(marie)[0] === '5 minutes');
    await expect(marie).to.be.accessible();
    await press('ArrowDown', 'Enter');
    await untilLine(marie, 'Banned for 1 hour');
  });

  it('sets slow mode and read-only in the menu of the room', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    await openChatMenu(marie);
    expect(await chatMenuLabels(marie)).to.deep.equal(['Slow mode Off', 'Read-only']);
    await expect(marie).to.be.accessible();
    await choose(marie, 'Slow mode');
    await until('the choices', async () => (await chatMenuLabels(marie))[1] === '10 seconds');
    await expect(marie).to.be.accessible();
    await choose(marie, '30 seconds');
    await untilLine(marie, 'Slow mode: one message every 30 seconds');
    await untilLine(ada, 'One message every 30 seconds');
    await openChatMenu(marie);
    expect(await chatMenuLabels(marie)).to.deep.equal(['Slow mode 30 seconds', 'Read-only']);
    await choose(marie, 'Read-only');
    await until('the note', () => noteOf(ada) === 'Only moderators can write here now.');
    await sent(marie, 'still here');
    await openChatMenu(marie);
    await choose(marie, 'Read-only');
    await until('the composer', () => noteOf(ada) === '');
  });

  it('is offered nothing where the server has no desk, and members are offered nothing', async () => {
    const ada = await desk.open('ada', { menu: 'moderation' });
    const marie = await desk.openMarie();
    const id = await sent(marie, 'hello');
    await until('the message', () => find(ada, id));
    await openMenu(ada, 'hello');
    expect(labels(ada).map(plain)).not.to.include('Mute Marie');
    await press('Escape');
    expect(await menuIsEmpty(ada)).to.equal(true);
    await desk.chat.endpoint.behave({ mode: 'moderated', answer: { desk: null } });
    const elsewhere = desk.chat.open({
      room: desk.room,
      user: 'marie',
      attributes: { menu: 'moderation' },
    });
    const other = await sent(ada, 'hi');
    await until('the message', () => find(elsewhere, other));
    await openMenu(elsewhere, 'hi');
    expect(labels(elsewhere).map(plain)).not.to.include('Mute Ada');
    await press('Escape');
    expect(await menuIsEmpty(elsewhere)).to.equal(true);
  });

  it('is told where the server refuses', async () => {
    await desk.chat.endpoint.behave({ mode: 'moderated', answer: { role: 'moderator' } });
    const eve = await desk.open('eve', { menu: 'moderation' });
    const ada = await desk.open('ada');
    const id = await sent(ada, 'hello');
    await until('the message', () => find(eve, id));
    await order(eve, 'hello', 'Mute Ada', '5 minutes');
    await untilLine(eve, 'You may not do this.');
    expect(noteOf(ada)).to.equal('');
  });
});

async function menuIsEmpty(
  element: Element & { updateComplete: Promise<unknown> },
): Promise<boolean> {
  await element.updateComplete;
  const menu = element.shadowRoot?.querySelector('momento-chat-menu');
  await until('the menu’s module', () => menu?.shadowRoot);
  return menu?.shadowRoot?.querySelector('button') === null;
}
