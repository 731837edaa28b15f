import { expect, fixture, html } from '@open-wc/testing';
import { en } from '../../src/localization/en.js';
import { words as ja } from '../../src/languages/ja.js';
import { closestLanguage } from '../../src/localization/closest-language.js';
import { timeFormatter } from '../../src/localization/language.js';
import { frameWords } from '../../src/frames/words.js';
import '../../src/momento-chat.js';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { actionWords } from '../../src/views/actions/words.js';

/** All texts of a language, by name. */
function words(strings: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(strings).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...words(value, `${name}.`)]
        : [[prefix + name, String(value)] as const],
    ),
  );
}

describe('languages', () => {
  it('have the words of the modules that come later, below those of the host', () => {
    for (const wordsFor of [actionWords, frameWords]) {
      const english = words(wordsFor(en));
      const japanese = words(wordsFor(ja));
      for (const name of english.keys()) {
        expect(japanese.get(name), name).to.match(/[\u3040-\u30ff\u4e00-\u9fff]/);
      }
      expect(english.size).to.be.greaterThan(words(en).size);
    }
    const own = { ...ja, keep: 'Nein', title: 'Plausch' };
    expect(actionWords(own).keep).to.equal('Nein');
    expect(frameWords(own).title).to.equal('Plausch');
  });

  it('are found on the nearest ancestor, across shadow roots', async () => {
    const outer = await fixture(html`<div lang="ja"><div id="host"></div></div>`);
    const host = outer.querySelector('#host');
    const inner = document.createElement('span');
    host?.attachShadow({ mode: 'open' }).append(inner);
    expect(closestLanguage(inner)).to.equal('ja');
    inner.lang = 'en';
    expect(closestLanguage(inner)).to.equal('en');
  });

  it('format times in their own way; an invalid tag uses the browser’s language', () => {
    const afternoon = new Date(2026, 10, 20, 15, 5).getTime();
    expect(timeFormatter('ja')(afternoon)).to.equal('15:05');
    expect(timeFormatter('en-US')(afternoon)).to.contain('3:05');
    expect(timeFormatter('not a language')(afternoon)).to.equal(timeFormatter('')(afternoon));
  });

  it('format times as in the reader’s country if the page is in the reader’s language', () => {
    const afternoon = new Date(2026, 10, 20, 15, 5).getTime();
    const read = (page: string, ...languages: string[]): string => {
      Object.defineProperty(navigator, 'languages', { configurable: true, value: languages });
      try {
        return timeFormatter(page)(afternoon);
      } finally {
        Reflect.deleteProperty(navigator, 'languages');
      }
    };
    expect(read('en', 'de-DE', 'en-GB')).to.equal('15:05');
    expect(read('en', 'en-US', 'en-GB')).to.contain('3:05');
    expect(read('en', 'de-DE')).to.contain('3:05');
    expect(read('ja', 'C', 'en-US')).to.equal('15:05');
    expect(read('zh-TW', 'zh-CN')).to.equal(read('zh-TW'));
  });

  it('apply to the whole element, and the page’s `strings` override them', async () => {
    const element = await fixture<MomentoChatElement>(
      html`<momento-chat
        lang="ja"
        .strings=${{ composerPlaceholder: 'サポートに質問する' }}
      ></momento-chat>`,
    );
    await element.updateComplete;
    const composer = element.renderRoot.querySelector('momento-chat-composer');
    const banner = element.renderRoot.querySelector('momento-chat-status-banner');
    await composer?.updateComplete;
    await banner?.updateComplete;
    const textarea = composer?.renderRoot.querySelector('textarea');
    expect(textarea?.placeholder).to.equal('サポートに質問する');
    expect(textarea?.getAttribute('aria-label')).to.equal('メッセージ');
    // Without a room it is not set up, and the error is shown in Japanese, too.
    expect(banner?.renderRoot.textContent).to.contain('設定');
    await expect(element).to.be.accessible();
  });

  it('change with the page’s lang', async () => {
    const outer = await fixture(html`<div lang="en"><momento-chat></momento-chat></div>`);
    const element = outer.querySelector('momento-chat');
    await element?.updateComplete;
    outer.setAttribute('lang', 'ja');
    // Mutation observers run in a microtask.
    await new Promise((resolve) => setTimeout(resolve));
    await element?.updateComplete;
    const composer = element?.renderRoot.querySelector('momento-chat-composer');
    await composer?.updateComplete;
    const textarea = composer?.renderRoot.querySelector('textarea');
    expect(textarea?.placeholder).to.equal(ja.composerPlaceholder);
  });
});
