import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  newRoom,
  shown,
  startChat,
  until,
  untilStatus,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame } from '../helpers/chat-frame.js';

/** A place in the page where a chat is not visible, and how it becomes visible. */
interface Place {
  /** CSS of the element around the chat. */
  readonly style: string;
  readonly tag?: string;
  readonly reveal: (place: HTMLElement) => unknown;
}

const PLACES: Readonly<Record<string, Place>> = {
  'below the fold': {
    style: 'margin-top: 3000px',
    reveal: (place) => place.scrollIntoView({ block: 'end' }),
  },
  'with its end below the fold': {
    style: 'height: 2000px; display: grid; align-content: end; margin-top: 400px',
    reveal: (place) => place.scrollIntoView({ block: 'end' }),
  },
  'in an invisible part of the page': {
    style: 'visibility: hidden',
    reveal: (place) => (place.style.visibility = ''),
  },
  'in a part that is yet to be faded in': {
    style: 'opacity: 0',
    reveal: (place) => (place.style.opacity = '1'),
  },
  'in a part that is yet to grow': {
    style: 'transform: scale(0)',
    reveal: (place) => (place.style.transform = ''),
  },
  'in a part that has only begun to grow': {
    style: 'transform: scale(0.05)',
    reveal: (place) => (place.style.transform = ''),
  },
  'in a part that is not displayed': {
    style: 'display: none',
    reveal: (place) => (place.style.display = ''),
  },
  'in a part whose contents are skipped': {
    style: 'content-visibility: hidden; height: 400px',
    reveal: (place) => (place.style.contentVisibility = ''),
  },
  'in a drawer beside the window': {
    style: 'position: fixed; inset: 0 0 0 auto; width: 400px; transform: translateX(100%)',
    reveal: (place) => (place.style.transform = ''),
  },
  'in a drawer that is left of it': {
    style: 'position: fixed; inset: 0 auto 0 -500px; width: 400px',
    reveal: (place) => (place.style.left = '0'),
  },
  'in a collapsed part of an accordion': {
    style: 'height: 0; overflow: hidden',
    reveal: (place) => (place.style.height = 'auto'),
  },
  'in one that collapses to a row of no height': {
    style: 'display: grid; grid-template-rows: 0fr; overflow: hidden',
    reveal: (place) => (place.style.gridTemplateRows = '1fr'),
  },
  'in details that are closed': {
    style: '',
    tag: 'details',
    reveal: (place) => place.setAttribute('open', ''),
  },
  'scrolled away in a part of the page': {
    style: 'height: 420px; overflow: auto; --above: 1000px',
    reveal: (place) => place.scrollTo(0, 1000),
  },
};

describe('an inline chat that is not visible', () => {
  let chat: ChatFixture;
  let place: HTMLElement;

  before(async () => {
    chat = await startChat();
    await setViewport({ width: 1000, height: 700 });
  });

  beforeEach(() => {
    place = document.createElement('div');
  });

  afterEach(async () => {
    place.remove();
    scrollTo(0, 0);
    await chat.reset();
  });

  after(() => chat.stop());

  async function open({ style, tag = 'div' }: Place): Promise<MomentoChatElement> {
    place = document.createElement(tag);
    place.style.cssText = style;
    document.body.append(place);
    const element = chat.open();
    // The chat has a wrapper without a minimum height, so that a row of no height stays without one.
    const inner = document.createElement('div');
    inner.style.minHeight = '0';
    inner.style.paddingTop = 'var(--above, 0)';
    inner.append(element);
    place.append(inner);
    await untilStatus(element, 'connected');
    return element;
  }

  for (const [where, each] of Object.entries(PLACES)) {
    it(`counts new messages as unread ${where}, until it is visible`, async () => {
      const element = await open(each);
      const counts: number[] = [];
      element.addEventListener('momento-chat-unread-change', ({ count }) => counts.push(count));
      await chat.sendElsewhere(element.room, 'one');
      await chat.sendElsewhere(element.room, 'two');
      await until('both', () => element.messages.length === 2);
      expect(element.unreadCount).to.equal(2);
      await element.updateComplete;
      expect(element.matches(':state(unread)')).to.equal(true);
      each.reveal(place);
      await until('it to be seen', () => element.unreadCount === 0);
      expect(counts).to.deep.equal([1, 2, 0]);
      expect(await shown(element, '.divider.unread')).to.have.length(1);
      await chat.sendElsewhere(element.room, 'three');
      await until('the third', () => element.messages.length === 3);
      expect(element.unreadCount).to.equal(0);
    });
  }

  it('counts again when it is no longer visible', async () => {
    const element = await open({ style: '', reveal: () => undefined });
    for (const [index, style] of ['visibility: hidden', 'opacity: 0', 'display: none'].entries()) {
      await chat.sendElsewhere(element.room, `seen ${String(index)}`);
      await until('it', () => element.messages.length === 2 * index + 1);
      // The browser may report where the chat is only after the first message.
      await until('it to be seen', () => element.unreadCount === 0);
      place.style.cssText = style;
      await chat.sendElsewhere(element.room, `missed ${String(index)}`);
      await until('it', () => element.messages.length === 2 * index + 2);
      expect(element.unreadCount, style).to.equal(1);
      place.style.cssText = '';
      await until('it to be seen', () => element.unreadCount === 0);
    }
  });

  for (const style of ['visibility: hidden', 'opacity: 0', 'margin-top: 3000px']) {
    it(`counts new messages as unread in a frame with ${style}, until that is visible`, async () => {
      const frame = await openChatFrame();
      const box = document.querySelector('iframe');
      if (!box) throw new Error('no frame');
      box.style.cssText = `inline-size: 500px; block-size: 500px; ${style}`;
      const element = frame.open({ room: newRoom(), tokenUrl: chat.endpoint.urlFor('ada') });
      await untilStatus(element, 'connected');
      await chat.sendElsewhere(element.room, 'one');
      await until('it', () => element.messages.length === 1);
      expect(element.unreadCount).to.equal(1);
      box.style.cssText = 'inline-size: 500px; block-size: 500px';
      await until('it to be seen', () => element.unreadCount === 0);
    });
  }

  it('counts messages as read when the reader scrolls to the end, not before', async () => {
    const element = await open({ style: 'margin-top: 3000px', reveal: () => undefined });
    for (let index = 0; index < 30; index += 1) {
      await chat.sendElsewhere(element.room, `message ${String(index)}`);
    }
    await until('all', () => element.unreadCount === 30);
    await until('all', async () => (await shown(element, '.bubble')).length === 30);
    const [scroller] = await shown(element, '.scroller');
    if (!scroller) throw new Error('no scroller');
    scroller.scrollTop = 0;
    await until('the button', async () => (await shown(element, '.jump')).length === 1);
    place.scrollIntoView({ block: 'end' });
    await chat.sendElsewhere(element.room, 'one more');
    await until('it', () => element.messages.length === 31);
    expect(element.unreadCount).to.equal(31);
    scroller.scrollTop = scroller.scrollHeight;
    await until('it to be read', () => element.unreadCount === 0);
  });
});
