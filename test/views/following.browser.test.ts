import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { MessageList } from '../../src/views/message-list.js';
import { ListFixture, message, messages, pending } from '../helpers/list-fixture.js';

const LONG = 'long answer '.repeat(200);

describe('a list whose reader is at the end', () => {
  let fixture: ListFixture;
  let list: MessageList;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    list = fixture.list;
    await fixture.show(...messages(30));
  });

  afterEach(() => getSelection()?.removeAllRanges());

  function lastBubble(): HTMLElement {
    const bubble = fixture.all('.bubble').at(-1);
    if (!bubble) throw new Error('no message');
    return bubble;
  }

  /** Drags over the text of the last message without releasing the button. */
  async function select(): Promise<void> {
    const { left, right, top, bottom } = lastBubble().getBoundingClientRect();
    const y = Math.round((top + bottom) / 2);
    await sendMouse({ type: 'move', position: [Math.round(left + 15), y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(right - 15), y] });
  }

  describe('and who selects text', () => {
    let offset: number;
    const last = '29 word word word word word word ';

    beforeEach(async () => {
      await select();
      offset = fixture.offsetOf(last);
    });

    afterEach(() => sendMouse({ type: 'up' }));

    it('stays there while others write, and shows a button to the new messages', async () => {
      for (const count of [31, 32, 60]) {
        await fixture.show(...messages(count));
        await fixture.painted();
        expect(fixture.offsetOf(last)).to.be.closeTo(offset, 0.5);
      }
      expect(fixture.all('.jump')).to.have.length(1);
    });

    it('stays there in a conversation with more messages than rows', async () => {
      await fixture.show(...messages(400));
      await fixture.painted();
      expect(fixture.offsetOf(last)).to.be.closeTo(offset, 0.5);
    });

    it('goes to the end with a message of their own', async () => {
      list.pending = [pending(100, 'sending')];
      await fixture.painted();
      expect(fixture.fromEnd).to.equal(0);
    });

    it('goes to the end by the button, and follows new messages again', async () => {
      await fixture.show(...messages(40));
      getSelection()?.removeAllRanges();
      fixture.first('.jump').click();
      await fixture.show(...messages(41));
      await fixture.painted();
      expect(fixture.fromEnd).to.equal(0);
    });
  });

  it('follows new messages while text elsewhere in the page is selected', async () => {
    const text = document.createElement('p');
    text.textContent = 'elsewhere';
    document.body.append(text);
    getSelection()?.selectAllChildren(text);
    await fixture.show(...messages(31));
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    text.remove();
  });

  it('sees the beginning of an answer that is longer than the list', async () => {
    await fixture.show(...messages(30), message(30, 'edsger', LONG));
    await fixture.painted();
    expect(fixture.offsetOf(LONG)).to.be.within(0, 40);
    expect(fixture.all('.jump')).to.have.length(1);
    // Later messages do not move the list.
    await fixture.show(...messages(30), message(30, 'edsger', LONG), message(31, 'ada'));
    await fixture.painted();
    expect(fixture.offsetOf(LONG)).to.be.within(0, 40);
    fixture.first('.jump').click();
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    await fixture.show(...messages(30), message(30, 'edsger', LONG), message(31), message(32));
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });

  it('follows many messages that arrive at once', async () => {
    await fixture.show(...messages(60));
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });

  it('sees the end of a long message of their own', async () => {
    list.pending = [{ ...pending(100, 'sending'), text: LONG }];
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
    list.pending = [];
    await fixture.show(...messages(30), message(100, 'grace', LONG));
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });

  it('is at the end of a history that is longer than the list', async () => {
    await fixture.show();
    await fixture.show(...messages(30), message(30, 'edsger', LONG));
    await fixture.painted();
    expect(fixture.fromEnd).to.equal(0);
  });
});
