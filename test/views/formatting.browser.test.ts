import { expect } from '@open-wc/testing';
import { render } from 'lit';
import type { ChatMessage } from '../../src/momento-chat.js';
import { en } from '../../src/localization/en.js';
import { withActions } from '../../src/views/actions-module.js';
import { plainText, renderText } from '../../src/views/message-text.js';
import { ListFixture, message, pending } from '../helpers/list-fixture.js';
import { engine } from '../helpers/engine-limits.js';

const CODE = 'let a = `*b*`;\n  a += "_c_";';

describe('formatted text in the list', () => {
  let fixture: ListFixture;

  beforeEach(async () => {
    fixture = await ListFixture.open();
  });

  const show = (...texts: string[]): Promise<void> =>
    fixture.show(...texts.map((text, index) => message(index, 'ada', text)));
  const tags = (): string[] =>
    fixture.all('.bubble [dir=auto] *').map(({ localName }) => localName);

  it('passes the accessibility audit', async () => {
    await show('*a* _b_ ~c~ `d`', `so:\n\`\`\`js\n${CODE}\n\`\`\`\nand more`);
    await expect(fixture.list).to.be.accessible();
  });

  it('is bold, italic, struck or code, and nested', async () => {
    await show('*a _b ~c~_* `*d*`');
    expect(tags()).to.deep.equal(['strong', 'em', 's', 'code']);
    expect(fixture.first('.bubble').textContent).to.equal('a b c *d*');
    const [bold, italic, struck, code] = fixture
      .all('.bubble [dir=auto] *')
      .map((element) => getComputedStyle(element));
    expect(Number(bold?.fontWeight)).to.be.at.least(600);
    expect(italic?.fontStyle).to.equal('italic');
    expect(struck?.textDecorationLine).to.equal('line-through');
    expect(code?.fontFamily).to.contain('monospace');
  });

  it('is never HTML', async () => {
    await show('*<b>a</b>* `<img src=x onerror=alert(1)>` ```<script>alert(1)</script>```');
    expect(tags().filter((name) => ['b', 'img', 'script'].includes(name))).to.deep.equal([]);
    expect(fixture.first('.bubble').textContent).to.contain('<script>alert(1)</script>');
  });

  it('is as it was written where formatting is off, with links', async () => {
    fixture.list.formatted = false;
    const text = '*a* `b` ```c``` www.a.example';
    await show(text);
    expect(fixture.first('.bubble').textContent).to.equal(text);
    expect(tags()).to.deep.equal(['a']);
  });

  it('changes when formatting is switched off', async () => {
    await show('*a*');
    fixture.list.formatted = false;
    await fixture.list.updateComplete;
    expect(fixture.first('.bubble').textContent).to.equal('*a*');
  });

  it('shows a message of a few emoji larger, but none with markers', async () => {
    await show('🎉', '*🎉*');
    expect(fixture.all('.large')).to.have.length(1);
  });

  it('has a bounded number of elements, however many markers a text has', async () => {
    // WebKitGTK takes a minute to lay out a megabyte.
    const times = engine === 'webkit' ? 25_000 : 250_000;
    await show('*a* '.repeat(times), '*_~`'.repeat(times), '```a```'.repeat(20_000));
    expect(tags().length).to.be.at.most(3 * 200 * 6);
  });

  it('is announced and quoted without markers', async () => {
    const { list } = fixture;
    await fixture.show(message(1));
    const original = message(2, 'ada', '*so* `code` www.a.example/a_b');
    await fixture.show(message(1), original, { ...message(3), replyTo: { id: '2', order: 2 } });
    const log = list.renderRoot.querySelector('[role=log]');
    expect(log?.children[1]?.textContent).to.equal('Ada: so code www.a.example/a_b');
    expect(fixture.first('.quote [dir]').textContent).to.equal('so code www.a.example/a_b');
    for (const state of ['sending', 'failed'] as const) {
      list.pending = [{ ...pending(4, state), text: '*mine*' }];
      await list.updateComplete;
    }
    expect(log?.lastElementChild?.textContent).to.match(/ mine$/);
    list.formatted = false;
    await fixture.show(message(1), original, message(5, 'ada', '*raw*'));
    expect(log?.lastElementChild?.textContent).to.equal('Ada: *raw*');
  });

  it('is the name of its message without markers', async () => {
    await show('*so* it ```is```');
    expect(fixture.first('.message').ariaLabel).to.contain('so it is,');
  });

  describe('in a block of code', () => {
    let copied: string[];
    let allowed: boolean;

    beforeEach(async () => {
      copied = [];
      allowed = true;
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: {
          writeText: (text: string) => {
            if (!allowed) return Promise.reject(new DOMException('no', 'NotAllowedError'));
            copied.push(text);
            return Promise.resolve();
          },
        },
      });
      await show(`so:\n\`\`\`js\n${CODE}\n\`\`\`\nand more`);
      // It loads what listens to the button.
      button().focus();
      await new Promise<void>((resolve) => withActions(() => resolve()));
    });

    afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

    const button = (): HTMLElement => fixture.first('.copy');
    async function status(): Promise<string> {
      await new Promise((resolve) => setTimeout(resolve));
      return fixture.first('[role=status]').textContent;
    }

    it('keeps its lines and spaces, and has none before and after it', () => {
      const block = fixture.first('.block');
      expect(block.querySelector('code')?.textContent).to.equal(CODE);
      fixture.list.style.lineHeight = '20px';
      const { height } = fixture.first('.bubble [dir=auto]').getBoundingClientRect();
      const around = height - block.getBoundingClientRect().height;
      expect(around).to.be.within(40, 50);
    });

    it('is copied by its button, which says so', async () => {
      expect(button().ariaLabel).to.equal(en.copyCode);
      expect(button().textContent.trim()).to.equal('');
      button().click();
      expect(await status()).to.equal('Copied');
      expect(copied).to.deep.equal([CODE]);
    });

    it('says where it could not be copied', async () => {
      allowed = false;
      button().click();
      expect(await status()).to.equal('Could not be copied');
      Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
      button().click();
      expect(await status()).to.equal('Could not be copied');
      expect(copied).to.deep.equal([]);
    });

    it('goes from left to right in a right-to-left page, and wraps', async () => {
      fixture.list.dir = 'rtl';
      await show(`\`\`\`${'long '.repeat(50)}\`\`\` مرحبا`, 'مرحبا `a - b` مرحبا');
      for (const code of fixture.all('code')) {
        expect(getComputedStyle(code).direction).to.equal('ltr');
      }
      const { scrollWidth, clientWidth } = fixture.scroller;
      expect(scrollWidth).to.equal(clientWidth);
      const block = fixture.first('.block').getBoundingClientRect();
      expect(button().getBoundingClientRect().right).to.be.closeTo(block.right, 4);
    });
  });
});

describe('a mention', () => {
  const mentioning: ChatMessage = {
    ...message(1, 'ada', 'Hi @Old *@Grace*!'),
    mentions: [
      { id: 'ada', start: 3, length: 4 },
      { id: 'grace', start: 9, length: 6 },
    ],
  };
  const context = { formatted: true, nameOf: () => undefined, ownId: 'grace', strings: en };

  function rendered(names: Readonly<Record<string, string>> = {}): HTMLElement {
    const element = document.createElement('div');
    render(renderText(mentioning, { ...context, nameOf: (id) => names[id] }), element);
    return element;
  }

  it('has today’s name of the user; where that is not known, the one in the text', () => {
    expect(rendered().textContent).to.equal('Hi @Old @Grace!');
    expect(rendered({ ada: 'Ada <b>' }).textContent).to.equal('Hi @Ada <b> @Grace!');
    expect(plainText(mentioning, { ...context, nameOf: () => 'X' })).to.equal('Hi @X @X!');
  });

  it('is marked, the visitor’s own one in another way', async () => {
    const mentions = rendered().querySelectorAll('.mention');
    expect([...mentions].map((mention) => mention.getAttribute('part'))).to.deep.equal([
      'mention',
      'mention own-mention',
    ]);
    const fixture = await ListFixture.open();
    const colours = { background: '#fff', accent: '#004', text: '#000', 'on-accent': '#fff' };
    for (const [name, colour] of Object.entries({ ...colours, surface: '#eee', link: '#004' }))
      fixture.list.style.setProperty(`--_${name}`, colour);
    await fixture.show(mentioning, { ...mentioning, id: '2', author: message(1, 'grace').author });
    const looks = fixture.all('.mention').map((element) => getComputedStyle(element));
    expect(looks.every(({ fontWeight }) => Number(fontWeight) >= 600)).to.equal(true);
    expect(looks[0]?.backgroundColor).not.to.equal(looks[1]?.backgroundColor);
    expect(looks[2]?.backgroundColor).not.to.equal(looks[3]?.backgroundColor);
    await expect(fixture.list).to.be.accessible();
  });
});
