import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { OverlayClient } from '../../src/overlay/client.js';
import {
  newRoom,
  shown,
  shownTexts,
  until,
  untilShown,
  untilStatus,
} from '../helpers/chat-fixture.js';
import { chatMenuLabels, chatMenuOf, choose } from '../helpers/chat-menus.js';
import { inside, settled } from '../helpers/element-parts.js';
import { Printed, Saved } from '../helpers/saved.js';
import { builtFile } from '../helpers/strict-page.js';
import { WATCH } from '../helpers/strict-watch.js';
import { bannerOf, StrictChat, WIDGET } from './strict-chat.js';

/** Runs the built files, each variant through every state, in pages under the policy from the documentation. */
describe('a page under a strict policy', () => {
  const strict = new StrictChat();

  before(() => strict.start());
  beforeEach(() => strict.enterNewRoom());
  afterEach(() => strict.reset());
  after(() => strict.stop());

  it('reports its violations, to the server and to these tests', async () => {
    const element = await strict.open(
      WIDGET,
      `<momento-chat ${strict.attributes('inline')}></momento-chat>`,
      strict.directSources,
    );
    await untilStatus(element, 'connected');
    element.setAttribute('style', 'color: red');
    await until('reports', async () => (await strict.page.complaints()).length >= 2);
    const complaints = await strict.page.complaints();
    expect(complaints.filter((text) => /^violation style-src/.test(text))).to.have.lengthOf(1);
    expect(complaints.filter((text) => text.includes('"csp-report"'))).to.have.lengthOf(1);
  });

  it('runs an inline chat without violations', async () => {
    const element = await strict.open(
      WIDGET,
      `<momento-chat ${strict.attributes('inline')}></momento-chat>`,
      strict.directSources,
    );
    await strict.exercise(element, strict.directFaults);
    // One avatar has the origin of the visitor's own; the foreign one is not requested.
    expect(await shown(element, 'img')).to.have.lengthOf(1);
    const { ownerDocument } = element;
    await strict.remove(element);
    ownerDocument.body.append(element);
    await untilStatus(element, 'connected');
    await strict.remove(element);
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('runs a launcher without violations', async () => {
    const markup = `<momento-chat ${strict.attributes('launcher')} connect="eager"></momento-chat>`;
    const element = await strict.open(WIDGET, markup, strict.directSources);
    await untilStatus(element, 'connected');
    await strict.receive('News');
    await until('the badge', () => element.renderRoot.querySelector('.badge') !== null);
    inside(element, '.launcher').click();
    await settled(element);
    expect(element.opened).to.equal(true);
    await strict.exercise(element, strict.directFaults);
    element.placement = 'top-start';
    element.close();
    await settled(element);
    element.open();
    await settled(element);
    element.variant = 'inline';
    await settled(element);
    await strict.remove(element);
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('copies, saves and prints a conversation without violations', async () => {
    const element = await strict.open(
      WIDGET,
      `<momento-chat ${strict.attributes('inline')} menu="transcript"></momento-chat>`,
      strict.directSources,
    );
    await untilStatus(element, 'connected');
    await until('the history', () => element.messages.length === 3);
    const [saved, printed] = [new Saved(strict.page.window), new Printed(strict.page.window)];
    const { shadowRoot } = await chatMenuOf(element);
    const told = (): string => shadowRoot.querySelector('.outcome')?.textContent ?? '';
    await openedLabels(element);
    await choose(element, 'Copy conversation');
    // Not every browser lets a frame copy.
    await until('the outcome', () => /copied/i.test(told()));
    for (const [index, label] of ['text', 'web page', 'JSON'].entries()) {
      await openedLabels(element);
      await choose(element, `Download as ${label}`);
      await until(`${label}`, () => saved.files.length > index);
    }
    await openedLabels(element);
    await choose(element, 'Print');
    await until('the print', () => printed.pages.length > 0);
    expect(saved.files.map(({ name }) => name.replace(/.*[.]/, ''))).to.deep.equal([
      'txt',
      'html',
      'json',
    ]);
    expect(printed.pages[0]).to.deep.include({ articles: 3, whiteSpace: 'pre-wrap' });
    saved.restore();
    printed.restore();
    // Not called off this time.
    await openedLabels(element);
    await choose(element, 'Download as web page');
    await until('the outcome', () => told() === 'Download started');
    await strict.remove(element);
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  /** Opens the menu of the chat. */
  async function openedLabels(element: MomentoChatElement): Promise<string[]> {
    const { shadowRoot } = await chatMenuOf(element);
    if (!shadowRoot.querySelector('.menu:popover-open')) {
      shadowRoot.querySelector<HTMLElement>('.button')?.click();
    }
    await until('the menu', () => shadowRoot.querySelector('.menu:popover-open .entry'));
    return chatMenuLabels(element);
  }

  it('runs an overlay in the page without violations', async () => {
    const element = await strict.open(
      WIDGET,
      `<momento-chat ${strict.attributes('overlay')}></momento-chat>`,
      strict.directSources,
    );
    await untilStatus(element, 'connected');
    await strict.receive('Over the game');
    await until('it to be shown', async () =>
      (await shownTexts(element)).includes('Over the game'),
    );
    element.open();
    await strict.exercise(element, strict.directFaults);
    element.close();
    await settled(element);
    await strict.remove(element);
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('runs a game with the overlay’s page in a frame without violations', async () => {
    const shipped = await builtFile('overlay.html');
    const overlay = shipped
      .replace('allowed-origins" content=""', `allowed-origins" content="${location.origin}"`)
      .replace('token-url="/momento-token"', `token-url="${strict.fixture.endpoint.url}"`)
      .replace('<title>', `${WATCH}<title>`);
    const game = `import { connectOverlay } from './momento-chat-overlay-client.js';
window.chat = connectOverlay(document.querySelector('iframe'), { origin: location.origin, hotkey: 'Enter' });
window.texts = [];
window.chat.on('message', ({ text }) => window.texts.push(text));`;
    await strict.openPages({
      '/overlay.html': {
        content: overlay,
        policy: { ...strict.directSources, more: ["frame-ancestors 'self'"] },
      },
      '/game.js': { content: game },
      '/index.html': {
        content: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Game</title>${WATCH}
<iframe src="./overlay.html?room=${strict.room}" title="Chat" width="700" height="500"></iframe>
<script type="module" src="./game.js"></script></html>`,
        policy: { connect: ["'none'"], more: ["frame-src 'self'"] },
      },
    });
    const client = strict.page.window as unknown as { chat: OverlayClient; texts: string[] };
    await until('the chat', () => client.chat.status === 'connected');
    await strict.receive('For the game');
    await until('the news', () => client.texts.includes('For the game'));
    client.chat.open();
    await until('it to open', () => client.chat.opened);
    await client.chat.send('From the game');
    const element = strict.chatIn(
      strict.page.document.querySelector('iframe')?.contentDocument ?? undefined,
    );
    await strict.exercise(element, strict.directFaults);
    client.chat.close();
    await until('it to close', () => !client.chat.opened);
    await client.chat.enterRoom(newRoom());
    await until('another room', () => client.chat.status === 'connected');
    client.chat.dispose();
    await strict.remove(element);
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('runs a relay chat without violations', async () => {
    const scripts = '<script type="module" src="./momento-chat-relay.js"></script>';
    const markup = `<momento-relay-chat room="${strict.room}" relay-url="${strict.relay.url}?user=ada"></momento-relay-chat>`;
    const element = await strict.open(scripts, markup, {
      connect: [strict.relay.url.replace('http', 'ws'), strict.relay.url],
    });
    await strict.exercise(element, {
      refuse: () => Promise.resolve('This is rude'),
      allow: () => Promise.resolve(),
      down: () => strict.relay.down(),
      up: () => strict.relay.up(),
    });
    element.remove();
    await strict.relay.untilEmpty();
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('runs a chat that is refused, and shows the reason', async () => {
    await strict.fixture.endpoint.behave({ status: 403 });
    const element = await strict.open(
      WIDGET,
      `<momento-chat ${strict.attributes('inline')}></momento-chat>`,
      strict.directSources,
    );
    await untilStatus(element, 'failed');
    await settled(element);
    expect(bannerOf(element)).not.to.equal('');
    expect(await strict.page.complaints()).to.deep.equal([]);
  });

  it('runs two copies of Lit if the policy allows duplicates', async () => {
    // A second copy of the widget brings a second copy of Lit.
    const scripts = `${WIDGET}<script type="module" src="./momento-chat.js?again"></script>`;
    const markup = `<momento-chat ${strict.attributes('inline')}></momento-chat>`;
    const element = await strict.open(scripts, markup, {
      ...strict.directSources,
      trustedTypes: ["'allow-duplicates'"],
    });
    await untilStatus(element, 'connected');
    await untilShown(element, await shownTexts(element));
    expect(await strict.page.complaints()).to.deep.equal([]);
  });
});
