import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import {
  shownTexts,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
} from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { LARGE } from '../helpers/viewports.js';

describe('momento-chat-before-send', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = chat.open({ attributes });
    await untilStatus(element, 'connected');
    return element;
  }

  it('canceled: nothing is sent, and the composer keeps its text', async () => {
    const element = await open();
    element.addEventListener('momento-chat-before-send', (event) => event.preventDefault());
    expect(element.send('secret')).to.equal(undefined);
    await write(element, 'secret');
    expect(composerOf(element).value).to.equal('secret');
    expect(await shownTexts(element)).to.deep.equal([]);
    expect(await chat.storedTexts(element.room)).to.deep.equal([]);
  });

  it('with a replaced text: others receive the replacement', async () => {
    const element = await open();
    element.addEventListener('momento-chat-before-send', (event) => {
      event.text = event.text.replaceAll(/\d{4}/g, '****');
    });
    await write(element, 'my PIN is 1234');
    await untilShown(element, ['my PIN is ****']);
    expect(composerOf(element).value).to.equal('');
    await until('it to be sent', () => element.pending.length === 0);
    expect(await chat.storedTexts(element.room)).to.deep.equal(['my PIN is ****']);
  });

  it('with a replaced text that is blank: nothing is sent', async () => {
    const element = await open();
    element.addEventListener('momento-chat-before-send', (event) => {
      event.text = ' ';
    });
    expect(element.send('hello')).to.equal(undefined);
  });

  it('with a replaced text that is too long: send() throws', async () => {
    const element = await open({ 'max-length': '10' });
    element.addEventListener('momento-chat-before-send', (event) => {
      event.text = event.text.repeat(3);
    });
    expect(() => element.send('hello')).to.throw('max-length');
  });

  it('with a replaced text that is too long: the composer shows the error each time', async () => {
    const element = await open({ 'max-length': '10' });
    element.addEventListener('momento-chat-before-send', (event) => {
      event.text = 'x'.repeat(11);
    });
    for (const text of ['a', 'ab']) {
      await settled(element);
      element.focus();
      await sendKeys({ type: text });
      expect(composerOf(element).error).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(composerOf(element).error).to.equal('message-too-long');
    }
  });

  it('with a text that is too long at first: send() throws, and nothing is sent', async () => {
    const element = await open({ 'max-length': '10' });
    expect(() => element.send('x'.repeat(11))).to.throw('exceeds max-length, 10 characters');
    expect(element.pending).to.deep.equal([]);
    expect(element.send('x'.repeat(10))).to.be.a('string');
  });

  for (const none of [undefined, null, '', 'many', -1, NaN]) {
    it(`accepts any length when max-length is ${typeof none} ${String(none)}`, async () => {
      const element = await open();
      element.maxLength = none as number | undefined;
      expect(element.send('x'.repeat(1_000))).to.be.a('string');
    });
  }

  it('rejects a text that is not a string', async () => {
    const element = await open();
    let failure: unknown;
    element.addEventListener('momento-chat-before-send', (event) => {
      try {
        event.text = { toString: () => 'no' } as unknown as string;
      } catch (error) {
        failure = error;
      }
    });
    element.send('as it was');
    await untilShown(element, ['as it was']);
    expect(failure).to.be.an.instanceOf(TypeError);
  });

  it('bubbles, and is fired only for a text that can be sent', async () => {
    const texts: string[] = [];
    const listen = (event: HTMLElementEventMap['momento-chat-before-send']): void =>
      void texts.push(event.text);
    document.body.addEventListener('momento-chat-before-send', listen);
    const element = chat.open();
    element.send('too early');
    await untilStatus(element, 'connected');
    element.send(' ');
    element.readOnly = true;
    element.send('read-only');
    element.readOnly = false;
    element.send('hello');
    document.body.removeEventListener('momento-chat-before-send', listen);
    expect(texts).to.deep.equal(['hello']);
  });
});
