import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Composer } from '../../src/views/composer.js';
import {
  newRoom,
  recordStatuses,
  until,
  untilShown,
  untilStatus,
  useChat,
  write,
} from '../helpers/chat-fixture.js';
import { openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';

/** The fault matrix, part 6: changes of the page and of the element. */
describe('when the page or the element changes', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  function openIn(frame: ChatFrame): MomentoChatElement {
    return frame.open({ room, tokenUrl: chat.endpoint.urlFor('ada') });
  }

  function composerOf(element: MomentoChatElement): Composer | null {
    return element.renderRoot.querySelector('momento-chat-composer');
  }

  it('keeps a draft typed before the session when the room changes', async () => {
    await chat.endpoint.behave({ hang: true });
    const element = chat.open({ room });
    await element.updateComplete;
    const composer = composerOf(element);
    await composer?.updateComplete;
    const textarea = composer?.renderRoot.querySelector('textarea');
    if (!composer || !textarea) throw new Error('no composer');
    textarea.value = 'early';
    textarea.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.room = newRoom();
    await chat.endpoint.behave({});
    await until('the other room', () => element.session?.room === element.room);
    await untilStatus(element, 'connected');
    expect(composer.value).to.equal('early');
  });

  it('keeps a separate draft per room', async () => {
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    const composer = composerOf(element);
    const textarea = composer?.renderRoot.querySelector('textarea');
    if (!composer || !textarea) throw new Error('no composer');
    textarea.value = 'for the first room';
    textarea.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    element.room = newRoom();
    await until('the other room', () => element.session?.room === element.room);
    expect(composer.value).to.equal('');
    element.room = room;
    await until('the draft', () => composer.value === 'for the first room');
    await write(element, 'sent');
    await untilShown(element, ['sent']);
    element.room = newRoom();
    await until('the other room', () => element.session?.room === element.room);
    element.room = room;
    await untilStatus(element, 'connected');
    await untilShown(element, ['sent']);
    expect(composer.value).to.equal('');
  });

  it('closes its stream in the back/forward cache, and catches up afterwards', async () => {
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await until('no open stream', async () => (await chat.engine.stats()).openStreams === 0);
    await chat.sendElsewhere(room, 'while away');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await untilShown(element, ['while away']);
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal(['disconnected', 'reconnecting', 'catching-up', 'connected']);
  });

  it('replaces a silent stream as soon as the browser is online again', async () => {
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    await chat.engine.faults.stallStreams();
    await chat.sendElsewhere(room, 'unheard');
    dispatchEvent(new Event('online'));
    await untilShown(element, ['unheard']);
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal(['catching-up', 'connected']);
  });

  for (const [event, wake] of [
    ['becomes visible', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['is focused', () => dispatchEvent(new Event('focus'))],
    ['is shown', () => dispatchEvent(new PageTransitionEvent('pageshow'))],
  ] as const) {
    it(`catches up after sleep without monotonic time as soon as the page ${event}`, async () => {
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      await chat.engine.faults.stallStreams();
      await chat.sendElsewhere(room, 'in the night');
      const { now } = Date;
      try {
        Date.now = () => now() + 8 * 3_600_000;
        wake();
        expect(element.status).to.equal('catching-up');
        await untilShown(element, ['in the night']);
        await untilStatus(element, 'connected');
      } finally {
        Date.now = now;
      }
    });
  }

  it('connects although the element is moved meanwhile', async () => {
    await chat.endpoint.behave({ delayMs: 300 });
    const element = chat.open({ room });
    const statuses = recordStatuses(element);
    await untilStatus(element, 'connecting');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(element);
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal(['connecting', 'catching-up', 'connected']);
    box.remove();
  });

  it('disconnects an element removed while connecting, and connects it when added again', async () => {
    await chat.endpoint.behave({ delayMs: 300 });
    const element = chat.open({ room });
    const statuses = recordStatuses(element);
    await untilStatus(element, 'connecting');
    element.remove();
    await untilStatus(element, 'disconnected');
    await chat.endpoint.behave({});
    document.body.append(element);
    await untilStatus(element, 'connected');
    expect(statuses).to.deep.equal([
      'connecting',
      'disconnected',
      'connecting',
      'catching-up',
      'connected',
    ]);
    element.remove();
  });

  it('enters only the last of several rooms, and sends each message to the room it was written in', async () => {
    const rooms = [newRoom(), newRoom()];
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    const statuses = recordStatuses(element);
    await chat.engine.faults.inject({ kind: 'hang', rpc: 'ListPushBack', count: 1 });
    element.send('for the first room');
    for (const next of rooms) {
      element.room = next;
      await element.updateComplete;
    }
    await until('the last room', () => element.session?.room === rooms[1]);
    await untilStatus(element, 'connected');
    element.send('for the last room');
    await untilShown(element, ['for the last room']);
    element.room = room;
    await untilShown(element, ['for the first room']);
    await until('it to be sent', () => element.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['for the first room']);
    // The last room, then the first again: the room in between was never entered.
    expect(statuses).to.deep.equal([
      ...['connecting', 'catching-up', 'connected'],
      ...['connecting', 'catching-up', 'connected'],
    ]);
  });

  it('sends the messages of two elements of one user once each', async () => {
    const [first, second] = [chat.open({ room }), chat.open({ room })];
    await untilStatus(first, 'connected');
    await untilStatus(second, 'connected');
    const statuses = [recordStatuses(first), recordStatuses(second)];
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'UNAVAILABLE',
      count: 2,
    });
    first.send('from the first');
    second.send('from the second');
    await until('both', () => first.messages.length === 2 && second.messages.length === 2);
    await until('all to be settled', () => first.pending.length + second.pending.length === 0);
    expect(statuses).to.deep.equal([[], []]);
    expect(second.messages.map(({ id }) => id)).to.deep.equal(first.messages.map(({ id }) => id));
    expect((await chat.storedTexts(room)).sort()).to.deep.equal([
      'from the first',
      'from the second',
    ]);
  });

  it('shows every visitor the same order when clocks differ by hours', async () => {
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(grace, 'connected');
    grace.send('by a right clock');
    await until('it to be sent', () => grace.pending.length === 0);
    const frames = [await openChatFrame(), await openChatFrame()];
    const skewed = frames.map((frame, index) => {
      const { Date } = frame.globals;
      const offset = (index === 0 ? -5 : 5) * 3_600_000;
      const { now } = Date;
      Date.now = () => now() + offset;
      return openIn(frame);
    });
    const [slow, fast] = skewed;
    if (!slow || !fast) throw new Error('two frames');
    await untilStatus(slow, 'connected');
    await untilStatus(fast, 'connected');
    const statuses = [slow, fast, grace].map((each) => recordStatuses(each));
    const expected = ['by a right clock'];
    for (const [element, text] of [
      [fast, 'five hours ahead'],
      [slow, 'five hours behind'],
      [grace, 'right again'],
      [slow, 'behind again'],
    ] as const) {
      element.send(text);
      expected.push(text);
      for (const each of [slow, fast, grace]) await untilShown(each, expected);
    }
    const late = chat.open({ room, user: 'edsger' });
    await untilShown(late, expected);
    expect(late.status).to.equal('connected');
    expect(statuses).to.deep.equal([[], [], []]);
  });
});
