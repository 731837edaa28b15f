import { expect } from '@open-wc/testing';
import type { ChatMessage } from '../../src/momento-chat.js';
import { borrow } from '../../src/frames/borrowed.js';
import { LENT } from '../../src/views/actions-module.js';
import type { MessageList } from '../../src/views/message-list.js';
import { ListFixture, message, pending } from '../helpers/list-fixture.js';

describe('the message list over a game', () => {
  let fixture: ListFixture;
  let list: MessageList;

  beforeEach(async () => {
    fixture = await ListFixture.open();
    list = fixture.list;
    borrow(LENT);
    const { denseStyles } = await import('../../src/frames/dense.styles.js');
    const root = list.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = [
      ...root.adoptedStyleSheets,
      denseStyles.styleSheet ?? new CSSStyleSheet(),
    ];
  });

  const show = (...shown: readonly ChatMessage[]): Promise<void> => fixture.show(...shown);

  it('shows a faded message again when a link in it gets the focus', async () => {
    list.style.setProperty('--_fade-after', '0s');
    list.idle = true;
    await show(message(1, 'ada', 'https://a.example'), message(2));
    const [row] = fixture.all('.message');
    if (!row) throw new Error('no row');
    await Promise.all(row.getAnimations().map(({ finished }) => finished));
    expect(getComputedStyle(row).opacity).to.equal('0');
    fixture.first('a').focus();
    expect(getComputedStyle(row).opacity).to.equal('1');
    expect(getComputedStyle(fixture.first('time')).opacity).to.equal('1');
  });

  it('while idle, lets messages fade and clicks through, but keeps failed messages', async () => {
    list.style.setProperty('--_fade-after', '0s');
    list.idle = true;
    list.pending = [pending(7, 'failed')];
    await show(message(1));
    const [other, failed] = fixture.all('.message');
    await Promise.all(other?.getAnimations().map(({ finished }) => finished) ?? []);
    expect(other && getComputedStyle(other).opacity).to.equal('0');
    expect(failed && getComputedStyle(failed).opacity).to.equal('1');
  });
});
