import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, shown, until, useChat } from '../helpers/chat-fixture.js';
import { focused } from '../helpers/element-parts.js';
import { find, labels, openChat, openMenu, press, sent } from '../helpers/message-actions.js';
import { startModerator, type TestModerator } from '../helpers/moderator-client.js';
import { MODERATOR } from '../helpers/roles.js';
import { LARGE } from '../helpers/viewports.js';

describe('the role of a visitor', () => {
  const chat = useChat();
  let room: string;

  before(() => setViewport(LARGE));

  beforeEach(() => {
    room = newRoom();
  });

  function open(user: string, attributes: Record<string, string> = {}) {
    return openChat(chat, attributes, room, user);
  }

  async function offered(element: MomentoChatElement, text: string): Promise<string[]> {
    await openMenu(element, text);
    const all = labels(element);
    await press('Escape');
    return all;
  }

  it('offers no removal of others’ messages in a direct room, where nobody could prove it', async () => {
    const ada = await open('ada');
    const moderator = await open(MODERATOR);
    const id = await sent(ada, 'hello');
    await until('the message', () => find(moderator, id));
    expect(moderator.session?.role).to.equal('moderator');
    expect(await offered(moderator, 'hello')).not.to.include('Delete');
    expect(moderator.remove(id)).to.equal(false);
  });

  describe('in a moderated room', () => {
    let server: TestModerator;

    beforeEach(async () => {
      await chat.endpoint.behave({ mode: 'moderated' });
      server = await startModerator(chat.engine.grpcPort, room);
    });

    afterEach(() => server.stop());

    it('lets a moderator remove any message by keyboard, and binds no moderator to a time', async () => {
      const ada = await open('ada', { 'delete-window': '0' });
      const moderator = await open(MODERATOR, { 'delete-window': '0' });
      const id = await sent(ada, 'buy now');
      const own = await sent(moderator, 'my own');
      await until('the message', () => find(moderator, id));
      expect(await offered(ada, 'buy now')).not.to.include('Delete');
      expect(await offered(ada, 'my own')).not.to.include('Delete');
      expect(moderator.edit(id, 'forged')).to.equal(false);
      await openMenu(moderator, 'buy now');
      await press('End', 'Enter');
      await until('the question', () => focused()?.textContent.trim() === 'Keep');
      await expect(moderator).to.be.accessible();
      await press('ArrowUp', 'Enter');
      await until('the tombstone', () => find(ada, id)?.removed);
      expect(focused()?.textContent).to.contain('This message was removed.');
      expect(moderator.remove(own)).to.equal(true);
      await until('the other one', () => find(ada, own)?.removed);
    });

    it('can be called off by the page, and is nothing to a reader', async () => {
      const ada = await open('ada');
      const moderator = await open(MODERATOR);
      const id = await sent(ada, 'hello');
      await until('the message', () => find(moderator, id));
      const asked: unknown[] = [];
      moderator.addEventListener('momento-chat-before-remove', (event) => {
        asked.push(event.message);
        event.preventDefault();
      });
      expect(moderator.remove(id)).to.equal(false);
      expect(asked).to.deep.equal([find(moderator, id)]);
      moderator.readOnly = true;
      expect(moderator.remove(id)).to.equal(false);
      expect(asked).to.have.length(1);
    });

    it('is the server’s word: a visitor who is no moderator is told so, and the message stays', async () => {
      const ada = await open('ada');
      const id = await sent(ada, 'hello');
      await chat.endpoint.behave({ mode: 'moderated', answer: { role: 'owner' } });
      const grace = await open('grace');
      await until('the message', () => find(grace, id));
      expect(grace.remove(id)).to.equal(true);
      await until('the refusal', async () => (await shown(grace, '.failure')).length > 0);
      const [failure] = await shown(grace, '.failure');
      expect(failure?.textContent).to.contain('The message could not be removed.');
      expect(find(grace, id)?.text).to.equal('hello');
      expect(find(ada, id)?.text).to.equal('hello');
      await expect(grace).to.be.accessible();
    });
  });
});
