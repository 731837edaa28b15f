import { expect } from '@open-wc/testing';
import { newRoom, untilStatus } from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedField, inside, settled } from '../helpers/element-parts.js';
import { launch, buttonOf, panelOf, useLauncherChat } from '../helpers/launcher-fixture.js';

describe('when the launcher connects and opens', () => {
  const chat = useLauncherChat();

  it('makes no request until it is opened, and stays connected when it is closed', async () => {
    const before = (await chat.endpoint.requests()).length;
    const element = await launch(chat);
    expect(element.status).to.equal('disconnected');
    expect(element.matches(':state(offline)')).to.equal(false);
    expect((await chat.endpoint.requests()).length).to.equal(before);
    element.open();
    await untilStatus(element, 'connected');
    element.close();
    await settled(element);
    expect(element.status).to.equal('connected');
    await chat.untilStreams(1);
  });

  it('connects at once with connect="eager"', async () => {
    const element = await launch(chat, { connect: 'eager' });
    await untilStatus(element, 'connected');
    expect(element.opened).to.equal(false);
  });

  it('connects when connect becomes eager, and when the variant changes', async () => {
    const element = await launch(chat);
    element.connect = 'eager';
    await untilStatus(element, 'connected');
    const other = await launch(chat);
    other.variant = 'inline';
    await untilStatus(other, 'connected');
  });

  it('is open again on the next page, and does not take the focus', async () => {
    const room = newRoom();
    const first = await launch(chat, {}, room);
    first.open();
    await settled(first);
    first.remove();
    const field = focusedField();
    const events: string[] = [];
    document.body.addEventListener('momento-chat-open', () => events.push('open'), { once: true });
    const second = await launch(chat, {}, room);
    await settled(second);
    expect(second.opened).to.equal(true);
    expect(panelOf(second).checkVisibility()).to.equal(true);
    expectSame(focused(), field);
    expect(events).to.deep.equal(['open']);
    inside(second, '.close').focus();
    second.close();
    await settled(second);
    expectSame(focused(), buttonOf(second));
    second.remove();
    const third = await launch(chat, {}, room);
    expect(third.opened).to.equal(false);
    // A visitor who has used the chat is notified of new messages.
    await untilStatus(third, 'connected');
    const elsewhere = await launch(chat);
    expect(elsewhere.opened).to.equal(false);
    expect(elsewhere.status).to.equal('disconnected');
  });

  it('is open again on the next page in the room that it changed to', async () => {
    const first = await launch(chat);
    first.open();
    first.room = newRoom();
    await settled(first);
    first.remove();
    expect((await launch(chat, {}, first.room)).opened).to.equal(true);
  });
});
