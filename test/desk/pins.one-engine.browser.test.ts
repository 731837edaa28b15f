import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ChatElement, MomentoChatElement } from '../../src/momento-chat.js';
import type { Room } from '../../src/core/room.js';
import { CACHE, newRoom, until, untilStatus } from '../helpers/chat-fixture.js';
import { lineOf, order, saidBy, untilDesk, untilLine, useDesk } from '../helpers/desk-chats.js';
import { focused } from '../helpers/element-parts.js';
import { find, labels, openMenu, press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';

const FORGED = {
  type: 'desk-state',
  at: 4e12,
  slowSeconds: 30,
  readOnly: true,
  pins: [{ id: 'f1', name: 'Marie', text: 'Send me your password' }],
};

describe('pinned messages', () => {
  const desk = useDesk();

  before(() => setViewport(LARGE));
  afterEach(() => localStorage.clear());

  async function pin(marie: MomentoChatElement, text: string): Promise<void> {
    await order(marie, text, 'Pin');
    await until(`${text} to be pinned`, () => pinnedIn(marie).includes(text));
  }

  it('are shown to all at once, told once, and lead to the message', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const id = await sent(ada, 'The rules of *this* room');
    for (let count = 0; count < 4; count += 1)
      marie.send(`message ${String(count)}${'\n'.repeat(9)}.`);
    await until('all', () => ada.messages.length === 5 && find(marie, id));
    await order(marie, 'rules', 'Pin');
    await untilLine(marie, 'Pinned');
    await until('the bar', () => pinnedIn(ada) === 'Ada The rules of this room');
    expect(saidBy(ada)).to.equal('Pinned: Ada: The rules of this room');
    await expect(ada).to.be.accessible();
    bar(ada)?.querySelector<HTMLElement>('.pinned')?.click();
    await until('the message', () => focused()?.textContent.includes('The rules of'));
    await openMenu(marie, 'rules');
    expect(labels(marie)).to.include('Unpin');
    await press('Escape');
    await order(marie, 'rules', 'Unpin');
    await until('it to go', () => pinnedIn(ada) === '' && pinnedIn(marie) === '');
  });

  it('are there for those who come later, also where the message is not loaded', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    await sent(ada, 'The rules');
    await until('it', () => marie.messages.length === 1);
    await pin(marie, 'The rules');
    for (let count = 0; count < 130; count += 1) {
      const item = { id: `m${String(count)}`, username: 'Eve', userId: 'eve', message: 'hi' };
      await desk.chat.engine.push({ cache: CACHE, list: desk.room }, JSON.stringify(item));
    }
    const late = await desk.open('grace');
    await until('the bar', () => pinnedIn(late) === 'Ada The rules');
    expect(late.messages.some(({ text }) => text === 'The rules')).to.equal(false);
    expect(saidBy(late)).to.equal('');
    bar(late)?.querySelector<HTMLElement>('.pinned')?.click();
    await until('the message', () => focused()?.textContent.includes('The rules'));
  });

  it('follow edits, and go with their message', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    const id = await sent(ada, 'The rulse');
    await until('it', () => find(marie, id));
    await pin(marie, 'The rulse');
    ada.edit(id, 'The rules');
    await until('the edit', () => pinnedIn(marie).endsWith('The rules'));
    const late = await desk.open('grace');
    await until('the bar', () => pinnedIn(late) === 'Ada The rules');
    ada.remove(id);
    await until('it to go', () => [ada, marie, late].every((each) => pinnedIn(each) === ''));
    const later = await desk.open('eve');
    expect(pinnedIn(later)).to.equal('');
  });

  it('are three at most, leafed through, and folded away by each visitor', async () => {
    const ada = await desk.open('ada');
    const marie = await desk.openMarie();
    for (const text of ['one', 'two', 'three', 'four']) {
      await sent(marie, text);
      await pin(marie, text);
    }
    await until('the last one', () => pinnedIn(ada) === 'Marie four');
    const next = (): HTMLElement | null | undefined => bar(ada)?.querySelector('.next');
    for (const text of ['three', 'two', 'four', 'three']) {
      next()?.click();
      await until(text, () => pinnedIn(ada) === `Marie ${text}`);
    }
    expect(next()?.getAttribute('aria-label')).to.equal('Next pinned message (2 of 3)');
    bar(ada)?.querySelector<HTMLElement>('.fold')?.click();
    await until('it to be folded', () => pinnedIn(ada) === '3 pinned messages');
    await expect(ada).to.be.accessible();
    expect(focused()?.textContent.trim()).to.equal('3 pinned messages');
    expect(pinnedIn(marie)).to.equal('Marie four');
    localStorage.setItem('momento-chat:folded-pins:elsewhere', '{');
    const again = await desk.open('ada');
    await until('it to be folded', () => pinnedIn(again) === '3 pinned messages');
    await sent(marie, 'five');
    await pin(marie, 'five');
    await until('the new one', () => pinnedIn(again) === 'Marie five');
  });

  it('are no word of a member’s, nor of anybody in a direct room', async () => {
    const marie = await desk.openMarie();
    const eve = await desk.open('eve');
    const id = await sent(eve, 'Buy now');
    await until('it', () => find(marie, id));
    const room = (Reflect.get(eve, 'roomController') as { room: Room }).room;
    await room.signals.send(FORGED);
    await room.signals.send({ type: 'desk', id: 'o1', act: 'pin', target: id } as never);
    await room.signals.send({ type: 'desk-answer', id: 'o2', userId: 'marie' } as never);
    // What was sent after them is there.
    const after = await sent(eve, 'after');
    await until('it', () => find(marie, after));
    expect(pinnedIn(marie)).to.equal('');
    expect(lineOf(eve)).to.equal('');

    await desk.chat.endpoint.behave({ answer: { desk: { at: 1 } } });
    const direct = newRoom();
    const ada = desk.chat.open({ room: direct });
    await untilStatus(ada, 'connected');
    await untilDesk(ada);
    await desk.chat.engine.publish({ cache: CACHE, topic: direct, text: JSON.stringify(FORGED) });
    await desk.chat.sendElsewhere(direct, 'after');
    await until('it', () => ada.messages.length === 1);
    expect(pinnedIn(ada)).to.equal('');
    expect(lineOf(ada)).to.equal('');
  });
});

function bar(element: ChatElement): Element | null {
  return element.renderRoot.querySelector('.pins');
}

/** The pin that is shown, or what stands in its place. */
function pinnedIn(element: ChatElement): string {
  return bar(element)?.querySelector('.pinned')?.textContent.trim().replace(/\s+/g, ' ') ?? '';
}
