import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { until, useChat } from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { emojiButtonOf, offeredEmoji } from '../helpers/emoji-picking.js';
import { limited, NO_INPUT_METHOD } from '../helpers/engine-limits.js';
import { ime } from '../helpers/ime-client.js';
import { openChat, press } from '../helpers/message-actions.js';
import { useOwnStorage } from '../helpers/own-storage.js';
import { LARGE } from '../helpers/viewports.js';

describe('the completion of emoji', () => {
  const chat = useChat();

  before(() => setViewport(LARGE));

  useOwnStorage();

  async function open(attributes: Record<string, string> = {}): Promise<MomentoChatElement> {
    const element = await openChat(chat, attributes);
    await emojiButtonOf(element).catch(() => undefined);
    element.focus();
    return element;
  }

  /** Loads the emoji, so that what does not happen would have happened. */
  async function load(element: MomentoChatElement): Promise<void> {
    await sendKeys({ type: ':smile' });
    await until('the list', () => offeredEmoji(element).length > 0);
    element.value = '';
    await settled(element);
    element.focus();
  }

  function field(element: MomentoChatElement): HTMLTextAreaElement {
    return composerOf(element).renderRoot.querySelector('textarea')!;
  }

  /** WebKit takes the emoji out first, and the last letter that was typed with the text. */
  function undo(element: MomentoChatElement, to: RegExp): void {
    for (let step = 0; step < 2 && !to.test(element.value); step += 1) {
      document.execCommand('undo');
    }
    expect(element.value).to.match(to);
  }

  it('offers those whose names begin with what follows a colon, the best first', async () => {
    const element = await open();
    await sendKeys({ type: 'Ten it is :s' });
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
    await sendKeys({ type: 'm' });
    await until('the list', () => offeredEmoji(element).length > 0);
    expect(offeredEmoji(element)[0]).to.equal('> 😄 grinning face with smiling eyes :smile:');
    expect(offeredEmoji(element)).to.have.length(8);
    const list = composerOf(element).renderRoot.querySelector('[role=listbox]');
    expect(list?.ariaLabel).to.equal('Matching emoji');
    expect(field(element).getAttribute('aria-controls')).to.equal(list?.id);
    await press('ArrowDown');
    await settled(element);
    const active = field(element).getAttribute('aria-activedescendant') ?? '';
    expect(composerOf(element).renderRoot.querySelector(`#${active}`)?.textContent).to.contain(
      'smirk',
    );
    await press('Tab');
    expect(element.value).to.equal('Ten it is 😏');
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
  });

  it('takes the active one by Enter, which does not send, and by a click; undo brings the text back', async () => {
    const element = await open();
    await sendKeys({ type: 'a :tad' });
    await until('the list', () => offeredEmoji(element).length > 0);
    await press('Enter');
    expect([element.value, element.messages.length]).to.deep.equal(['a 🎉', 0]);
    undo(element, /^a :tad?$/);
    element.value = '';
    await sendKeys({ type: ':tad' });
    await until('the list', () => offeredEmoji(element).length > 0);
    composerOf(element).renderRoot.querySelector<HTMLElement>('[part~=emoji]')?.click();
    await press('Enter');
    await until('it', () => element.messages.some(({ text }) => text === '🎉'));
  });

  it('replaces a whole name when its colon is typed; undo brings that back, and it stays', async () => {
    const element = await open();
    await sendKeys({ type: 'ok :smile:' });
    await until('it', () => element.value === 'ok 😄');
    await sendKeys({ type: ':TADA::+1:' });
    await until('them', () => element.value === 'ok 😄🎉👍');
    undo(element, /^ok 😄🎉:\+1:?$/u);
    await settled(element);
    expect(element.value).to.match(/^ok 😄🎉:\+1:?$/u);
    await sendKeys({ type: ' x' });
    expect(element.value).to.match(/^ok 😄🎉:\+1:? x$/u);
  });

  it('leaves other colons alone', async () => {
    const element = await open();
    await load(element);
    for (const text of [
      ...[
        ':) ',
        ':D ',
        '10:30:45',
        'http://smile.example:80',
        'a::smile::',
        'std::smile:',
        ': smile:',
      ],
      ...['`:smile:` ', '`a :smi', ':nosuchname: ', 'key:smile'],
    ]) {
      await sendKeys({ type: text });
      await settled(element);
      expect([element.value, offeredEmoji(element)]).to.deep.equal([text, []]);
      element.value = '';
      await settled(element);
    }
  });

  it('is closed by Escape until another word', async () => {
    const element = await open();
    await sendKeys({ type: ':smi' });
    await until('the list', () => offeredEmoji(element).length > 0);
    await press('Escape');
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
    await sendKeys({ type: 'l' });
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
    await sendKeys({ type: ' :smi' });
    await until('the list', () => offeredEmoji(element).length > 0);
    await sendKeys({ type: 'qq' });
    await until('none', () => offeredEmoji(element).length === 0);
    await press('Enter');
    await until('it', () => element.messages.some(({ text }) => text === ':smil :smiqq'));
  });

  it('gives way to people, and comes back', async () => {
    const element = await open();
    element.people = [{ id: 'smith', name: 'Smith' }];
    await sendKeys({ type: '@sm' });
    const options = (): number =>
      composerOf(element).renderRoot.querySelectorAll('[part~=person]').length;
    await until('him', () => options() === 1);
    await press('Enter');
    await sendKeys({ type: ':sm' });
    await until('the list', () => offeredEmoji(element).length > 0);
    expect(options()).to.equal(0);
    await press('Enter');
    expect(element.value).to.equal('@Smith 😄');
  });

  it('writes the skin tone that was chosen, and is remembered', async () => {
    localStorage.setItem('momento-chat:emoji', '{"recent":[],"tone":5}');
    const element = await open();
    await sendKeys({ type: ':+1:' });
    await until('it', () => element.value === '👍🏿');
    expect(localStorage.getItem('momento-chat:emoji')).to.contain('👍🏿');
  });

  it('is not there with emoji="off"', async () => {
    const other = await open();
    await load(other);
    other.remove();
    const element = await openChat(chat, { emoji: 'off' });
    element.focus();
    await sendKeys({ type: ':smi' });
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
    await sendKeys({ type: 'le:' });
    await settled(element);
    expect(element.value).to.equal(':smile:');
  });

  it('finds Japanese names, after a wide colon too', async () => {
    const element = await open({ lang: 'ja' });
    await sendKeys({ type: ':tada:' });
    await until('it', () => element.value === '🎉');
    element.value = '';
    limitedless(element, 'はい：ねこ');
    await settled(element);
    expect(offeredEmoji(element)).to.deep.equal([]);
    element.value = '';
    await settled(element);
    limitedless(element, 'はい。：ねこ');
    await until('cats', () => offeredEmoji(element).some((text) => text.includes('🐱')));
  });

  /** What an input method that the driver has not writes. */
  function limitedless(element: MomentoChatElement, text: string): void {
    field(element).focus();
    document.execCommand('insertText', false, text);
  }

  limited(describe, NO_INPUT_METHOD, 'with an input method', () => {
    it('is not there while a word is composed, and is when it is', async () => {
      const element = await open({ lang: 'ja' });
      await load(element);
      await ime.compose('：ね');
      await ime.compose('：ねこ');
      await settled(element);
      expect(offeredEmoji(element)).to.deep.equal([]);
      await ime.commit('：ねこ');
      await sendKeys({ press: 'Shift' });
      await until('cats', () => offeredEmoji(element).some((text) => text.includes('🐱')));
      await press('Enter');
      expect(element.value).to.match(/^\P{L}+$/u);
    });

    it('replaces no name that it composes', async () => {
      const element = await open();
      await load(element);
      await ime.compose(':smile:');
      await ime.commit(':smile:');
      await settled(element);
      expect(element.value).to.equal(':smile:');
    });
  });
});
