import { setViewport } from '@web/test-runner-commands';
import { startChat, type ChatFixture } from '../helpers/chat-fixture.js';
import { fill, start, untilAsked } from '../helpers/pre-chat.js';
import { LARGE } from '../helpers/viewports.js';
import { look } from './look.js';

describe('how the questions before the chat look', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  afterEach(() => chat.reset());

  after(async () => {
    await chat.stop();
    await setViewport(LARGE);
  });

  for (const [language, width] of [
    ['en', 320],
    ['ja', 360],
    ['ar', 360],
  ] as const) {
    for (const variant of ['inline', 'launcher', 'overlay'] as const) {
      it(`${language}, ${String(width)} px wide, ${variant}`, async () => {
        await setViewport({ width, height: 560 });
        const element = chat.open({
          attributes: { 'pre-chat': 'name email topic?', variant, lang: language, away: '' },
        });
        element.dir = language === 'ar' ? 'rtl' : 'ltr';
        element.style.blockSize = '540px';
        element.open();
        await untilAsked(element);
        const name = `pre-chat-${language}-${String(width)}-${variant}`;
        await look(element, name);
        await fill(element, { name: language === 'ja' ? '山田 太郎' : 'Grace', email: 'x' });
        await start(element);
        await look(element, `${name}-errors`);
      });
    }
  }

  it('with a form of the page', async () => {
    await setViewport({ width: 420, height: 560 });
    const element = chat.open({ attributes: { 'pre-chat': '' } });
    element.innerHTML = `<form slot="pre-chat"><label>Order <input name="order"></label>
      <button>Ask about it</button></form>`;
    await untilAsked(element);
    await look(element, 'pre-chat-own');
  });
});
