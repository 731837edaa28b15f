import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, startChat, type ChatFixture } from '../helpers/chat-fixture.js';
import { look, stillness } from './look.js';
import { STATES, storeConversation, type State } from './states.js';

describe('every state, in every variant and theme, passes the accessibility audit', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
    await setViewport({ width: 420, height: 620 });
  });

  afterEach(async () => {
    await chat.engine.up();
    await chat.reset();
    document.body.removeAttribute('style');
    document.documentElement.removeAttribute('lang');
    document.documentElement.removeAttribute('dir');
  });

  after(() => chat.stop());

  async function reach(
    state: State,
    variant: MomentoChatElement['variant'],
  ): Promise<MomentoChatElement> {
    const element = document.createElement('momento-chat');
    element.room = newRoom();
    element.tokenUrl = chat.endpoint.urlFor('ada');
    element.variant = variant;
    await state.prepare?.(element, chat);
    chat.adopt(element);
    if (variant !== 'launcher') element.style.blockSize = '600px';
    element.open();
    await element.updateComplete;
    await state.reach?.(element, chat);
    return element;
  }

  for (const state of STATES) {
    for (const variant of ['inline', 'launcher', 'overlay'] as const) {
      it(`${state.name}, ${variant}`, async () => {
        await look(await reach(state, variant), `${state.name}-${variant}`);
      });
    }
  }

  it('a launcher that is closed, with news', async () => {
    const element = document.createElement('momento-chat');
    element.room = newRoom();
    element.tokenUrl = chat.endpoint.urlFor('ada');
    element.variant = 'launcher';
    element.connect = 'eager';
    chat.adopt(element);
    while (element.status !== 'connected') await stillness();
    for (const text of ['one', 'two', 'three']) await chat.sendElsewhere(element.room, text);
    while (element.unreadCount < 3) await stillness();
    await look(element, 'news-launcher');
  });

  it('an overlay that nobody writes in', async () => {
    const state = STATES.find(({ name }) => name === 'conversation');
    const element = await reach(state ?? STATES[0]!, 'overlay');
    element.style.setProperty('--momento-chat-fade-after', '60s');
    element.close();
    await look(element, 'idle-overlay');
  });

  for (const [language, direction] of [
    ['ja', 'ltr'],
    ['ar', 'rtl'],
  ] as const) {
    for (const variant of ['inline', 'launcher', 'overlay'] as const) {
      it(`a conversation in ${language}, ${variant}`, async () => {
        document.documentElement.lang = language;
        document.documentElement.dir = direction;
        const element = document.createElement('momento-chat');
        element.room = newRoom();
        element.tokenUrl = chat.endpoint.urlFor('ada');
        element.variant = variant;
        await storeConversation(chat, element.room);
        chat.adopt(element);
        if (variant !== 'launcher') element.style.blockSize = '600px';
        element.open();
        while (element.status !== 'connected') await stillness();
        await look(element, `conversation-${language}-${variant}`);
      });
    }
  }

  for (const width of [240, 1200]) {
    it(`a conversation at ${String(width)} px`, async () => {
      await setViewport({ width: width + 20, height: 620 });
      document.body.style.margin = '8px';
      const state = STATES.find(({ name }) => name === 'conversation');
      const element = await reach(state ?? STATES[0]!, 'inline');
      const { scrollWidth, clientWidth } = document.documentElement;
      expect(scrollWidth).to.equal(clientWidth);
      await look(element, `conversation-${String(width)}`);
      await setViewport({ width: 420, height: 620 });
    });
  }
});
