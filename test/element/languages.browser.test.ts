import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import type { ChatStrings } from '../../src/element/chat-strings.js';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { chatMenuLabels, openChatMenu } from '../helpers/chat-menus.js';
import { openStored, storedText } from '../helpers/searching.js';
import { LARGE } from '../helpers/viewports.js';

/** What is written in the empty composer, and the first and the last entry of the menu. */
const EN = { placeholder: 'Write a message', first: 'Copy conversation', last: 'Print' };
const DE = { placeholder: 'Nachricht', first: 'Unterhaltung kopieren', last: 'Drucken' };
const AR = { placeholder: 'اكتب رسالة', first: 'نسخ المحادثة', last: 'طباعة' };
const HANT = { placeholder: '輸入訊息', first: '複製對話', last: '列印' };
const PT = { placeholder: 'Mensagem', first: 'Copiar a conversa', last: 'Imprimir' };

const LANGUAGES = [
  ['de-AT', DE, 'ltr'],
  ['ar', AR, 'rtl'],
  ['zh-TW', HANT, 'ltr'],
  ['pt', PT, 'ltr'],
] as const;

describe('a chat in the language of its page', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  const open = async (
    lang: string,
    attributes: Record<string, string> = {},
  ): Promise<MomentoChatElement> => {
    const element = await openStored(chat, [storedText(0), storedText(1)], { lang, ...attributes });
    element.dir = LANGUAGES.find(([tag]) => tag === lang)?.[2] ?? 'ltr';
    return element;
  };

  /** The text in the empty composer. */
  function placeholder(element: MomentoChatElement): string | undefined {
    const composer = element.renderRoot.querySelector('momento-chat-composer');
    return composer?.renderRoot.querySelector('textarea')?.placeholder;
  }

  async function untilSpeaks(
    element: MomentoChatElement,
    words: { readonly placeholder: string },
  ): Promise<void> {
    await until(words.placeholder, () => placeholder(element) === words.placeholder);
  }

  for (const [lang, words, direction] of LANGUAGES) {
    it(`speaks ${lang}, its modules as well, and can be used by everyone`, async () => {
      const element = await open(lang, { menu: 'transcript', search: '' });
      await untilSpeaks(element, words);
      await openChatMenu(element);
      const labels = await chatMenuLabels(element);
      expect([labels[0], labels.at(-1)]).to.deep.equal([words.first, words.last]);
      expect(getComputedStyle(element).direction).to.equal(direction);
      await expect(element).to.be.accessible();
    });
  }

  it('speaks it in a launcher, too', async () => {
    const element = await open('de', { variant: 'launcher', connect: 'eager' });
    await until('the launcher', () => element.renderRoot.querySelector('.launcher'));
    const launcher = element.renderRoot.querySelector('.launcher');
    expect(launcher?.getAttribute('aria-label')).to.equal('Chat öffnen');
    element.open();
    await untilSpeaks(element, DE);
    await expect(element).to.be.accessible();
  });

  it('changes with its page, and back, while it is used', async () => {
    const element = await open('');
    element.removeAttribute('lang');
    const { documentElement } = document;
    const before = documentElement.lang;
    for (const [lang, words] of [['en', EN], ...LANGUAGES, ['fi', EN], ['de', DE]] as const) {
      documentElement.lang = lang;
      await untilSpeaks(element, words);
      const text = `in ${lang}`;
      element.send(text);
      await until(text, () => element.messages.some((message) => message.text === text));
    }
    documentElement.lang = before;
    await untilStatus(element, 'connected');
  });

  it('has the host’s words in place of those of the language, in the modules as well', async () => {
    const element = await open('de', { menu: 'transcript' });
    const strings: Partial<ChatStrings> = {
      composerPlaceholder: 'Frag uns was',
      printConversation: 'Auf Papier',
    };
    element.strings = strings;
    await untilSpeaks(element, { placeholder: 'Frag uns was' });
    await openChatMenu(element);
    const labels = await chatMenuLabels(element);
    expect(labels.at(-1)).to.equal('Auf Papier');
    expect(labels[0]).to.equal(DE.first);
  });

  it('loads each language once, for all chats of the page', async () => {
    await untilSpeaks(await open('de'), DE);
    await untilSpeaks(await open('de'), DE);
    const files = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
    const ofGerman = files.filter(({ pathname }) => pathname.endsWith('/momento-chat-de.js'));
    expect(ofGerman.length).to.equal(1);
    // Beside the script.
    const script = files.find(({ pathname }) => pathname.endsWith('/momento-chat.js'));
    expect(new URL('.', ofGerman[0]).href).to.equal(script && new URL('.', script).href);
  });
});
