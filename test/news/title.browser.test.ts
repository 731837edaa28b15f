import { expect } from '@open-wc/testing';
import { PageTitle } from '../../src/news/page-title.js';
import { until } from '../helpers/chat-fixture.js';

describe('the number before the page’s title', () => {
  const own = document.head.querySelector('title');
  let title: PageTitle;

  function page(markup: string): HTMLTitleElement {
    document.head.querySelector('title')?.remove();
    const element = document.createElement('title');
    element.textContent = markup;
    document.head.prepend(element);
    return element;
  }

  /** Observers have been called. */
  async function observed(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }

  beforeEach(() => {
    title = new PageTitle();
  });

  afterEach(() => {
    title.show(0);
    document.head.querySelector('title')?.remove();
    if (own) document.head.prepend(own);
  });

  it('comes and goes, and leaves the text exactly as it was', () => {
    const element = page('\n  My   page \n');
    const text = element.firstChild;
    title.show(3);
    expect(document.title).to.equal('(3) My page');
    title.show(12);
    expect(document.title).to.equal('(12) My page');
    title.show(100);
    expect(document.title).to.equal('(99+) My page');
    title.show(0);
    expect(element.textContent).to.equal('\n  My   page \n');
    // Frameworks hold the text itself.
    expect(element.firstChild === text).to.equal(true);
  });

  it('stands before a title that the page sets meanwhile, by whatever means', async () => {
    const element = page('First');
    title.show(2);
    document.title = 'Second';
    await observed();
    expect(document.title).to.equal('(2) Second');
    (element.firstChild as Text).data = 'Third';
    await observed();
    expect(document.title).to.equal('(2) Third');
    page('Fourth');
    await observed();
    expect(document.title).to.equal('(2) Fourth');
    title.show(0);
    expect(document.title).to.equal('Fourth');
  });

  it('keeps what the page adds to the title with its number', async () => {
    page('Page');
    title.show(2);
    document.title = `${document.title} *`;
    await observed();
    expect(document.title).to.equal('(2) Page *');
    title.show(0);
    expect(document.title).to.equal('Page *');
  });

  it('leaves a script alone that puts something before it', async () => {
    page('Page');
    const guard = new MutationObserver(() => {
      if (!document.title.startsWith('● ')) document.title = `● ${document.title}`;
    });
    guard.observe(document.head, { childList: true, characterData: true, subtree: true });
    title.show(2);
    await observed();
    expect(document.title).to.equal('● (2) Page');
    title.show(3);
    await observed();
    guard.disconnect();
    expect(document.title.match(/\(\d\)/g)).to.deep.equal(['(3)']);
    title.show(0);
    expect(document.title).to.contain('Page').and.not.to.contain('(');
  });

  it('gives in to a script that insists on its title, and tries again with the next number', async () => {
    page('Mine');
    let fights = 0;
    const guard = new MutationObserver(() => {
      if (document.title === 'Mine') return;
      fights += 1;
      document.title = 'Mine';
    });
    guard.observe(document.head, { childList: true, characterData: true, subtree: true });
    title.show(2);
    await observed();
    await observed();
    expect(fights).to.be.within(1, 6);
    expect(document.title).to.equal('Mine');
    guard.disconnect();
    title.show(3);
    expect(document.title).to.equal('(3) Mine');
  });

  it('does not write without end where a script makes ever other titles', async () => {
    page('Page 0');
    let fights = 0;
    const guard = new MutationObserver(() => {
      if (/^Page \d+$/.test(document.title) || fights > 1_000) return;
      fights += 1;
      document.title = `Page ${String(fights)}`;
    });
    guard.observe(document.head, { childList: true, characterData: true, subtree: true });
    title.show(2);
    await observed();
    await observed();
    expect(fights).to.be.at.most(10);
    guard.disconnect();
    await until('its number after a pause', () => document.title.startsWith('(2) Page'));
  });

  it('leaves nothing behind in a page without a title', () => {
    document.head.querySelector('title')?.remove();
    title.show(2);
    expect(document.title).to.equal('(2)');
    title.show(0);
    expect(document.head.querySelector('title')).to.equal(null);
  });
});
