import { expect } from '@open-wc/testing';
import type { ChatMessage, PendingChange, Reaction } from '../../src/momento-chat.js';
import { en } from '../../src/localization/en.js';
import { words as ja } from '../../src/languages/ja.js';
import type { MessageActionEvent } from '../../src/views/message-list-events.js';
import { actionsLoaded } from '../helpers/actions-loaded.js';
import { ListFixture, message, messages } from '../helpers/list-fixture.js';

const user = (name: string): Reaction['users'][number] => ({ id: name.toLowerCase(), name });

function change(type: string, state: PendingChange['state'] = 'failed'): PendingChange {
  return { id: `change-${type}`, messageId: '1', type, state, error: undefined };
}

describe('the relations of a message', () => {
  let fixture: ListFixture;
  let actions: string[];

  beforeEach(async () => {
    await actionsLoaded();
    fixture = await ListFixture.open();
    fixture.list.canRelate = true;
    fixture.list.language = 'en-GB';
    actions = [];
    fixture.list.addEventListener('message-action', (event) => {
      const { action, messageId, detail } = event as MessageActionEvent;
      actions.push([action, messageId, detail].join(' ').trim());
    });
  });

  const text = (selector: string): string => fixture.first(selector).textContent.trim();

  describe('reactions', () => {
    const reacted = (...reactions: Reaction[]): ChatMessage => ({ ...message(1), reactions });
    const thumbs = { emoji: '👍', users: [user('Ada'), user('Grace'), user('Edsger')] };

    it('are counted and named, and the visitor’s own one is marked', async () => {
      await fixture.show(reacted(thumbs, { emoji: '🎉', users: [user('Ada')] }));
      const chips = fixture.all('.chip:not(.more)');
      expect(chips.map(({ textContent }) => textContent.trim())).to.deep.equal(['👍3', '🎉1']);
      expect(chips.map(({ ariaPressed }) => ariaPressed)).to.deep.equal(['true', 'false']);
      expect(chips.map(({ title }) => title)).to.deep.equal([
        '👍 3: Ada, Edsger and you',
        '🎉 1: Ada',
      ]);
      expect(chips.map(({ ariaLabel }) => ariaLabel)).to.deep.equal(
        chips.map(({ title }) => title),
      );
      await expect(fixture.list).to.be.accessible();
    });

    it('are given and taken back by a click, and others are asked for by the last one', async () => {
      await fixture.show(reacted(thumbs));
      for (const chip of fixture.all('.chip')) chip.click();
      expect(actions).to.deep.equal(['react 1 👍', 'react-more 1']);
    });

    it('are only shown where nobody can react', async () => {
      fixture.list.canRelate = false;
      await fixture.show(reacted(thumbs));
      expect(fixture.all('.reactions button')).to.have.length(0);
      expect(text('.chip')).to.equal('👍3');
      await expect(fixture.list).to.be.accessible();
    });

    it('name ten people at most', async () => {
      const users = Array.from({ length: 23 }, (_, index) => user(`P${String(index)}`));
      await fixture.show(reacted({ emoji: '👍', users }));
      const title = '👍 23: P0, P1, P2, P3, P4, P5, P6, P7, P8, P9 and 13 others';
      expect(fixture.first('.chip').title).to.equal(title);
    });

    it('wrap within the list, and can be hit with a finger’s tip', async () => {
      fixture.list.style.inlineSize = '240px';
      const all = [...'👍🎉😀😂😍🤔😢😡👏🙏🔥👀💯🚀🥳😎🤝💡🌈🍀'];
      await fixture.show(reacted(...all.map((emoji) => ({ emoji, users: thumbs.users }))));
      const { scrollWidth, clientWidth } = fixture.scroller;
      expect(scrollWidth).to.equal(clientWidth);
      for (const chip of fixture.all('.chip')) {
        expect(chip.offsetHeight).to.be.at.least(24);
        expect(chip.offsetWidth).to.be.at.least(24);
      }
    });
  });

  describe('a quote', () => {
    const answer = (id: number, to: number): ChatMessage => ({
      ...message(id, 'grace'),
      replyTo: { id: String(to), order: to },
    });

    it('shows who is answered, and what they said, and leads there', async () => {
      await fixture.show(...messages(300), answer(300, 21));
      expect(text('.quote bdi')).to.equal('Ada');
      expect(text('.quote [dir]')).to.match(/^21 word/);
      await expect(fixture.list).to.be.accessible();
      fixture.first('.quote').click();
      await fixture.painted();
      expect(fixture.visibleTexts.some((shown) => shown.startsWith('21 '))).to.equal(true);
      const row = fixture.first('[data-found]');
      expect(fixture.list.shadowRoot?.activeElement).to.equal(row);
      const middle = row.offsetTop + row.offsetHeight / 2 - fixture.scroller.scrollTop;
      expect(middle).to.be.closeTo(fixture.scroller.clientHeight / 2, 4);
      expect(actions).to.deep.equal([]);
      await Promise.all(row.getAnimations().map(({ finished }) => finished));
      await fixture.painted();
      expect(fixture.all('[data-found]')).to.have.length(0);
      fixture.first('.jump').click();
      await fixture.painted();
      expect(fixture.fromEnd).to.equal(0);
    });

    it('follows a change of the original', async () => {
      const original = message(1);
      await fixture.show(original, answer(2, 1));
      await fixture.show({ ...original, text: 'changed' }, fixture.list.messages[1]!);
      expect(text('.quote [dir]')).to.equal('changed');
      const removed = { ...original, text: '', removed: true };
      await fixture.show(removed, fixture.list.messages[1]!);
      expect(text('.quote')).to.equal(en.removed);
      expect(fixture.all('button.quote')).to.have.length(0);
    });

    it('of one who is not loaded fetches earlier messages until it is', async () => {
      const { list } = fixture;
      const all = messages(400, 1_000);
      let first = 300;
      list.earlier = 'available';
      let asked = 0;
      list.addEventListener('earlier', () => {
        if (list.earlier !== 'available') return;
        asked += 1;
        list.earlier = 'loading';
      });
      const arrive = (): void => {
        if (list.earlier !== 'loading') return;
        first -= 100;
        list.messages = [...all.slice(first), answer(2_000, 1_050)];
        list.earlier = first === 0 ? 'none' : 'available';
      };
      await fixture.show(...all.slice(first), answer(2_000, 1_050));
      expect(text('.quote')).to.contain(en.showOriginal);
      fixture.first('.quote').click();
      await fixture.painted();
      expect(text('.notice')).to.equal(en.loadingEarlier);
      for (let tries = 0; tries < 50 && fixture.all('[data-found]').length === 0; tries += 1) {
        arrive();
        await fixture.painted();
      }
      expect(text('[data-found]')).to.contain('1050');
      expect(asked).to.equal(3);
      expect(fixture.all('.notice')).to.have.length(0);
    });

    it('says so where the original is gone, or cannot be loaded', async () => {
      await fixture.show(...messages(30), answer(300, 999));
      fixture.first('.quote').click();
      await fixture.painted();
      expect(text('.notice')).to.equal(en.originalGone);
      expect(text('[role=log] p:last-child')).to.equal(en.originalGone);
      await Promise.all(
        fixture
          .first('.notice')
          .getAnimations()
          .map(({ finished }) => finished),
      );
      await expect(fixture.list).to.be.accessible();
      fixture.list.earlier = 'failed';
      fixture.list.addEventListener('earlier', () => fixture.list.requestUpdate());
      fixture.first('.quote').click();
      await fixture.painted();
      expect(text('.notice')).to.equal(en.earlierFailed);
    });

    it('shows two lines, whatever was said', async () => {
      const original = message(1, 'ada', `${'a\u0301'.repeat(90)}\n\n\n${'word '.repeat(900)}`);
      await fixture.show(original, answer(2, 1));
      expect(fixture.first('.quote').offsetHeight).to.be.below(90);
      const { scrollWidth, clientWidth } = fixture.scroller;
      expect(scrollWidth).to.equal(clientWidth);
    });
  });

  describe('a change', () => {
    it('is marked, with its time', async () => {
      const editedAt = new Date(2026, 10, 20, 15, 5).getTime();
      await fixture.show({ ...message(1), editedAt }, { ...message(2), editedAt: 0 });
      const [known, unknown] = fixture.all('.edited');
      // In 12 or 24 hours, as the machine's settings say.
      expect(known?.title).to.contain(':05');
      expect(known?.textContent).to.contain('edited Friday');
      expect(unknown?.textContent.trim()).to.equal('edited');
      await expect(fixture.list).to.be.accessible();
    });

    for (const [type, words] of [
      ['edit', en.changeFailed],
      ['reaction', en.changeFailed],
      ['removal', en.removalFailed],
    ] as const) {
      it(`that failed can be tried again or discarded: ${type}`, async () => {
        await fixture.show({ ...message(1, 'grace') });
        fixture.list.changes = [change(type, 'sending')];
        await fixture.list.updateComplete;
        expect(fixture.all('.failure')).to.have.length(0);
        fixture.list.changes = [change(type)];
        await fixture.list.updateComplete;
        expect(text('.failure')).to.contain(words);
        expect(text('[role=log] p:last-child')).to.equal(words);
        for (const button of fixture.all('.failure button')) button.click();
        expect(actions).to.deep.equal([`retry change-${type}`, `discard change-${type}`]);
        await expect(fixture.list).to.be.accessible();
      });
    }
  });

  it('renders the row again that it is about, and no other', async () => {
    const all = messages(10_000);
    await fixture.show(...all);
    const rendered: string[] = [];
    fixture.list.renderBody = ({ id }) => void rendered.push(id);
    await fixture.list.updateComplete;
    rendered.length = 0;
    const target = all.at(-3);
    if (!target) throw new Error('no message');
    const reactions = [{ emoji: '👍', users: [user('Ada')] }];
    await fixture.show(...all.map((each) => (each === target ? { ...target, reactions } : each)));
    expect(rendered).to.deep.equal([target.id]);
    fixture.list.changes = [{ ...change('edit'), messageId: target.id }];
    await fixture.list.updateComplete;
    expect(rendered).to.deep.equal([target.id, target.id]);
    fixture.list.changes = [{ ...change('edit'), messageId: target.id }];
    await fixture.list.updateComplete;
    expect(rendered).to.have.length(2);
  });

  it('is said naturally in each language', () => {
    expect(en.reactedBy('👍', [], true, 0)).to.equal('👍 1: You');
    expect(en.reactedBy('👍', ['Ada'], true, 1)).to.equal('👍 3: Ada, you and 1 other');
    expect(ja.reactedBy('👍', ['Ada', 'Grace'], true, 12)).to.equal(
      '👍 15 人：Ada、Grace、あなた、ほか 12 人',
    );
  });
});
