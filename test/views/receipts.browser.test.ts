import { expect } from '@open-wc/testing';
import { en } from '../../src/localization/en.js';
import { ListFixture, message, pending } from '../helpers/list-fixture.js';

/** The reader is Grace. */
describe('the mark of an own message', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
  });

  /** What is seen and what is read of the marks, in order. */
  function marks(): { seen: string; read: string; title: string }[] {
    return fixture.all('[part=receipt]').map((mark) => {
      const [tick, words] = mark.children;
      if (!tick || !words) throw new Error('no mark');
      expect(tick.ariaHidden).to.equal('true');
      const shown = words.matches('.visually-hidden') ? '' : words.textContent;
      return { seen: tick.textContent + shown, read: words.textContent.trim(), title: mark.title };
    });
  }

  it('says in words, too, that the service has taken it', async () => {
    fixture.list.pending = [pending(3, 'sent')];
    await fixture.show(message(1));
    await expect(fixture.list).to.be.accessible();
    expect(marks()).to.deep.equal([{ seen: '✓', read: en.sent, title: en.sent }]);
    const [, row] = fixture.all('.message');
    expect(row?.textContent).not.to.contain(en.sending);
    expect(row?.querySelector('time')).not.to.equal(null);
    expect(row?.ariaLabel).to.match(/\d.* Sent$/);
  });

  it('differs from that of one that the room has, and of one that was seen', async () => {
    const text = 'Seen by Ada';
    fixture.list.receipts = new Map([
      ['1', { state: 'seen', text, title: 'Ada' }],
      ['2', { state: 'delivered', text: en.delivered, title: en.delivered }],
    ]);
    fixture.list.pending = [pending(3, 'sent'), pending(4, 'sending')];
    await fixture.show(message(1, 'grace'), message(2, 'grace'));
    expect(marks()).to.deep.equal([
      { seen: `✓✓ ${text}`, read: text, title: 'Ada' },
      { seen: '✓✓', read: en.delivered, title: en.delivered },
      { seen: '✓', read: en.sent, title: en.sent },
    ]);
    expect(fixture.all('[part=state]').map((state) => state.textContent)).to.deep.equal([
      en.sending,
    ]);
    await expect(fixture.list).to.be.accessible();
  });

  it('gives way to the failure, which is announced', async () => {
    fixture.list.pending = [pending(3, 'sent')];
    await fixture.show(message(1));
    fixture.list.pending = [pending(3, 'failed')];
    await fixture.list.updateComplete;
    expect(marks()).to.deep.equal([]);
    expect(fixture.all('.failure')).to.have.length(1);
    const log = fixture.list.renderRoot.querySelector('[role=log]');
    expect(log?.textContent).to.contain(en.failed);
  });
});
