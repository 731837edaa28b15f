import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { inside } from '../helpers/element-parts.js';
import {
  hitOf,
  openStored,
  progressButton,
  progressOf,
  search,
  storedText,
  untilCount,
} from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';

/** Needles in the loaded page, and three and four pages before it. */
const TOTAL = 480;
const NEEDLES = [20, 150, 470];
/** A second, less the time that the chat may take to begin to fetch a page. */
const PAGE_MS = 900;

describe('the search in the stored messages', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  /** When each page was asked for, in ms. */
  function recordPages(element: MomentoChatElement): number[] {
    const times: number[] = [];
    const list = inside(element, 'momento-chat-message-list');
    list.addEventListener('earlier', () => times.push(performance.now()));
    return times;
  }

  function open(): Promise<MomentoChatElement> {
    const items = Array.from({ length: TOTAL }, (_, index) =>
      storedText(index, NEEDLES.includes(index) ? `needle ${String(index)}` : undefined),
    );
    return openStored(chat, items);
  }

  it('fetches nothing for what is loaded, then a page a second until there is an older one', async () => {
    const element = await open();
    const pages = recordPages(element);
    const before = await chat.calls('ListFetch');
    await search(element, 'needle');
    await untilCount(element, '1 of 1');
    await until('the message', () => hitOf(element) === 'needle 470');
    expect(progressOf(element)).to.match(/^Searched back to .*\d/);
    expect(pages).to.have.length(0);
    expect(await chat.calls('ListFetch')).to.equal(before);
    await sendKeys({ press: 'Enter' });
    await until('the search', () => progressOf(element).startsWith('Back to'));
    expect(progressButton(element)?.textContent.trim()).to.equal('Stop');
    await untilCount(element, '2 of 2');
    await until('the message', () => hitOf(element) === 'needle 150');
    const needed = pages.slice(0, 3);
    expect(needed).to.have.length(3);
    needed.slice(1).forEach((time, index) => {
      expect(time - (needed[index] ?? 0)).to.be.at.least(PAGE_MS);
    });
    // The messages, and what belongs to them.
    expect((await chat.calls('ListFetch')) - before).to.be.at.most(2 * pages.length);
    await sendKeys({ press: 'Enter' });
    await untilCount(element, '3 of 3');
    await sendKeys({ press: 'Enter' });
    await until('the end', () => progressOf(element) === 'Searched all messages');
    await untilCount(element, '3 of 3');
  });

  it('can be stopped, and goes on', async () => {
    const element = await open();
    const pages = recordPages(element);
    await search(element, 'needle 20');
    await until('a page', () => pages.length > 0);
    progressButton(element)?.click();
    await until('the stop', () => progressOf(element).startsWith('Searched back to'));
    const { length } = pages;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(pages).to.have.length(length);
    expect(progressButton(element)?.textContent.trim()).to.equal('Search further');
    progressButton(element)?.click();
    await untilCount(element, '1 of 1');
    await until('the message', () => hitOf(element) === 'needle 20');
  });

  it('says so where a page fails, and goes on', async () => {
    const element = await open();
    await chat.engine.faults.inject({ kind: 'error', rpc: 'ListFetch', status: 'UNAVAILABLE' });
    await search(element, 'needle 150');
    const hasFailed = (): boolean =>
      progressOf(element).startsWith('Earlier messages could not be loaded');
    await until('the failure', hasFailed);
    await expect(element).to.be.accessible();
    await chat.engine.faults.clear();
    // The chat may still be about to connect again.
    await until('the message', () => {
      if (hasFailed()) progressButton(element)?.click();
      return hitOf(element) === 'needle 150';
    });
  });

  it('ends by Escape, and fetches nothing more', async () => {
    const element = await open();
    const pages = recordPages(element);
    await search(element, 'nowhere');
    await until('a page', () => pages.length > 0);
    await sendKeys({ press: 'Escape' });
    const { length } = pages;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(pages).to.have.length(length);
  });
});
