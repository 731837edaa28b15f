import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

describe('suggestions', () => {
  const chat = useChat();

  async function open(attributes: Record<string, string>): Promise<MomentoChatElement> {
    const element = chat.open({ room: newRoom(), attributes });
    await untilStatus(element, 'connected');
    await until(
      'the history',
      () => element.renderRoot.querySelector('momento-chat-message-list')?.loaded,
    );
    await element.updateComplete;
    return element;
  }

  function buttons(element: MomentoChatElement): HTMLButtonElement[] {
    return [...element.renderRoot.querySelectorAll<HTMLButtonElement>('.starters button')];
  }

  it('are sent with one press, and are gone once the visitor has written', async () => {
    const ada = await open({ suggestions: 'Where is my order? | Talk to a person' });
    expect(buttons(ada).map(({ textContent }) => textContent)).to.deep.equal([
      'Where is my order?',
      'Talk to a person',
    ]);
    await expect(ada).to.be.accessible();
    buttons(ada)[1]?.focus();
    buttons(ada)[1]?.click();
    await until('the message', () => ada.messages.length === 1);
    expect(ada.messages[0]?.text).to.equal('Talk to a person');
    await ada.updateComplete;
    expect(buttons(ada)).to.deep.equal([]);
    const composer = ada.renderRoot.querySelector('momento-chat-composer');
    expect(ada.shadowRoot?.activeElement).to.equal(composer);
  });

  it('can be called off by the page, as every message', async () => {
    const ada = await open({ suggestions: 'Hello' });
    ada.addEventListener('momento-chat-before-send', (event) => event.preventDefault(), {
      once: true,
    });
    buttons(ada)[0]?.click();
    await ada.updateComplete;
    expect(ada.messages).to.deep.equal([]);
    expect(buttons(ada)).to.have.length(1);
  });

  it('stay while only others have written', async () => {
    const ada = await open({ suggestions: 'Hello' });
    await chat.sendElsewhere(ada.room, 'Welcome!');
    await until('the message', () => ada.messages.length === 1);
    await ada.updateComplete;
    expect(buttons(ada)).to.have.length(1);
  });

  it('of a bot stand below its message until a message follows, and are sent with one press', async () => {
    const ada = await open({ suggestions: 'Hello' });
    const fields = { userId: 'bot-help', username: 'Helper', timestamp: Date.now() };
    const offer = { ...fields, id: 'b1', message: 'Which size?', suggestions: ['S', 7, ' ', 'L'] };
    await chat.engine.publish({
      cache: 'instant-messaging',
      topic: ada.room,
      text: JSON.stringify(offer),
    });
    await until('the message', () => ada.messages.length === 1);
    await ada.updateComplete;
    expect(ada.messages[0]?.suggestions).to.deep.equal(['S', 'L']);
    expect(buttons(ada).map(({ textContent }) => textContent)).to.deep.equal(['S', 'L']);
    await expect(ada).to.be.accessible();
    buttons(ada)[1]?.click();
    await until('the answer', () => ada.messages.length === 2);
    await ada.updateComplete;
    expect(ada.messages[1]?.text).to.equal('L');
    expect(buttons(ada)).to.have.length(0);
  });

  it('are not there where nothing can be written', async () => {
    const ada = await open({ suggestions: 'Hello', readonly: '' });
    expect(buttons(ada)).to.deep.equal([]);
  });

  it('are texts, whatever the page sets', async () => {
    const ada = await open({});
    const wrong = [1, null, ' ', {}, '<b>bold</b>', ...Array<string>(20).fill('again')];
    ada.suggestions = wrong as string[];
    await ada.updateComplete;
    expect(buttons(ada).map(({ textContent }) => textContent)).to.deep.equal([
      '<b>bold</b>',
      ...Array<string>(5).fill('again'),
    ]);
    for (const value of [undefined, null, 7, 'text']) {
      ada.suggestions = value as unknown as string[];
      await ada.updateComplete;
      expect(buttons(ada)).to.deep.equal([]);
    }
  });
});
