import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { OverlayClient } from '../../src/overlay/client.js';
import {
  CACHE,
  newRoom,
  shown,
  shownTexts,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';
import { builtFile, openStrictPage, type StrictPage } from '../helpers/strict-page.js';
import type { PolicySources } from '../helpers/strict-policy.js';
import { WATCH } from '../helpers/strict-watch.js';

const WIDGET = '<script type="module" src="./momento-chat.js"></script>';
const LONG = 'A long story, with 漢字 and عربى. '.repeat(60).trim();
let written = 0;

/** The built files, each variant through its whole life, on pages under the policy that the README gives. */
describe('a page under a strict policy', () => {
  let chat: ChatFixture;
  let relay: TestRelay;
  let room: string;
  let direct: PolicySources;
  let page: StrictPage;

  before(async () => {
    chat = await startChat();
    relay = await openRelay(chat, { moderated: true });
    const endpoint = chat.endpoint.url.replace(/\?.*/, '');
    direct = { connect: [endpoint, chat.engine.webUrl], images: [`${location.origin}/strict/`] };
  });

  beforeEach(async () => {
    room = newRoom();
    const user = { id: 'ada', name: 'Ada', avatarUrl: `${location.origin}/strict/0/ada.png` };
    await chat.endpoint.behave({ answer: { user } });
    await receive('Before', {
      userId: 'alan',
      username: 'Alan',
      avatarUrl: `${location.origin}/strict/0/alan.png`,
    });
    await receive('See https://example.com/?a=1 or mailto:ada@example.com', {
      avatarUrl: 'https://tracker.example/pixel.png',
    });
    await receive(LONG);
  });

  afterEach(async () => {
    await relay.up();
    await chat.reset();
  });

  after(async () => {
    await relay.stop();
    await chat.stop();
  });

  /** Stores and publishes as another visitor. */
  async function receive(text: string, more: object = {}): Promise<void> {
    written += 1;
    const item = JSON.stringify({
      id: `from-grace-${String(written)}`,
      username: 'Grace',
      userId: 'grace',
      message: text,
      ...more,
    });
    await chat.engine.push({ cache: CACHE, list: room }, item);
    await chat.engine.publish({ cache: CACHE, topic: room, text: item });
  }

  function attributes(variant: string): string {
    const tokenUrl = chat.endpoint.url.replaceAll('&', '&amp;');
    return `variant="${variant}" room="${room}" token-url="${tokenUrl}"`;
  }

  /** A page with one chat in it. */
  async function open(
    scripts: string,
    markup: string,
    policy: PolicySources,
  ): Promise<MomentoChatElement> {
    const content = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
${WATCH}${scripts}${markup}</html>`;
    page = await openStrictPage({ '/index.html': { content, policy } });
    return theChat();
  }

  function theChat(document = page.document): MomentoChatElement {
    const element = document.querySelector<MomentoChatElement>('momento-chat, momento-relay-chat');
    if (!element) throw new Error('no chat is there');
    return element;
  }

  interface Life {
    /** A text that is refused for good, until `allow`. */
    refuse: () => Promise<string>;
    allow: () => Promise<void>;
    down: () => Promise<void>;
    up: () => Promise<void>;
  }

  function directLife(): Life {
    const { engine } = chat;
    return {
      async refuse() {
        await engine.faults.inject({ kind: 'error', status: 'PERMISSION_DENIED', rpc: 'Publish' });
        return 'Refused';
      },
      allow: () => engine.faults.clear(),
      down: () => engine.down(),
      up: () => engine.up(),
    };
  }

  async function click(element: MomentoChatElement, selector: string, at = 0): Promise<void> {
    await until(selector, async () => (await shown(element, selector)).length > at);
    (await shown(element, selector))[at]?.click();
  }

  async function untilFailed(element: MomentoChatElement): Promise<void> {
    await until('it to fail', () => element.pending[0]?.state === 'failed');
    await until('its buttons', async () => (await shown(element, '.failure button')).length === 2);
  }

  function banner(element: MomentoChatElement): string {
    return inside(element, 'momento-chat-status-banner').shadowRoot?.textContent?.trim() ?? '';
  }

  /** All that can happen to a chat that is open. The conversation so far has been shown. */
  async function live(element: MomentoChatElement, life: Life): Promise<void> {
    await untilStatus(element, 'connected');
    await until('the history', async () => (await shownTexts(element)).includes(LONG));
    expect(await shown(element, '[part~=link]')).to.have.lengthOf(2);

    await write(element, 'Hello 👋');
    await write(element, '🎉');
    await receive('And back');
    await until('what was sent', async () => {
      const texts = await shownTexts(element);
      return texts.includes('🎉') && texts.includes('And back') && element.pending.length === 0;
    });

    const refused = await life.refuse();
    await write(element, refused);
    await untilFailed(element);
    await click(element, '.failure button', 1); // “Discard”
    await until('it to be gone', () => element.pending.length === 0);
    await write(element, refused);
    await untilFailed(element);
    await life.allow();
    await click(element, '.failure button'); // “Try again”
    await until('another try', () => element.pending[0]?.state !== 'failed');

    const composer = composerOf(element);
    composer.value = 'x'.repeat(4000);
    await composer.updateComplete;
    await write(element, 'x'.repeat(5000));
    await until('the reason', () => composer.renderRoot.querySelector('.error') !== null);
    composer.value = '';

    await life.down();
    await until('the banner', () => /Reconnecting|Connection lost/.test(banner(element)));
    await life.up();
    element.reconnect();
    await untilStatus(element, 'connected');
    await receive('After the break');
    await until('news', async () => (await shownTexts(element)).includes('After the break'));

    for (const theme of ['dark', 'light', 'auto'] as const) {
      element.theme = theme;
      await settled(element);
    }
    page.document.documentElement.lang = 'ja';
    element.ownerDocument.documentElement.lang = 'ja';
    await until('Japanese', () => /[ぁ-ん]/.test(composer.renderRoot.textContent ?? ''));
    element.ownerDocument.documentElement.lang = 'en';
  }

  async function untilGone(element: MomentoChatElement): Promise<void> {
    element.remove();
    await chat.untilStreams(0);
  }

  it('is told of what it forbids, and so are these tests', async () => {
    const element = await open(
      WIDGET,
      `<momento-chat ${attributes('inline')}></momento-chat>`,
      direct,
    );
    await untilStatus(element, 'connected');
    element.setAttribute('style', 'color: red');
    await until('reports', async () => (await page.complaints()).length >= 2);
    const complaints = await page.complaints();
    expect(complaints.filter((text) => /^violation style-src/.test(text))).to.have.lengthOf(1);
    expect(complaints.filter((text) => text.includes('"csp-report"'))).to.have.lengthOf(1);
  });

  it('has an inline chat, through its life', async () => {
    const element = await open(
      WIDGET,
      `<momento-chat ${attributes('inline')}></momento-chat>`,
      direct,
    );
    await live(element, directLife());
    // One of the two pictures lies where the visitor's own does; the other is not asked for.
    expect(await shown(element, 'img')).to.have.lengthOf(1);
    const { ownerDocument } = element;
    await untilGone(element);
    ownerDocument.body.append(element);
    await untilStatus(element, 'connected');
    await untilGone(element);
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has a launcher, through its life', async () => {
    const markup = `<momento-chat ${attributes('launcher')} connect="eager"></momento-chat>`;
    const element = await open(WIDGET, markup, direct);
    await untilStatus(element, 'connected');
    await receive('News');
    await until('the badge', () => element.renderRoot.querySelector('.badge') !== null);
    inside(element, '.launcher').click();
    await settled(element);
    expect(element.opened).to.equal(true);
    await live(element, directLife());
    element.placement = 'top-start';
    element.close();
    await settled(element);
    element.open();
    await settled(element);
    element.variant = 'inline';
    await settled(element);
    await untilGone(element);
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has an overlay of its own, through its life', async () => {
    const element = await open(
      WIDGET,
      `<momento-chat ${attributes('overlay')}></momento-chat>`,
      direct,
    );
    await untilStatus(element, 'connected');
    await receive('Over the game');
    await until('it to be shown', async () =>
      (await shownTexts(element)).includes('Over the game'),
    );
    element.open();
    await live(element, directLife());
    element.close();
    await settled(element);
    await untilGone(element);
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has a game with the overlay’s page in a frame, steered by the client', async () => {
    const shipped = await builtFile('overlay.html');
    const overlay = shipped
      .replace('allowed-origins" content=""', `allowed-origins" content="${location.origin}"`)
      .replace('token-url="/momento-token"', `token-url="${chat.endpoint.url}"`)
      .replace('<title>', `${WATCH}<title>`);
    const game = `import { connectOverlay } from './momento-chat-overlay-client.js';
window.chat = connectOverlay(document.querySelector('iframe'), { origin: location.origin, hotkey: 'Enter' });
window.texts = [];
window.chat.on('message', ({ text }) => window.texts.push(text));`;
    page = await openStrictPage({
      '/overlay.html': {
        content: overlay,
        policy: { ...direct, more: ["frame-ancestors 'self'"] },
      },
      '/game.js': { content: game },
      '/index.html': {
        content: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Game</title>${WATCH}
<iframe src="./overlay.html?room=${room}" title="Chat" width="700" height="500"></iframe>
<script type="module" src="./game.js"></script></html>`,
        policy: { connect: ["'none'"], more: ["frame-src 'self'"] },
      },
    });
    const client = page.window as unknown as { chat: OverlayClient; texts: string[] };
    await until('the chat', () => client.chat.status === 'connected');
    await receive('For the game');
    await until('the news', () => client.texts.includes('For the game'));
    client.chat.open();
    await until('it to open', () => client.chat.opened);
    await client.chat.send('From the game');
    const element = theChat(page.document.querySelector('iframe')?.contentDocument ?? undefined);
    await live(element, directLife());
    client.chat.close();
    await until('it to close', () => !client.chat.opened);
    await client.chat.enterRoom(newRoom());
    await until('another room', () => client.chat.status === 'connected');
    client.chat.dispose();
    await untilGone(element);
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has a chat over a relay, through its life', async () => {
    const scripts = '<script type="module" src="./momento-chat-relay.js"></script>';
    const markup = `<momento-relay-chat room="${room}" relay-url="${relay.url}?user=ada"></momento-relay-chat>`;
    const element = await open(scripts, markup, {
      connect: [relay.url.replace('http', 'ws'), relay.url],
    });
    await live(element, {
      refuse: () => Promise.resolve('This is rude'),
      allow: () => Promise.resolve(),
      down: () => relay.down(),
      up: () => relay.up(),
    });
    element.remove();
    await relay.untilEmpty();
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has a chat that may not enter, and says why', async () => {
    await chat.endpoint.behave({ status: 403 });
    const element = await open(
      WIDGET,
      `<momento-chat ${attributes('inline')}></momento-chat>`,
      direct,
    );
    await untilStatus(element, 'failed');
    await settled(element);
    expect(banner(element)).not.to.equal('');
    expect(await page.complaints()).to.deep.equal([]);
  });

  it('has a Lit of its own as well, where the policy says that it may', async () => {
    // Another copy of the widget, which has another copy of Lit.
    const scripts = `${WIDGET}<script type="module" src="./momento-chat.js?again"></script>`;
    const markup = `<momento-chat ${attributes('inline')}></momento-chat>`;
    const element = await open(scripts, markup, {
      ...direct,
      trustedTypes: ["'allow-duplicates'"],
    });
    await untilStatus(element, 'connected');
    await untilShown(element, await shownTexts(element));
    expect(await page.complaints()).to.deep.equal([]);
  });
});
