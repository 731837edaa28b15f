import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import type { Person } from '../../src/protocol/chat-user.js';
import '../../src/views/composer.js';
import { mentionsIn } from '../../src/views/chosen-people.js';
import type { Composer } from '../../src/views/composer.js';
import type { ComposerSubmitEvent } from '../../src/views/composer-submit-event.js';
import { actionsLoaded } from '../helpers/actions-loaded.js';
import { until } from '../helpers/chat-fixture.js';
import { limited, NO_INPUT_METHOD } from '../helpers/engine-limits.js';
import { ime } from '../helpers/ime-client.js';
import { LARGE } from '../helpers/viewports.js';

const PEOPLE: readonly Person[] = [
  { id: 'ada', name: 'Ada Lovelace' },
  { id: 'grace', name: 'Grace Hopper' },
  { id: 'emile', name: 'Émile Ada' },
  { id: 'taro', name: '太郎' },
];

describe('the list of people', () => {
  let composer: Composer;
  let sent: Pick<ComposerSubmitEvent, 'text' | 'mentions'>[];
  let asked: { query: string; signal: AbortSignal; answer: (people: Person[]) => void }[];
  let known: readonly Person[];

  beforeEach(async () => {
    await setViewport(LARGE);
    await actionsLoaded();
    sent = [];
    asked = [];
    known = PEOPLE;
    const wrapper = await fixture(
      html`<div style="padding-block-start: 400px; --_space: 4px">
        <momento-chat-composer
          .people=${{
            known: () => known,
            find: (query: string, signal: AbortSignal) =>
              new Promise<Person[]>((answer) => asked.push({ query, signal, answer })),
          }}
        ></momento-chat-composer>
      </div>`,
    );
    composer = wrapper.querySelector('momento-chat-composer') as Composer;
    composer.addEventListener('submit', (event: Event) => {
      const { text, mentions } = event as unknown as ComposerSubmitEvent;
      sent.push({ text, mentions });
    });
    composer.focus();
  });

  function all(selector: string): HTMLElement[] {
    return [...composer.renderRoot.querySelectorAll<HTMLElement>(selector)];
  }

  function field(): HTMLTextAreaElement {
    return all('textarea')[0] as HTMLTextAreaElement;
  }

  async function type(text: string): Promise<void> {
    await sendKeys({ type: text });
    await composer.updateComplete;
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
    await composer.updateComplete;
  }

  /** The people who are offered; the active one has a mark. */
  function offered(): string[] {
    const active = field().getAttribute('aria-activedescendant');
    return all('[role=option]').map(({ id, ariaSelected, textContent }) => {
      expect(ariaSelected).to.equal(String(id === active));
      const name = textContent.trim().replace(/^\S\s*/, '');
      return id === active ? `> ${name}` : name;
    });
  }

  it('passes the accessibility audit', async () => {
    await type('hi @');
    expect(offered()).to.have.length(4);
    await expect(composer).to.be.accessible();
    expect(field().getAttribute('aria-controls')).to.equal(all('[role=listbox]')[0]?.id);
    expect(all('[role=listbox]')[0]?.ariaLabel).to.equal('People to mention');
  });

  it('has those whose names begin with what is typed, in any of their words', async () => {
    await type('@');
    expect(offered()).to.deep.equal(['> Ada Lovelace', 'Grace Hopper', 'Émile Ada', '太郎']);
    await type('ad');
    expect(offered()).to.deep.equal(['> Ada Lovelace', 'Émile Ada']);
    await press('Backspace', 'Backspace');
    await type('EMI');
    expect(offered()).to.deep.equal(['> Émile Ada']);
    await type('x');
    expect(offered()).to.deep.equal([]);
    expect(field().hasAttribute('aria-activedescendant')).to.equal(false);
  });

  it('does not open in an e-mail address, and closes where the caret leaves it', async () => {
    await type('ada@');
    expect(offered()).to.deep.equal([]);
    await type(' @g');
    expect(offered()).to.deep.equal(['> Grace Hopper']);
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    expect(offered()).to.deep.equal([]);
    await press('End');
    expect(offered()).to.deep.equal([]);
    await type('r');
    expect(offered()).to.deep.equal(['> Grace Hopper']);
    field().blur();
    await composer.updateComplete;
    expect(offered()).to.deep.equal([]);
  });

  for (const key of ['Enter', 'Tab'] as const) {
    it(`chooses with the arrow keys and ${key}, and sends nothing`, async () => {
      await type('Hi @');
      await press('ArrowDown', 'ArrowDown', 'ArrowUp');
      expect(offered()[1]).to.equal('> Grace Hopper');
      await press(key);
      expect(composer.value).to.equal('Hi @Grace Hopper ');
      expect(offered()).to.deep.equal([]);
      expect(composer.shadowRoot?.activeElement).to.equal(field());
      expect(sent).to.deep.equal([]);
      await type('there');
      await press('Enter');
      const mentions = [{ id: 'grace', start: 3, length: 13 }];
      expect(sent).to.deep.equal([{ text: 'Hi @Grace Hopper there', mentions }]);
      expect(composer.value).to.equal('');
    });
  }

  it('goes from its end to its beginning, and back', async () => {
    await type('@');
    await press('ArrowUp');
    expect(offered().at(-1)).to.equal('> 太郎');
    await press('ArrowDown');
    expect(offered()[0]).to.equal('> Ada Lovelace');
  });

  it('is closed by Escape alone, and stays closed for this word', async () => {
    const keys: string[] = [];
    const note = ({ key }: KeyboardEvent): unknown => keys.push(key);
    document.addEventListener('keydown', note);
    composer.target = {
      mode: 'reply',
      message: {
        ...{ id: 'm', text: 'x', sentAt: 1 },
        author: { id: 'a', name: 'A', verified: true },
      },
      own: false,
      excerpt: 'x',
    };
    let cancelled = 0;
    composer.addEventListener('cancel', () => (cancelled += 1));
    await type('@');
    await press('Escape');
    expect([offered(), cancelled]).to.deep.equal([[], 0]);
    expect(keys).not.to.contain('Escape');
    await type('g');
    expect(offered()).to.deep.equal([]);
    await type(' @g');
    expect(offered()).to.deep.equal(['> Grace Hopper']);
    await press('Escape', 'Escape');
    expect(cancelled).to.equal(1);
    document.removeEventListener('keydown', note);
  });

  it('is chosen from by the mouse, and the field keeps the focus', async () => {
    await type('@');
    const { left, top, height } = all('[role=option]')[1]!.getBoundingClientRect();
    const position: [number, number] = [Math.round(left + 40), Math.round(top + height / 2)];
    await sendMouse({ type: 'click', position });
    await composer.updateComplete;
    expect(composer.value).to.equal('@Grace Hopper ');
    expect(composer.shadowRoot?.activeElement).to.equal(field());
    await press('Enter');
    expect(sent[0]?.mentions).to.deep.equal([{ id: 'grace', start: 0, length: 13 }]);
  });

  it('leaves what was typed to undo', async () => {
    await type('Hi @gr');
    await press('Enter');
    expect(composer.value).to.equal('Hi @Grace Hopper ');
    document.execCommand('undo');
    await composer.updateComplete;
    expect(composer.value).to.match(/^Hi @gr?$/);
    expect(mentionsIn(composer.value, composer.chosen)).to.deep.equal([]);
  });

  it('opens again for the next person, and not for the one who was chosen', async () => {
    await type('@ad');
    await press('Enter');
    await type('l');
    expect(offered()).to.deep.equal([]);
    await type(' and @gr');
    await press('Enter', 'Enter');
    expect(sent[0]?.mentions.map(({ id }) => id)).to.deep.equal(['ada', 'grace']);
  });

  it('forgets whom the text does not name any more', async () => {
    await type('@gr');
    await press('Enter', 'Backspace', 'Backspace');
    await type('x');
    await press('Enter');
    expect(sent).to.deep.equal([{ text: '@Grace Hoppex', mentions: [] }]);
    await type('@Grace Hopper ');
    await press('Escape', 'Enter');
    expect(sent[1]?.mentions).to.deep.equal([]);
  });

  it('shows eight people at most, and asks for others where there is room', async () => {
    known = Array.from({ length: 20 }, (_, n) => ({ id: `x${n}`, name: `Xaver ${n}` }));
    await type('@');
    expect(offered()).to.have.length(8);
    expect(asked).to.have.length(0);
    await type('y');
    expect(asked.map(({ query }) => query)).to.deep.equal(['y']);
    asked[0]?.answer(Array.from({ length: 20 }, (_, n) => ({ id: `y${n}`, name: `Yvonne ${n}` })));
    await until('them', () => all('[role=option]').length === 8);
  });

  it('adds what the host finds to what is there, and takes no late answer', async () => {
    await type('@ad');
    await press('ArrowDown');
    expect(asked.map(({ signal }) => signal.aborted)).to.deep.equal([true, true, false]);
    asked[1]?.answer([{ id: 'late', name: 'Too Late' }]);
    asked[2]?.answer([
      { id: 'ada', name: 'Ada Lovelace' },
      { id: 'boss', name: 'The Boss' },
    ]);
    await until('the boss', () => all('[role=option]').length === 3);
    await composer.updateComplete;
    expect(offered()).to.deep.equal(['Ada Lovelace', '> Émile Ada', 'The Boss']);
    await press('ArrowDown', 'Enter');
    expect(composer.value).to.equal('@The Boss ');
  });

  it('asks no more once it is closed, and shows no answer then', async () => {
    known = [];
    await type('@z');
    expect(offered()).to.deep.equal([]);
    await press('Enter');
    expect(sent.map(({ text }) => text)).to.deep.equal(['@z']);
    asked.at(-1)?.answer([{ id: 'z', name: 'Zoe' }]);
    await new Promise((resolve) => setTimeout(resolve));
    await composer.updateComplete;
    expect(offered()).to.deep.equal([]);
  });

  it('stays inside the window, and scrolls to the active person', async () => {
    await setViewport({ width: 320, height: 260 });
    (composer.parentElement as HTMLElement).style.paddingBlockStart = '160px';
    known = Array.from({ length: 8 }, (_, n) => ({ id: `x${n}`, name: `Xaver ${n}` }));
    await type('@');
    const list = all('.people')[0]!;
    expect(list.getBoundingClientRect().top).to.be.at.least(0);
    await press('ArrowUp');
    const last = all('[role=option]').at(-1)!.getBoundingClientRect();
    expect(last.bottom).to.be.at.most(list.getBoundingClientRect().bottom);
    expect(window.scrollY).to.equal(0);
    await setViewport(LARGE);
  });

  limited(describe, NO_INPUT_METHOD, 'with an input method', () => {
    it('leaves its keys alone while a word is composed', async () => {
      await ime.compose('＠た');
      await ime.compose('＠太');
      await composer.updateComplete;
      expect(offered()).to.deep.equal(['> 太郎']);
      await ime.key('ArrowDown');
      await ime.key('Enter');
      await ime.key('Escape');
      expect([offered(), composer.value, sent]).to.deep.equal([['> 太郎'], '＠太', []]);
      await ime.commit('＠太');
      await composer.updateComplete;
      await press('Enter');
      expect(composer.value).to.equal('@太郎 ');
      expect(sent).to.deep.equal([]);
      await press('Enter');
      expect(sent).to.deep.equal([
        { text: '@太郎 ', mentions: [{ id: 'taro', start: 0, length: 3 }] },
      ]);
    });

    it('ends the word when a person is tapped', async () => {
      await ime.compose('@太');
      await composer.updateComplete;
      all('[role=option]')[0]?.click();
      await composer.updateComplete;
      expect(composer.value).to.equal('@太郎 ');
      expect(all('textarea')).to.have.length(1);
      await ime.compose('次');
      await ime.commit('次');
      expect(composer.value).to.equal('@太郎 次');
    });
  });
});
