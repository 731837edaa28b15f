import { expect } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import {
  MomentoChatReportEvent,
  type MessageAction,
  type MomentoChatElement,
} from '../../src/momento-chat.js';
import { newRoom, until, useChat } from '../helpers/chat-fixture.js';
import { focused, inside, settled } from '../helpers/element-parts.js';
import { find, labels, openChat, openMenu, press, sent } from '../helpers/message-actions.js';
import { LARGE } from '../helpers/viewports.js';
import { stillness } from '../states/look.js';

describe('reports of messages', () => {
  const chat = useChat();

  let events: MomentoChatReportEvent[];
  const listen = (event: Event): void => void events.push(event as MomentoChatReportEvent);

  before(() => setViewport(LARGE));

  beforeEach(() => {
    events = [];
    // They bubble.
    document.addEventListener('momento-chat-report', listen);
  });

  afterEach(() => document.removeEventListener('momento-chat-report', listen));

  /** Ada has written, and Grace reads. */
  async function setUp(attributes: Record<string, string> = { reports: '' }) {
    const room = newRoom();
    const ada = await openChat(chat, {}, room, 'ada');
    const grace = await openChat(chat, attributes, room, 'grace');
    const id = await sent(ada, 'buy now');
    await until('the message', () => find(grace, id));
    return { ada, grace, id };
  }

  function said(element: MomentoChatElement): string {
    const root = inside(element, 'momento-chat-message-list').shadowRoot;
    return root?.querySelector('[role=log]')?.textContent ?? '';
  }

  function seen(element: MomentoChatElement): string | undefined {
    const root = inside(element, 'momento-chat-message-list').shadowRoot;
    return root?.querySelector('[part=notice]')?.textContent;
  }

  it('by keyboard: tells the page, and the visitor that it is done', async () => {
    const world = await setUp();
    const { grace, id } = world;
    await openMenu(grace, 'buy now');
    await expect(grace).to.be.accessible();
    expect(labels(grace)).to.include('Report');
    await press('End', 'Enter');
    await until('the report', () => events.length === 1);
    expect(events[0]).to.be.instanceOf(MomentoChatReportEvent);
    expect(events[0]?.message).to.equal(find(grace, id));
    expect(Object.isFrozen(events[0]?.message)).to.equal(true);
    expect(events[0]?.composed).to.equal(true);
    await until('its outcome', () => seen(grace) === 'Reported.');
    expect(said(grace)).to.contain('Reported.');
    expect(focused()?.className).to.contain('message');
    // It fades in.
    await stillness();
    await expect(grace).to.be.accessible();
    await until('the end of the notice', () => seen(grace) === undefined, 10_000);
  });

  it('says nothing where the page cancels it, and says so to programs', async () => {
    const world = await setUp();
    const { grace, id } = world;
    expect(grace.report(id)).to.equal(true);
    await until('its outcome', () => seen(grace));
    const before = said(grace);
    grace.addEventListener('momento-chat-report', (event) => event.preventDefault());
    expect(grace.report(id)).to.equal(false);
    await settled(grace);
    expect(said(grace)).to.equal(before);
  });

  it('are not there without `reports`, and come and go with it', async () => {
    const world = await setUp({});
    const { grace, id } = world;
    await openMenu(grace, 'buy now');
    expect(labels(grace)).not.to.include('Report');
    expect(grace.report(id)).to.equal(false);
    await press('Escape');
    grace.reports = true;
    await openMenu(grace, 'buy now');
    expect(labels(grace)).to.include('Report');
    await press('Escape');
    // As frameworks write it where they know the element only as an unknown tag.
    for (const off of ['false', null, undefined, '0x', 0] as unknown[]) {
      grace.reports = off as boolean;
      expect(grace.report(id), String(off)).to.equal(off === '0x');
    }
    grace.setAttribute('reports', 'false');
    expect(grace.report(id)).to.equal(false);
    expect(events).to.have.lengthOf(1);
  });

  it('are never of own, removed or unknown messages, nor of those on their way', async () => {
    const world = await setUp();
    const { ada, grace, id } = world;
    const own = await sent(grace, 'mine');
    expect(grace.report(own)).to.equal(false);
    expect(grace.report('unknown')).to.equal(false);
    expect(grace.report(grace.send('not yet') ?? '')).to.equal(false);
    ada.remove(id);
    await until('the tombstone', () => find(grace, id)?.removed);
    expect(grace.report(id)).to.equal(false);
    expect(events).to.deep.equal([]);
  });

  it('are for readers, too', async () => {
    const world = await setUp({ reports: '', readonly: '' });
    expect(world.grace.report(world.id)).to.equal(true);
  });

  it('speak the page’s language, and can be left out by the page', async () => {
    const world = await setUp({ reports: '', lang: 'ja' });
    const { grace } = world;
    await openMenu(grace, 'buy now');
    await until('the words', () => labels(grace).includes('報告'));
    await press('Escape');
    grace.messageActions = (_, actions: readonly MessageAction[]) =>
      actions.filter(({ id }) => id !== 'report');
    await openMenu(grace, 'buy now');
    expect(labels(grace)).not.to.include('報告');
  });
});
