import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { limited, STALE_MEDIA } from '../helpers/engine-limits.js';
import { storeConversation } from '../states/states.js';
import { shortProperty } from '../../build/private-properties.js';

/** A window of 1280 × 1024 px, zoomed to 400 %. */
const ZOOMED = { width: 320, height: 256 };
/** A phone in landscape, and the height of its keyboard, in px. */
const PHONE = { width: 740, height: 360 };
const KEYBOARD = 180;

/** Room for two short messages with author and time, in px. */
const USABLE = 90;

describe('a chat with little height', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(async () => {
    await chat.engine.up();
    await chat.reset();
    document.body.removeAttribute('style');
  });

  after(async () => {
    await setViewport({ width: 800, height: 600 });
    await chat.stop();
  });

  async function open(variant: MomentoChatElement['variant']): Promise<MomentoChatElement> {
    document.body.style.margin = '0';
    const element = document.createElement('momento-chat');
    Object.assign(element, { room: newRoom(), tokenUrl: chat.endpoint.urlFor('ada'), variant });
    await storeConversation(chat, element.room);
    chat.adopt(element);
    element.style.blockSize = '100vh';
    element.open();
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  function listHeight(element: MomentoChatElement): number {
    return inside(element, 'momento-chat-message-list').offsetHeight;
  }

  for (const variant of ['inline', 'launcher', 'overlay'] as const) {
    limited(describe, STALE_MEDIA, `${variant}, zoomed to 400 %`, () => {
      beforeEach(() => setViewport(ZOOMED));

      it('the list has most of the height', async () => {
        const element = await open(variant);
        expect(listHeight(element)).to.be.above(ZOOMED.height * 0.6);
        await expect(element).to.be.accessible();
      });

      it('a long text leaves the list readable and the send button in view', async () => {
        const element = await open(variant);
        composerOf(element).value = 'word '.repeat(900);
        await settled(element);
        expect(listHeight(element)).to.be.at.least(USABLE);
        const field = composerOf(element).getBoundingClientRect();
        expect(field.bottom).to.be.at.most(ZOOMED.height);
      });

      it('the connection banner and the away notice leave the list readable', async () => {
        const element = await open(variant);
        element.away = true;
        await chat.engine.down();
        await untilStatus(element, 'reconnecting');
        await settled(element);
        expect(listHeight(element)).to.be.at.least(USABLE);
        // Everything can be reached, by scrolling if necessary.
        composerOf(element).scrollIntoView({ block: 'nearest' });
        const field = composerOf(element).getBoundingClientRect();
        expect(field.bottom).to.be.at.most(ZOOMED.height + 1);
      });
    });
  }

  it('above the keyboard of a phone in landscape, list and text field are visible', async () => {
    await setViewport(PHONE);
    const element = await open('launcher');
    element.style.setProperty(shortProperty('--_keyboard-inset'), `${String(KEYBOARD)}px`);
    await settled(element);
    const panel = inside(element, '.panel').getBoundingClientRect();
    expect(panel.height).to.equal(PHONE.height - KEYBOARD);
    expect(listHeight(element)).to.be.at.least(USABLE);
    const field = composerOf(element).getBoundingClientRect();
    expect(field.bottom).to.be.at.most(panel.bottom);
  });

  it('keeps a reader at the end while the window becomes low and high again', async () => {
    const tall = { width: 420, height: 720 };
    await setViewport(tall);
    const element = await open('launcher');
    const list = inside(element, 'momento-chat-message-list');
    const scroller = list.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('no scroller');
    const fromEnd = (): number =>
      scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    await until('the end', () => fromEnd() < 1);
    for (const viewport of [ZOOMED, tall, ZOOMED]) {
      const before = scroller.clientHeight;
      await setViewport(viewport);
      await until('the change', () => scroller.clientHeight !== before);
      await frames();
      expect(fromEnd()).to.be.below(1);
      expect(list.shadowRoot?.querySelector('.jump')).to.equal(null);
    }
  });

  it('has its usual sizes again when there is more height', async () => {
    await setViewport(ZOOMED);
    const element = await open('launcher');
    const low = composerOf(element).offsetHeight;
    await setViewport({ width: 320, height: 600 });
    await until('the composer to be as usual', () => composerOf(element).offsetHeight > low);
  });
});

/** Waits until a changed layout was painted and observers were called. */
async function frames(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}
