import { expect } from '@open-wc/testing';
import { PageIcon } from '../../src/news/page-icon.js';
import { until } from '../helpers/chat-fixture.js';

const COLOURS = { ground: 'blue', dot: 'red' };

/** A policy of a page stays: these tests have a page of their own. */
describe('the dot on the icon of a page whose policy', () => {
  const violations: string[] = [];

  before(() => {
    for (const link of icons()) link.remove();
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
      violations.push(blockedURI);
    });
  });

  function icons(): HTMLLinkElement[] {
    return [...document.head.querySelectorAll<HTMLLinkElement>('link[rel~=icon]')];
  }

  /** Browsers tell of a violation some time after it. */
  async function untilQuiet(): Promise<void> {
    let known;
    do {
      known = violations.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    } while (violations.length > known);
  }

  function restrict(content: string): void {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = content;
    document.head.append(meta);
  }

  it('allows data only is one', async () => {
    restrict("img-src 'self' data:");
    const icon = new PageIcon();
    icon.show(COLOURS);
    await until('an icon', () => icons().length === 1);
    expect(icons()[0]?.href).to.match(/^data:image\/png/);
    icon.show(undefined);
    expect(icons()).to.deep.equal([]);
  });

  it('allows none of it is not there, and the policy is not violated again', async () => {
    restrict("img-src 'self'");
    const icon = new PageIcon();
    violations.length = 0;
    icon.show(COLOURS);
    // This page has two policies by now: one that allows data, and one that does not.
    await until('the violations', () => violations.includes('data'));
    await untilQuiet();
    const { length } = violations;
    icon.show(undefined);
    icon.show(COLOURS);
    await untilQuiet();
    expect(violations.length).to.equal(length);
    expect(icons()).to.deep.equal([]);
  });
});
