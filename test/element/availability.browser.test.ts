import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';

const AWAY = 'We are away right now';

describe('the line about the agents', () => {
  const chat = useChat();
  let room = '';
  let at = 0;

  beforeEach(() => {
    room = newRoom();
    at = Date.now();
  });

  async function openChat(answer: object, attributes = {}): Promise<MomentoChatElement> {
    await chat.endpoint.behave({ mode: 'moderated', answer: { desk: { awayAt: at }, ...answer } });
    const element = chat.open({ room, attributes: { connect: 'eager', ...attributes } });
    await untilStatus(element, 'connected');
    await until('the line', () => lineOf(element) !== '');
    return element;
  }

  /** As the room's server tells it, or the visitor whose token it is. */
  const tell = (news: object, tokenId?: string): Promise<void> =>
    chat.engine.publish({
      cache: 'instant-messaging',
      topic: room,
      ...(tokenId === undefined ? {} : { tokenId }),
      text: JSON.stringify({ type: 'availability', ...news }),
    });

  const noticed = (element: HTMLElement): boolean =>
    !!element.shadowRoot?.querySelector('[part~=away]');

  it('says how long an answer takes, in words, and follows what the server tells', async () => {
    const element = await openChat({ answerSeconds: 270 });
    expect(lineOf(element)).to.equal('We usually answer within 5 minutes');
    await expect(element).to.be.accessible();
    await tell({ at: at + 1, away: true });
    await until('the news', () => lineOf(element) === AWAY && noticed(element));
    expect(element.away).to.equal(false);
    // An older word that comes late.
    await tell({ at: at - 1, away: false });
    await tell({ at: at + 2, away: false, answerSeconds: 3_700 });
    await until('the next', () => lineOf(element) === 'We usually answer within 2 hours');
    expect(noticed(element)).to.equal(false);
    await tell({ at: at + 3, away: false });
    await until('no time', () => lineOf(element) === 'We are here');
  });

  it('stands in a launcher’s header, in the page’s language', async () => {
    const element = await openChat({ answerSeconds: 50 }, { variant: 'launcher', lang: 'uk' });
    element.open();
    const words = 'Зазвичай відповідаємо протягом 1 хвилини';
    await until('the words', () => lineOf(element) === words);
    const header = element.renderRoot.querySelector('.header .title .availability');
    expect(header?.textContent.trim()).to.equal(words);
    await expect(element).to.be.accessible();
  });

  it('believes no visitor, and nothing that is broken', async () => {
    const element = await openChat({});
    expect(lineOf(element)).to.equal('We are here');
    await tell({ at: at + 9, away: true }, 'mallory');
    for (const broken of [{}, { at: 'x', away: true }, { at: at + 5, away: 'yes' }, { at: -1 }]) {
      await tell(broken);
    }
    await tell({ at: at + 1, away: false, answerSeconds: -5 });
    await tell({ at: at + 2, away: false, answerSeconds: 60 });
    await until('the true one', () => lineOf(element) === 'We usually answer within a minute');
  });

  it('is not there where the server tells nothing', async () => {
    await chat.endpoint.behave({ answer: { away: true } });
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    await until('the notice', () => noticed(element));
    expect(lineOf(element)).to.equal('');
  });
});

function lineOf(element: MomentoChatElement): string {
  return element.renderRoot.querySelector('.availability')?.textContent.trim() ?? '';
}
