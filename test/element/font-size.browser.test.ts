import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { setReaderFontSize } from '../helpers/devtools.js';
import { limited, NO_DEVTOOLS } from '../helpers/engine-limits.js';
import { storeConversation } from '../states/states.js';

describe('the size of text', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(async () => {
    document.documentElement.removeAttribute('style');
    await chat.reset();
  });

  after(() => chat.stop());

  /** Opens a chat with as many of its parts as can be shown together. */
  async function converse(variant: MomentoChatElement['variant']): Promise<MomentoChatElement> {
    const element = document.createElement('momento-chat');
    Object.assign(element, { room: newRoom(), tokenUrl: chat.endpoint.urlFor('ada'), variant });
    Object.assign(element, { away: true, connect: 'eager', maxLength: 10 });
    await storeConversation(chat, element.room);
    chat.adopt(element);
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'New');
    if (variant === 'launcher') await until('news', () => element.unreadCount > 0);
    element.open();
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'PERMISSION_DENIED',
    });
    element.send('Not taken');
    await until('it to fail', () => element.pending[0]?.state === 'failed');
    await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListFetch' });
    await chat.engine.faults.dropStreams();
    await untilStatus(element, 'catching-up');
    composerOf(element).value = 'characters'; // At the limit, so that the counter is shown.
    await settled(element);
    return element;
  }

  for (const variant of ['inline', 'launcher', 'overlay'] as const) {
    it(`follows --momento-chat-font-size everywhere: ${variant}`, async () => {
      const element = await converse(variant);
      const before = textSizes(element);
      const base = variant === 'overlay' ? 14 : 15;
      expect(Math.max(...before.values())).to.be.at.least(base);
      for (const size of [10, 22, 30]) {
        element.style.setProperty('--momento-chat-font-size', `${String(size)}px`);
        await settled(element);
        expectScaled(textSizes(element), before, size / base);
      }
    });

    limited(
      it,
      NO_DEVTOOLS,
      `follows the font size set in the browser everywhere: ${variant}`,
      async () => {
        const element = await converse(variant);
        const before = textSizes(element);
        try {
          for (const size of [12, 20, 28]) {
            await setReaderFontSize(size);
            await settled(element);
            expectScaled(textSizes(element), before, size / 16);
          }
        } finally {
          await setReaderFontSize(16);
        }
      },
    );
  }

  it('follows in the text field, but never becomes so small that phones zoom in', async () => {
    const element = await converse('inline');
    const field = composerOf(element).renderRoot.querySelector('textarea');
    if (!field) throw new Error('no textarea');
    for (const [size, expected] of [
      ['10px', '16px'],
      ['22px', '22px'],
      ['30px', '30px'],
    ] as const) {
      element.style.setProperty('--momento-chat-font-size', size);
      expect(getComputedStyle(field).fontSize).to.equal(expected);
    }
  });

  it('does not follow the page’s root font size, nor a monospace font', async () => {
    const element = await converse('inline');
    const before = textSizes(element);
    document.documentElement.style.fontSize = '62.5%';
    expectScaled(textSizes(element), before, 1);
    document.documentElement.style.fontSize = '100px';
    expectScaled(textSizes(element), before, 1);
    element.style.setProperty('--momento-chat-font', 'monospace');
    expectScaled(textSizes(element), before, 1);
  });

  it('is 15 px, and 14 px in an overlay', async () => {
    for (const [variant, px] of [
      ['inline', 15],
      ['launcher', 15],
      ['overlay', 14],
    ] as const) {
      const element = await converse(variant);
      const sizes = [...textSizes(element).entries()];
      const [, size] = sizes.find(([text]) => text.data === 'Did the compiler arrive?') ?? [];
      expect(size, variant).to.equal(px);
      await chat.reset();
    }
  });
});

/** The sizes in px of all visible texts in an element and in its shadow roots. */
function textSizes(element: Element): Map<Text, number> {
  const sizes = new Map<Text, number>();
  const look = (root: ParentNode): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Element && node.shadowRoot) look(node.shadowRoot);
      const { parentElement } = node;
      if (!(node instanceof Text) || node.data.trim() === '' || !parentElement) continue;
      // The field, and the hidden copy of its text, are never smaller than 16 px.
      if (parentElement.matches('style, textarea, .copy')) continue;
      const range = document.createRange();
      range.selectNode(node);
      // A slot's unused fallback content has no box, and in WebKit a stale style.
      if (range.getClientRects().length === 0) continue;
      sizes.set(node, parseFloat(getComputedStyle(parentElement).fontSize));
    }
  };
  if (element.shadowRoot) look(element.shadowRoot);
  return sizes;
}

function expectScaled(
  sizes: ReadonlyMap<Text, number>,
  before: ReadonlyMap<Text, number>,
  factor: number,
): void {
  const texts = [...sizes.keys()].filter((text) => before.has(text));
  expect(texts.length).to.be.above(20);
  for (const text of texts) {
    const expected = (before.get(text) ?? 0) * factor;
    expect(sizes.get(text), text.data.trim()).to.be.closeTo(expected, 0.05);
  }
}
