import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { ChatMessage, Mention, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { openChat, find, press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';

const HI_ADA = 'Hi @Ada';
const ADA: Mention = { id: 'ada', start: 3, length: 4 };

describe('mentions', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  function open(room: string, user: string, variant = 'inline'): Promise<MomentoChatElement> {
    return openChat(chat, { variant, connect: 'eager' }, room, user);
  }

  async function both(variant?: string): Promise<[MomentoChatElement, MomentoChatElement]> {
    const room = newRoom();
    return [await open(room, 'ada', variant), await open(room, 'grace')];
  }

  function options(element: MomentoChatElement): string[] {
    const found = composerOf(element).renderRoot.querySelectorAll('[role=option] bdi');
    return [...found].map(({ textContent }) => textContent);
  }

  async function type(element: MomentoChatElement, text: string): Promise<void> {
    element.focus();
    await sendKeys({ type: text });
    await composerOf(element).updateComplete;
  }

  it('come to every reader, live and later', async () => {
    const [ada, grace] = await both();
    const id = grace.send(HI_ADA, { mentions: [ADA, { ...ADA, start: 99 }] }) ?? '';
    await until('it', () => find(ada, id) && find(grace, id));
    for (const element of [ada, grace]) expect(find(element, id)?.mentions).to.deep.equal([ADA]);
    const later = await open(ada.room, 'edsger');
    await until('it', () => find(later, id));
    expect(find(later, id)?.mentions).to.deep.equal([ADA]);
  });

  it('wait with a message that is not sent yet, over a reload too', async () => {
    const room = newRoom();
    const grace = await open(room, 'grace');
    const fault = { kind: 'error', status: 'UNAVAILABLE' } as const;
    await chat.engine.faults.inject({ rpc: 'ListConcatenateBack', ...fault });
    grace.send(HI_ADA, { mentions: [ADA] });
    expect(grace.pending[0]?.mentions).to.deep.equal([ADA]);
    grace.remove();
    await chat.untilStreams(0);
    // As after a reload.
    const again = await open(room, 'grace');
    expect([...again.pending, ...again.messages][0]?.mentions).to.deep.equal([ADA]);
  });

  it('are told to the one who is mentioned, once, after the message itself', async () => {
    const [ada, grace] = await both();
    const events: [string, ChatMessage][] = [];
    for (const type of ['momento-chat-message', 'momento-chat-mention'] as const) {
      ada.addEventListener(type, (event) => events.push([type, event.message]));
      grace.addEventListener('momento-chat-mention', () => expect.fail('she was not mentioned'));
    }
    ada.send(HI_ADA, { mentions: [ADA] });
    const id = grace.send(HI_ADA, { mentions: [ADA] }) ?? '';
    grace.send('Hi @Edsger', { mentions: [{ id: 'edsger', start: 3, length: 7 }] });
    const last = await sent(grace, 'Hi all');
    await until('all', () => find(ada, last));
    expect(events.map(([type, { text }]) => `${type}: ${text}`)).to.deep.equal([
      `momento-chat-message: ${HI_ADA}`,
      `momento-chat-mention: ${HI_ADA}`,
      'momento-chat-message: Hi @Edsger',
      'momento-chat-message: Hi all',
    ]);
    expect(events[1]?.[1]).to.equal(events[0]?.[1]);
    expect(grace.edit(id, 'Hi again, @Ada', { mentions: [{ ...ADA, start: 10 }] })).to.equal(true);
    await until('the edit', () => find(ada, id)?.text === 'Hi again, @Ada');
    expect(find(ada, id)?.mentions).to.deep.equal([{ ...ADA, start: 10 }]);
    expect(events).to.have.length(4);
    expect(grace.edit(id, HI_ADA)).to.equal(true);
    await until('the edit', () => find(ada, id)?.text === HI_ADA);
    expect(find(ada, id)).not.to.have.property('mentions');
  });

  it('show in the badge and by a state while they are unread', async () => {
    const [ada, grace] = await both('launcher');
    const changes: number[] = [];
    ada.addEventListener('momento-chat-unread-change', ({ count }) => changes.push(count));
    await sent(grace, 'Hi all');
    const id = grace.send(HI_ADA, { mentions: [ADA] }) ?? '';
    await until('two', () => ada.unreadCount === 2);
    await settled(ada);
    expect(ada.mentionCount).to.equal(1);
    expect(ada.matches(':state(mentioned)')).to.equal(true);
    expect(inside(ada, '.badge').textContent.trim()).to.equal('@2');
    expect(inside(ada, '.launcher').ariaLabel).to.equal(
      'Open the chat, 2 unread, you were mentioned',
    );
    await expect(ada).to.be.accessible();
    grace.remove(id);
    await until('one', () => ada.unreadCount === 1);
    await settled(ada);
    expect(ada.mentionCount).to.equal(0);
    expect(ada.matches(':state(mentioned)')).to.equal(false);
    expect(inside(ada, '.badge').textContent.trim()).to.equal('1');
    grace.send(HI_ADA, { mentions: [ADA] });
    await until('two', () => ada.unreadCount === 2);
    ada.open();
    await until('none', () => ada.unreadCount === 0);
    await settled(ada);
    expect([ada.mentionCount, ada.matches(':state(mentioned)')]).to.deep.equal([0, false]);
    expect(changes).to.deep.equal([1, 2, 1, 2, 0]);
  });

  it('pass the page’s listener, which may change the text', async () => {
    const room = newRoom();
    const grace = await open(room, 'grace');
    const seen: (readonly Mention[])[] = [];
    grace.addEventListener('momento-chat-before-send', (event) => {
      seen.push(event.mentions);
      if (event.text.endsWith('darn')) event.text = event.text.replace('darn', 'd**n');
      if (event.text.startsWith('Hey')) event.text = event.text.slice(5);
      seen.push(event.mentions);
    });
    const mentions = [ADA];
    const kept = grace.send(`${HI_ADA}, darn`, { mentions }) ?? '';
    const lost = grace.send(`Hey: @Ada`, { mentions: [{ ...ADA, start: 5 }] }) ?? '';
    await until('both', () => find(grace, lost));
    expect(find(grace, kept)).to.deep.include({ text: `${HI_ADA}, d**n`, mentions });
    expect(find(grace, lost)?.text).to.equal('@Ada');
    expect(find(grace, lost)).not.to.have.property('mentions');
    expect(seen).to.deep.equal([mentions, mentions, [{ ...ADA, start: 5 }], []]);
  });

  it('are chosen from the people in the room, the newest first, without the visitor', async () => {
    const [ada, grace] = await both();
    await sent(ada, 'one');
    const edsger = await open(ada.room, 'edsger');
    const last = await sent(edsger, 'two');
    await sent(grace, 'three');
    await until('both', () => find(grace, last));
    await type(grace, '@');
    expect(options(grace)).to.have.length(2);
    await press('ArrowDown', 'Enter');
    await sendKeys({ type: 'look' });
    await press('Enter');
    await until('it', () => grace.messages.at(-1)?.text.endsWith('look'));
    expect(grace.messages.at(-1)?.mentions?.map(({ id }) => id)).to.deep.equal(['ada']);
    await until('it', () => ada.messages.at(-1)?.mentions);
  });

  it('stay in a message whose text is edited around them', async () => {
    const [ada, grace] = await both();
    const id = grace.send(HI_ADA, { mentions: [ADA] }) ?? '';
    await until('it', () => find(grace, id) && find(ada, id));
    await type(grace, '');
    await press('ArrowUp', 'Home');
    await sendKeys({ type: 'Oh, ' });
    await press('Enter');
    await until('the edit', () => find(ada, id)?.text === `Oh, ${HI_ADA}`);
    expect(find(ada, id)?.mentions).to.deep.equal([{ ...ADA, start: 7 }]);
    // Without a change nothing is sent.
    const { editedAt } = find(grace, id) ?? {};
    await press('ArrowUp', 'Enter');
    expect(find(grace, id)?.editedAt).to.equal(editedAt);
  });

  it('leave a draft that was begun before an edit its own', async () => {
    const room = newRoom();
    const grace = await open(room, 'grace');
    grace.people = [{ id: 'boss', name: 'Ada' }];
    const id = grace.send(HI_ADA, { mentions: [ADA] }) ?? '';
    await until('it', () => find(grace, id));
    await type(grace, '@ada');
    await press('Enter');
    const [row] = [
      ...inside(grace, 'momento-chat-message-list').shadowRoot!.querySelectorAll('.own'),
    ];
    (row as HTMLElement).focus();
    await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
    await until('the edit', () => composerOf(grace).value === HI_ADA);
    await press('Escape');
    await until('the draft', () => composerOf(grace).value === '@Ada ');
    await press('Enter');
    await until('it', () => grace.messages.length === 2);
    expect(grace.messages[1]?.mentions).to.deep.equal([{ id: 'boss', start: 0, length: 4 }]);
  });

  it('offer those whom the page names, whatever else its hook does', async () => {
    const room = newRoom();
    const grace = await open(room, 'grace');
    const { error } = console;
    const logged: unknown[] = [];
    console.error = (...args: unknown[]) => logged.push(args[0]);
    try {
      grace.people = [{ id: 'boss', name: 'The Boss' }];
      await grace.updateComplete;
      await type(grace, '@');
      expect(options(grace)).to.deep.equal(['The Boss']);
      const asked: string[] = [];
      grace.people = (query) => {
        asked.push(query);
        return Promise.resolve([{ id: 'x', name: `<b>${query}</b>` }]);
      };
      await grace.updateComplete;
      await sendKeys({ type: 'n' });
      await until('her', () => options(grace).join() === '<b>n</b>');
      grace.people = () => {
        throw new Error('broken');
      };
      await grace.updateComplete;
      await sendKeys({ type: 'ot' });
      await settled(grace);
      expect([asked, options(grace)]).to.deep.equal([['n'], []]);
      grace.people = 'nonsense' as never;
      await grace.updateComplete;
      await press('Backspace', 'Backspace', 'Backspace');
      expect(options(grace)).to.deep.equal([]);
      expect(logged[0]).to.equal(`<momento-chat> the host's people failed.`);
    } finally {
      console.error = error;
    }
  });

  it('take their space from the text', async () => {
    const room = newRoom();
    const grace = await open(room, 'grace');
    grace.people = [{ id: 'x'.repeat(128), name: 'Ada' }];
    await grace.updateComplete;
    await type(grace, '@a');
    const { maxBytes = 0 } = composerOf(grace);
    await press('Enter');
    await settled(grace);
    expect(composerOf(grace).maxBytes).to.be.below(maxBytes - 128);
  });

  it('Escape closes the list, and leaves a launcher and an overlay open', async () => {
    for (const variant of ['launcher', 'overlay']) {
      const element = await open(newRoom(), 'grace', variant);
      element.people = [{ id: 'boss', name: 'The Boss' }];
      element.open();
      await settled(element);
      await type(element, '@');
      expect(options(element)).to.have.length(1);
      await press('Escape');
      await settled(element);
      expect([options(element), element.opened]).to.deep.equal([[], true]);
      await press('Escape');
      await settled(element);
      expect(element.opened).to.equal(false);
      element.remove();
    }
  });
});
