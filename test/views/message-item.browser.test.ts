import { expect, html } from '@open-wc/testing';
import type { ChatMessage } from '../../src/momento-chat.js';
import type { MessageActionEvent } from '../../src/views/message-list-events.js';
import type { MessageList } from '../../src/views/message-list.js';
import { ListFixture, message, pending } from '../helpers/list-fixture.js';

const NOON = Date.UTC(2026, 10, 20, 12);

describe('a message in the list', () => {
  let fixture: ListFixture;
  let list: MessageList;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    list = fixture.list;
  });

  const show = (...shown: readonly ChatMessage[]): Promise<void> => fixture.show(...shown);

  it('names an author once per group, and shows one time at its end', async () => {
    await show(message(1), message(2), message(3, 'grace'), message(4));
    expect(list.renderRoot.querySelectorAll('.author')).to.have.length(2);
    const times = fixture.all('time').map((time) => getComputedStyle(time).opacity);
    expect(times).to.deep.equal(['0', '1', '1', '1']);
    // Screen readers get the author of every message.
    expect(list.renderRoot.querySelectorAll('bdi')).to.have.length(4);
  });

  for (const dir of ['ltr', 'rtl'] as const) {
    it(`tightens the inner corners of a group, whatever the direction of its texts, in ${dir}`, async () => {
      list.dir = dir;
      list.style.setProperty('--_radius', '16px');
      list.style.setProperty('--_radius-small', '4px');
      const texts = ['hello', 'مرحبا', 'hello, مرحبا', 'مرحبا, hello'];
      for (const by of ['ada', 'grace']) {
        await show(...texts.map((text, index) => message(index, by, text)));
        // Others' bubbles are at the page's start, own ones at its end.
        const side = (by === 'ada') === (dir === 'ltr') ? 'Left' : 'Right';
        const other = side === 'Left' ? 'Right' : 'Left';
        for (const bubble of fixture.all('.bubble').slice(1, -1)) {
          const style = getComputedStyle(bubble);
          const wide = parseFloat(style[`borderTop${other}Radius`]);
          for (const edge of ['Top', 'Bottom'] as const) {
            const name = `${bubble.textContent} ${edge}`;
            expect(parseFloat(style[`border${edge}${other}Radius`]), name).to.equal(wide);
            expect(parseFloat(style[`border${edge}${side}Radius`]), name).to.be.below(wide);
          }
        }
      }
    });
  }

  it('names the files that go with a text, or without one', async () => {
    const sha256 = 'a'.repeat(43);
    const file = { id: 'f', name: '*cat*.png', type: 'image/png', size: 70, sha256 };
    const attachments = [file, { ...file, id: 'g', name: 'دليل.pdf' }];
    await show(
      { ...message(1, 'ada', 'Look'), attachments },
      { ...message(2), text: '', attachments },
    );
    // Without their module they are their names; a message of files alone has no bubble.
    const texts = fixture.all('.message').map((row) => {
      const parts = [...row.querySelectorAll('.bubble, .attachments > *')];
      return parts.map(({ textContent }) => textContent.trim());
    });
    const names = attachments.map(({ name }) => name);
    expect(texts).to.deep.equal([['Look', ...names], names]);
  });

  it('gives each text its own direction', async () => {
    list.dir = 'rtl';
    await show(message(1, 'ada', 'hello'), message(2, 'ada', 'مرحبا'));
    const directions = fixture
      .all('.bubble')
      .map(({ firstElementChild }) => firstElementChild && getComputedStyle(firstElementChild));
    expect(directions.map((style) => style?.direction)).to.deep.equal(['ltr', 'rtl']);
  });

  it('keeps the order within a time in a right-to-left page', async () => {
    list.dir = 'rtl';
    list.language = 'en';
    await show(message(1));
    const text = [...fixture.first('time').childNodes].find((node) => node instanceof Text);
    const range = document.createRange();
    const leftOf = (offset: number): number => {
      if (text) range.setStart(text, offset);
      if (text) range.setEnd(text, offset + 1);
      return range.getBoundingClientRect().left;
    };
    const length = fixture.first('time').textContent.trim().length;
    expect(leftOf(0)).to.be.below(leftOf(length - 1));
  });

  it('cuts a long name on one line with an ellipsis, and keeps it whole in its tooltip', async () => {
    const name = 'Édsger W. Dijkstra the Considerably Long Named and then some more';
    list.style.inlineSize = '260px';
    const author = { id: 'z', name, verified: true };
    await show(message(1), { ...message(2), author });
    const [short, long] = fixture.all('.author');
    expect(long?.offsetHeight).to.equal(short?.offsetHeight);
    expect(long?.scrollWidth).to.be.above(long?.clientWidth ?? Infinity);
    expect(long && getComputedStyle(long).textOverflow).to.equal('ellipsis');
    expect(long?.getBoundingClientRect().right).to.be.at.most(list.getBoundingClientRect().right);
    expect(long?.title).to.equal(name);
    expect(long?.textContent).to.equal(name);
  });

  it('clips stacked combining marks to the bubble, and to the name', async () => {
    const marks = 'a' + '\u0301'.repeat(2000);
    await show({ ...message(1, 'ada', marks), author: { id: 'z', name: marks, verified: true } });
    for (const selector of ['.author', '.bubble']) {
      expect(getComputedStyle(fixture.first(selector)).overflow, selector).to.equal('clip');
    }
  });

  it('draws large emoji without a bubble, in the text colour', async () => {
    list.style.setProperty('--_text', 'rgb(1, 2, 3)');
    list.style.setProperty('--_on-accent', 'rgb(255, 255, 255)');
    await show(message(1, 'grace', '🇯🇵'));
    expect(getComputedStyle(fixture.first('.bubble')).color).to.equal('rgb(1, 2, 3)');
  });

  it('starts a new group after a pause', async () => {
    await show(message(1), { ...message(2), sentAt: NOON + 3_600_000 });
    expect(list.renderRoot.querySelectorAll('.author')).to.have.length(2);
  });

  it('shows times in the page’s language', async () => {
    list.lang = 'ja';
    await show({ ...message(1), sentAt: new Date(2026, 10, 20, 15, 5).getTime() });
    expect(list.renderRoot.querySelector('time')?.textContent.trim()).to.equal('15:05');
    list.lang = 'en-US';
    await show({ ...message(2), sentAt: new Date(2026, 10, 20, 15, 5).getTime() });
    expect(list.renderRoot.querySelector('time')?.textContent).to.contain('3:05');
    list.lang = 'not a language';
    await show(message(3));
    expect(list.renderRoot.querySelectorAll('time')).to.have.length(1);
  });

  it('breaks long words and keeps line breaks', async () => {
    await show(message(1, 'ada', `${'x'.repeat(500)}\nsecond line`));
    const { scrollWidth, clientWidth } = fixture.scroller;
    expect(scrollWidth).to.equal(clientWidth);
    const bubble = list.renderRoot.querySelector('.bubble');
    expect(bubble && getComputedStyle(bubble).whiteSpace).to.equal('pre-wrap');
  });

  it('offers to retry or discard a failed message', async () => {
    const actions: string[] = [];
    list.addEventListener('message-action', (event) => {
      const { action, messageId } = event as MessageActionEvent;
      actions.push(`${action} ${messageId}`);
    });
    list.pending = [pending(7, 'failed')];
    await list.updateComplete;
    for (const button of list.renderRoot.querySelectorAll<HTMLElement>('.failure button')) {
      button.click();
    }
    expect(actions).to.deep.equal(['retry 7', 'discard 7']);
  });

  it('only offers to discard it when nothing can be sent any more', async () => {
    const buttons = (): (string | null)[] =>
      fixture.all('.failure button').map(({ textContent }) => textContent);
    list.pending = [pending(7, 'failed')];
    await list.updateComplete;
    expect(buttons()).to.deep.equal(['Try again', 'Discard']);
    list.ended = true;
    await list.updateComplete;
    expect(buttons()).to.deep.equal(['Discard']);
  });

  it('shows a picture or an initial for each group of others’ messages', async () => {
    list.avatarOf = ({ id }) => (id === 'ada' ? 'https://pictures.example/ada.png' : undefined);
    const nameless = { ...message(5), author: { id: undefined, name: '', verified: false } };
    await show(message(1), message(2), message(3, 'grace'), message(4, 'edsger'), nameless);
    const avatars = fixture.all('.avatar');
    expect(avatars.map(({ textContent }) => textContent.trim())).to.deep.equal(['A', 'G', '?']);
    const images = fixture.all('.avatar img') as HTMLImageElement[];
    expect(images.map(({ src }) => src)).to.deep.equal(['https://pictures.example/ada.png']);
    expect(images[0]?.referrerPolicy).to.equal('no-referrer');
    // The name is there as text, so the picture has no alternative text.
    expect(avatars.every(({ ariaHidden }) => ariaHidden === 'true')).to.equal(true);
  });

  it('shows a few emoji large, and a removed message as a tombstone', async () => {
    await show(message(1, 'ada', '🎉🎉'), { ...message(2), text: '', removed: true });
    expect(fixture.all('.large')).to.have.length(1);
    expect(fixture.first('.removed .bubble').textContent).to.equal('This message was removed.');
    await expect(list).to.be.accessible();
  });

  it('shows the result of renderMessage', async () => {
    list.renderBody = ({ text }) => (text === 'plain' ? undefined : html`<b>${text}</b>`);
    await show(message(1, 'ada', 'bold'), message(2, 'ada', 'plain'));
    expect(fixture.first('.bubble b').textContent).to.equal('bold');
    expect(fixture.all('.bubble')[1]?.textContent).to.equal('plain');
  });
});
