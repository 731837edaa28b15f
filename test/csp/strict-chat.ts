import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  CACHE,
  newRoom,
  shown,
  shownTexts,
  startChat,
  until,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { composerOf, inside, settled } from '../helpers/element-parts.js';
import { inPicker, offeredEmoji, openPicker } from '../helpers/emoji-picking.js';
import { openRelay, type TestRelay } from '../helpers/relay-page.js';
import { openStrictPage, type StrictPage } from '../helpers/strict-page.js';
import type { PolicySources } from '../helpers/strict-policy.js';
import { WATCH } from '../helpers/strict-watch.js';

export const WIDGET = '<script type="module" src="./momento-chat.js"></script>';

const LONG = 'A long story, with 漢字 and عربى. '.repeat(60).trim();

/** The faults of a chat's server side. */
interface Faults {
  /** Makes the server reject a message permanently, until `allow`. @returns the text to send */
  refuse: () => Promise<string>;
  allow: () => Promise<void>;
  down: () => Promise<void>;
  up: () => Promise<void>;
}

/** A page under the documented policy, with a chat in it, an engine and a relay. */
export class StrictChat {
  fixture!: ChatFixture; // set by `start`
  relay!: TestRelay; // set by `start`
  page!: StrictPage; // set by `openPages`
  room = '';
  #written = 0;

  async start(): Promise<void> {
    this.fixture = await startChat();
    this.relay = await openRelay(this.fixture, { moderated: true });
  }

  async stop(): Promise<void> {
    await this.relay.stop();
    await this.fixture.stop();
  }

  /** Fills a new room: messages with allowed and foreign avatars, with links, and a long one. */
  async enterNewRoom(): Promise<void> {
    this.room = newRoom();
    const user = { id: 'ada', name: 'Ada', avatarUrl: `${location.origin}/strict/0/ada.png` };
    await this.fixture.endpoint.behave({ answer: { user } });
    await this.receive('Before', {
      userId: 'alan',
      username: 'Alan',
      avatarUrl: `${location.origin}/strict/0/alan.png`,
    });
    await this.receive('See https://example.com/?a=1 or mailto:ada@example.com', {
      avatarUrl: 'https://tracker.example/pixel.png',
    });
    await this.receive(LONG);
  }

  async reset(): Promise<void> {
    await this.relay.up();
    await this.fixture.reset();
  }

  /** The sources that a direct chat needs. */
  get directSources(): PolicySources {
    const endpoint = this.fixture.endpoint.url.replace(/\?.*/, '');
    return {
      connect: [endpoint, this.fixture.engine.webUrl],
      images: [`${location.origin}/strict/`],
    };
  }

  /** The faults of a direct chat. */
  get directFaults(): Faults {
    const { engine } = this.fixture;
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

  /** Stores and publishes a message of another user. */
  async receive(text: string, more: object = {}): Promise<void> {
    this.#written += 1;
    const item = JSON.stringify({
      id: `from-grace-${String(this.#written)}`,
      username: 'Grace',
      userId: 'grace',
      message: text,
      ...more,
    });
    await this.fixture.engine.push({ cache: CACHE, list: this.room }, item);
    await this.fixture.engine.publish({ cache: CACHE, topic: this.room, text: item });
  }

  /** The attributes of a direct chat. */
  attributes(variant: string): string {
    const tokenUrl = this.fixture.endpoint.url.replaceAll('&', '&amp;');
    return `variant="${variant}" room="${this.room}" token-url="${tokenUrl}"`;
  }

  /** Opens a page with one chat in it. */
  async open(scripts: string, markup: string, policy: PolicySources): Promise<MomentoChatElement> {
    const content = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
${WATCH}${scripts}${markup}</html>`;
    await this.openPages({ '/index.html': { content, policy } });
    return this.chatIn();
  }

  async openPages(files: Parameters<typeof openStrictPage>[0]): Promise<void> {
    this.page = await openStrictPage(files);
  }

  chatIn(document = this.page.document): MomentoChatElement {
    const element = document.querySelector<MomentoChatElement>('momento-chat, momento-relay-chat');
    if (!element) throw new Error('the page has no chat');
    return element;
  }

  /** Takes an open chat through every state: history, messages, a rejection, an outage, themes and languages. */
  async exercise(element: MomentoChatElement, faults: Faults): Promise<void> {
    await untilStatus(element, 'connected');
    await until('the history', async () => (await shownTexts(element)).includes(LONG));
    expect(await shown(element, '[part~=link]')).to.have.lengthOf(2);
    await this.#exchange(element);
    await this.#pickEmoji(element);
    await this.#failAndRetry(element, faults);
    await this.#exceedLimit(element);
    await this.#breakOff(element, faults);
    await this.#restyle(element);
  }

  async #exchange(element: MomentoChatElement): Promise<void> {
    await write(element, 'Hello 👋');
    await write(element, '🎉');
    await this.receive('And back');
    await until('the messages', async () => {
      const texts = await shownTexts(element);
      return texts.includes('🎉') && texts.includes('And back') && element.pending.length === 0;
    });
  }

  /** By the picker, and by a list. */
  async #pickEmoji(element: MomentoChatElement): Promise<void> {
    element.focus();
    const before = element.messages.length;
    const picker = await openPicker(element);
    const cells = (): readonly HTMLElement[] => inPicker(element, '.cell');
    await until('the emoji', () => cells().length > 1_000);
    inPicker(element, '.tone')[2]?.click();
    inPicker(element, '.tab').at(-1)?.click();
    cells()[0]?.click();
    await until('it to close', () => !picker.isConnected);
    expect(element.value).not.to.equal('');
    await write(element, `${element.value} ok`);
    await until('it', () => element.messages.length > before);
    // The list opens where the text has the focus, which Firefox gives to one page at a time.
    if (!composerOf(element).renderRoot.querySelector('textarea:focus')) return;
    if (!document.hasFocus()) return;
    // Enter takes the first that is offered.
    await write(element, ':tad');
    await until('the completion', () => offeredEmoji(element).length > 0 || element.value === '🎉');
    composerOf(element).value = '';
  }

  async #failAndRetry(element: MomentoChatElement, faults: Faults): Promise<void> {
    const refused = await faults.refuse();
    await write(element, refused);
    await untilFailed(element);
    await click(element, '.failure button', 1); // “Discard”
    await until('the discarded message to be gone', () => element.pending.length === 0);
    await write(element, refused);
    await untilFailed(element);
    await faults.allow();
    await click(element, '.failure button'); // “Try again”
    await until('another try', () => element.pending[0]?.state !== 'failed');
  }

  async #exceedLimit(element: MomentoChatElement): Promise<void> {
    const composer = composerOf(element);
    composer.value = 'x'.repeat(4000);
    await composer.updateComplete;
    await write(element, 'x'.repeat(5000));
    await until('the reason', () => composer.renderRoot.querySelector('.error') !== null);
    composer.value = '';
  }

  async #breakOff(element: MomentoChatElement, faults: Faults): Promise<void> {
    await faults.down();
    await until('the banner', () => /Reconnecting|Connection lost/.test(bannerOf(element)));
    await faults.up();
    element.reconnect();
    await untilStatus(element, 'connected');
    await this.receive('After the break');
    await until('the news', async () => (await shownTexts(element)).includes('After the break'));
  }

  async #restyle(element: MomentoChatElement): Promise<void> {
    for (const theme of ['dark', 'light', 'auto'] as const) {
      element.theme = theme;
      await settled(element);
    }
    const composer = composerOf(element);
    this.page.document.documentElement.lang = 'ja';
    element.ownerDocument.documentElement.lang = 'ja';
    await until('Japanese', () => /[ぁ-ん]/.test(composer.renderRoot.textContent ?? ''));
    this.page.document.documentElement.lang = 'de';
    element.ownerDocument.documentElement.lang = 'de';
    const field = composer.renderRoot.querySelector('textarea');
    await until('German', () => field?.getAttribute('aria-label') === 'Nachricht');
    element.ownerDocument.documentElement.lang = 'en';
  }

  async remove(element: MomentoChatElement): Promise<void> {
    element.remove();
    await this.fixture.untilStreams(0);
  }
}

/** The text of the status banner. */
export function bannerOf(element: MomentoChatElement): string {
  return inside(element, 'momento-chat-status-banner').shadowRoot?.textContent?.trim() ?? '';
}

async function click(element: MomentoChatElement, selector: string, at = 0): Promise<void> {
  await until(selector, async () => (await shown(element, selector)).length > at);
  (await shown(element, selector))[at]?.click();
}

async function untilFailed(element: MomentoChatElement): Promise<void> {
  await until('a failed message', () => element.pending[0]?.state === 'failed');
  await until('its buttons', async () => (await shown(element, '.failure button')).length === 2);
}
