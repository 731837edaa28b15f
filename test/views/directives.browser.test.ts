import { expect, html } from '@open-wc/testing';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  untilShown,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { settled } from '../helpers/element-parts.js';
import { ListFixture, messages } from '../helpers/list-fixture.js';

/** The connected directives. In a page, each would hold a subscription, a timer or an observer. */
const held = new Set<unknown>();

const hold = directive(
  class extends AsyncDirective {
    override render(text: string): string {
      if (this.isConnected) held.add(this);
      return text;
    }

    protected override disconnected(): void {
      held.delete(this);
    }

    protected override reconnected(): void {
      held.add(this);
    }
  },
);

describe('a directive in the result of renderMessage', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(async () => {
    chat.closeAll();
    held.clear();
    await chat.reset();
  });

  after(() => chat.stop());

  async function open(room = newRoom()): Promise<MomentoChatElement> {
    const element = chat.open({ room });
    element.renderMessage = ({ text }) => html`<em>${hold(text)}</em>`;
    await untilStatus(element, 'connected');
    return element;
  }

  it('is disconnected when the chat leaves the page, and reconnected when it returns', async () => {
    const element = await open();
    element.send('one');
    element.send('two');
    await untilShown(element, ['one', 'two']);
    expect(held.size).to.equal(2);
    element.remove();
    expect(held.size).to.equal(0);
    document.body.append(element);
    expect(held.size).to.equal(2);
  });

  it('is disconnected when its message is removed', async () => {
    const element = await open();
    element.send('one');
    await untilShown(element, ['one']);
    element.room = newRoom();
    await untilShown(element, []);
    expect(held.size).to.equal(0);
  });

  it('is disconnected when its message is scrolled away', async () => {
    const fixture = await ListFixture.open();
    fixture.list.renderBody = ({ text }) => hold(text);
    await fixture.show(...messages(300));
    const rows = (): number => fixture.all('.message').length;
    expect(held.size).to.equal(rows());
    await fixture.scrollTo(0);
    expect(rows()).to.be.lessThan(200);
    expect(held.size).to.equal(rows());
  });

  it('is disconnected when the variant changes', async () => {
    const element = await open();
    element.send('one');
    await untilShown(element, ['one']);
    element.variant = 'launcher';
    element.open();
    await settled(element);
    await untilShown(element, ['one']);
    expect(held.size).to.equal(1);
  });

  it('is not connected for a message that arrives while the chat is out of the page', async () => {
    const element = await open();
    element.send('one');
    await untilShown(element, ['one']);
    element.remove();
    element.renderMessage = ({ text }) => html`<b>${hold(text)}</b>`;
    await element.updateComplete;
    await settled(element);
    expect(held.size).to.equal(0);
  });
});
