import { expect } from '@open-wc/testing';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

describe('the notice that nobody is here to answer', () => {
  const chat = useChat();

  it('comes and goes by the word of the token endpoint, and the attribute stays the page’s', async () => {
    const words = (element: HTMLElement): string =>
      element.shadowRoot?.querySelector('[part~=away]')?.textContent ?? '';
    await chat.endpoint.behave({ answer: { away: true, answerSeconds: 90 } });
    const element = chat.open();
    await untilStatus(element, 'connected');
    await until('the notice', () => words(element).includes('away'));
    expect(element.away).to.equal(false);
    expect(element.session?.answerSeconds).to.equal(90);
    await chat.endpoint.behave({});
    element.room = newRoom();
    await untilStatus(element, 'connected');
    await until('no notice', () => words(element) === '');
    element.away = true;
    await until('the notice again', () => words(element) !== '');
  });
});
