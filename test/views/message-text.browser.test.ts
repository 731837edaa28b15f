import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { en } from '../../src/localization/en.js';
import { isEmojiOnly, renderText } from '../../src/views/message-text.js';
import { message } from '../helpers/list-fixture.js';

describe('a message’s text', () => {
  function rendered(text: string): HTMLElement {
    const element = document.createElement('div');
    const context = { formatted: true, nameOf: () => undefined, ownId: 'grace', strings: en };
    render(renderText(message(1, 'ada', text), context), element);
    return element;
  }

  function links(text: string): [text: string | null, href: string][] {
    return [...rendered(text).querySelectorAll('a')].map((a) => [a.textContent, a.href]);
  }

  it('has links, which open safely', () => {
    const [link] = rendered('see https://example.com/a?b=1#c now').querySelectorAll('a');
    expect(link?.href).to.equal('https://example.com/a?b=1#c');
    expect(link?.rel).to.equal('noopener noreferrer nofollow ugc');
    expect(link?.target).to.equal('_blank');
  });

  it('reads the same with links as without', () => {
    for (const text of [
      'https://a.example and http://b.example, and mailto:c@d.example.',
      'https://a.example',
      'no link\nat all',
      'x https://a.example/\nhttps://b.example/ y',
    ])
      expect(rendered(text).textContent).to.equal(text);
  });

  it('links web and mail addresses, and shows them as written', () => {
    expect(links('(see www.example.com/a_(b)), or ask ada@example.com.')).to.deep.equal([
      ['www.example.com/a_(b)', 'https://www.example.com/a_(b)'],
      ['ada@example.com', 'mailto:ada@example.com'],
    ]);
  });

  it('links http, https and mailto only', () => {
    expect(links('mailto:a@b.example')[0]?.[1]).to.equal('mailto:a@b.example');
    expect(links('HTTPS://EXAMPLE.com')[0]?.[1]).to.equal('https://example.com/');
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
      'vbscript:x',
      'java\nscript:alert(1)//https:',
      'https://',
      'http://[',
    ])
      expect(links(text), text).to.deep.equal([]);
  });

  it('creates no other element, whatever the text contains', () => {
    const element = rendered(
      '<b>https://a.example/"onclick="alert(1)</b> <img src=x onerror=alert(1)>',
    );
    expect([...element.querySelectorAll('*')].map(({ localName }) => localName)).to.deep.equal([
      'a',
    ]);
    expect(element.querySelector('a')?.getAttributeNames().sort()).to.deep.equal([
      'href',
      'part',
      'rel',
      'target',
    ]);
  });

  it('has no link that shows another address than it leads to', () => {
    const address = 'https://evil.example/';
    expect(links(`${address}\u202Emoc.knab//:sptth`)).to.deep.equal([[address, address]]);
  });

  it('has a bounded number of links', () => {
    expect(links('https://a.example '.repeat(200))).to.have.length(20);
  });

  it('is parsed quickly, however many brackets it contains', () => {
    const brackets = ')'.repeat(128 * 1024);
    expect(rendered(`https://a.example/${brackets}`).textContent).to.contain(brackets);
    expect(links(`https://a.example/${brackets}`)).to.have.length(1);
  });

  it('is large when it consists of a few emoji', () => {
    for (const text of ['🎉', '👩‍👩‍👧‍👦 👍🏽', '🇯🇵', '❤️‍🔥❤️'])
      expect(isEmojiOnly(text), text).to.equal(true);
    for (const text of ['', ' ', '1', '#', 'a 🎉', '🎉🎉🎉🎉🎉🎉🎉', '🎉!', '🎉'.repeat(4000)])
      expect(isEmojiOnly(text), text).to.equal(false);
  });
});
