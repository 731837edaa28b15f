import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { shown, startChat, until, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';
import { settled } from '../helpers/element-parts.js';
import { limited, NO_VISITOR } from '../helpers/engine-limits.js';
import { visitor } from '../helpers/visitor-client.js';
import { LARGE } from '../helpers/viewports.js';

limited(describe, NO_VISITOR, 'scrolling over a chat', () => {
  let chat: ChatFixture;
  let below: HTMLElement;

  before(async () => {
    chat = await startChat();
    await setViewport(LARGE);
  });

  beforeEach(() => {
    below = document.createElement('div');
    below.style.height = '3000px';
  });

  afterEach(async () => {
    below.remove();
    scrollTo(0, 0);
    await chat.reset();
  });

  after(() => chat.stop());

  async function open(
    messages: number,
    attributes: Record<string, string> = {},
  ): Promise<MomentoChatElement> {
    const element = chat.open({ attributes });
    document.body.append(below);
    await untilStatus(element, 'connected');
    for (let index = 0; index < messages; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', async () => (await shown(element, '.bubble')).length === messages);
    return element;
  }

  async function listOf(element: MomentoChatElement): Promise<HTMLElement> {
    const [scroller] = await shown(element, '.scroller');
    if (!scroller) throw new Error('no list');
    await settled(element);
    return scroller;
  }

  for (const device of ['mouse', 'touch'] as const) {
    it(`scrolls the page if the list has nothing to scroll, by ${device}`, async () => {
      for (const messages of [0, 1]) {
        const list = await listOf(await open(messages));
        const scrolled = ended(document);
        await visitor.scroll(list, 200, device);
        await scrolled;
        expect(scrollY).to.be.above(0);
        scrollTo(0, 0);
        chat.closeAll();
      }
    });

    it(`scrolls the list, not the page, if the list can scroll, by ${device}`, async () => {
      const list = await listOf(await open(30));
      for (const by of [-100, 200]) {
        const scrolled = ended(list);
        await visitor.scroll(list, by, device);
        await scrolled;
      }
      expect(list.scrollHeight - list.scrollTop - list.clientHeight).to.be.below(1);
      await visitor.scroll(list, 200, device);
      await painted();
      expect(scrollY).to.equal(0);
    });

    it(`never scrolls the page behind an open panel, by ${device}`, async () => {
      const element = await open(0, { variant: 'launcher', connect: 'eager' });
      element.open();
      const list = await listOf(element);
      await visitor.scroll(list, 200, device);
      await painted();
      expect(scrollY).to.equal(0);
    });
  }

  it('scrolls the page again once the list is as tall as its messages', async () => {
    const element = await open(12);
    const list = await listOf(element);
    await visitor.scroll(list, 200, 'mouse');
    await painted();
    expect(scrollY).to.equal(0);
    element.style.blockSize = '1500px';
    await until('room for all', () => list.scrollHeight === list.clientHeight);
    await settled(element);
    const scrolled = ended(document);
    await visitor.scroll(list, 200, 'mouse');
    await scrolled;
    expect(scrollY).to.be.above(0);
  });
});

/** Resolves when the next scroll ends, animation included. */
function ended(scroller: EventTarget): Promise<Event> {
  return new Promise((resolve) => scroller.addEventListener('scrollend', resolve, { once: true }));
}

/** Waits long enough for a page to start scrolling, if it does. */
async function painted(): Promise<void> {
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
}
