import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MomentoChatInboxElement } from '../../src/momento-chat-inbox.js';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, write } from '../helpers/chat-fixture.js';
import { focused } from '../helpers/element-parts.js';
import { noticeIn, useDesk } from './desk-fixture.js';

describe('the queue of reports in an inbox', () => {
  const desk = useDesk();

  /** Eve writes texts in a room, and Ada reports them in the chat. */
  async function reported(...texts: readonly string[]): Promise<MomentoChatElement> {
    const eve = desk.visit('eve', newRoom());
    await untilStatus(eve, 'connected');
    for (const text of texts) await write(eve, text);
    const ada = desk.visit('ada', eve.room);
    ada.reports = true;
    await until('the texts', () =>
      texts.every((text) => ada.messages.some((each) => each.text === text)),
    );
    // The desk's module listens from the time when it is loaded.
    await until('the desk', () => ada.renderRoot.querySelector('.desk-line') !== null);
    for (const { id, author } of ada.messages) if (author.id === 'eve') ada.report(id);
    return eve;
  }

  const queueIn = (inbox: MomentoChatInboxElement) =>
    inbox.renderRoot.querySelector('momento-chat-inbox-reports');

  const cards = (inbox: MomentoChatInboxElement): readonly HTMLElement[] => [
    ...(queueIn(inbox)?.renderRoot.querySelectorAll<HTMLElement>('.card') ?? []),
  ];

  const texts = (inbox: MomentoChatInboxElement): readonly string[] =>
    cards(inbox).map((card) => card.querySelector('.text')?.textContent.trim() ?? '');

  const tab = (inbox: MomentoChatInboxElement): string =>
    [...inbox.renderRoot.querySelectorAll('.filters button')]
      .at(-1)
      ?.textContent.replace(/\s+/g, ' ')
      .trim() ?? '';

  function press(card: HTMLElement | undefined, label: string): void {
    const buttons = [...(card?.querySelectorAll('button') ?? [])];
    const found = buttons.find((button) => button.textContent.trim() === label);
    if (!found) throw new Error(`no button ${label}`);
    found.click();
  }

  async function show(inbox: MomentoChatInboxElement, count: number): Promise<void> {
    await until('its tab', () => tab(inbox).startsWith('Reports'));
    inbox.view = 'reports';
    await until(`${String(count)} reports`, () => cards(inbox).length === count);
  }

  it('fills as members report, and empties as moderators settle', async () => {
    const inbox = desk.open({ width: 1000 });
    await until('an empty queue', () => tab(inbox) === 'Reports 0');
    const eve = await reported('Buy soap', 'Buy more soap');
    await until('two reports', () => tab(inbox) === 'Reports 2');
    await show(inbox, 2);
    expect([...texts(inbox)].sort()).to.deep.equal(['Buy more soap', 'Buy soap']);
    await expect(inbox).to.be.accessible();
    const more = cards(inbox).find((card) => card.textContent.includes('more'));
    press(more, 'Delete, mute for 1 hour');
    await until('its outcome', () => noticeIn(inbox) !== '');
    expect(noticeIn(inbox)).to.contain('Deleted and muted');
    expect(texts(inbox)).to.deep.equal(['Buy soap']);
    await until('the removal', () => eve.messages.every(({ text }) => text !== 'Buy more soap'));
    press(cards(inbox)[0], 'Dismiss');
    await until('no report', () => cards(inbox).length === 0);
    expect(queueIn(inbox)?.renderRoot.textContent.trim()).to.equal('No reports.');
    expect(eve.messages.some(({ text }) => text === 'Buy soap')).to.equal(true);
  });

  it('tells who comes later that another moderator was first', async () => {
    await reported('Spam');
    const [sam, ellen] = [desk.open(), desk.open({ agent: 'ellen' })];
    await show(sam, 1);
    await show(ellen, 1);
    const card = cards(ellen)[0];
    press(cards(sam)[0], 'Delete');
    await until('the outcome', () => noticeIn(sam) !== '');
    press(card, 'Dismiss');
    await until('the other outcome', () => noticeIn(ellen) === 'Another moderator was first.');
    await until('no reports', () => cards(sam).length + cards(ellen).length === 0);
  });

  it('goes by keys, and opens a message where it stands', async () => {
    const eve = await reported('One', 'Two');
    const inbox = desk.open();
    await show(inbox, 2);
    queueIn(inbox)?.focus();
    await sendKeys({ press: 'j' });
    expect(focused() === cards(inbox)[1]).to.equal(true);
    await sendKeys({ press: 'k' });
    expect(focused() === cards(inbox)[0]).to.equal(true);
    await sendKeys({ press: 'Enter' });
    await until('its room', () => inbox.room === eve.room);
    const chat = inbox.renderRoot.querySelector('momento-chat');
    await until('its messages', () => (chat?.messages.length ?? 0) >= 2);
    queueIn(inbox)?.focus();
    await sendKeys({ press: 'e' });
    await until('one report', () => cards(inbox).length === 1);
    await until('the focus on the next one', () => focused() === cards(inbox)[0]);
    press(cards(inbox)[0], 'Dismiss');
    await until('no reports', () => cards(inbox).length === 0);
  });

  it('is all that there is, where the page wants no more', async () => {
    await reported('Narrow');
    const inbox = desk.open({ width: 320, attributes: { view: 'reports-only', lang: 'ja' } });
    await until('a report', () => cards(inbox).length === 1);
    // Words of other languages come after the first paint.
    await until('its words', () => cards(inbox)[0]?.textContent.includes('問題なし') === true);
    expect(inbox.renderRoot.querySelector('.filters') === null).to.equal(true);
    expect(
      inbox.renderRoot.querySelector('.top')?.textContent.replace(/\s+/g, ' ').trim(),
    ).to.equal('報告 1');
    expect(inbox.scrollWidth).to.be.at.most(320);
    press(cards(inbox)[0], '問題なし');
    await until('no reports', () => cards(inbox).length === 0);
  });
});
