import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Composer } from '../../src/views/composer.js';
import {
  CACHE,
  newRoom,
  recordStatuses,
  startChat,
  until,
  untilShown,
  untilStatus,
  write,
  type ChatFixture,
} from '../helpers/chat-fixture.js';
import { openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';

/** The fault matrix, third part: what happens to the page and to the element in it. */
describe('when the page or the element goes through changes', () => {
  let chat: ChatFixture;
  let room: string;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => {
    room = newRoom();
  });

  afterEach(() => chat.reset());

  after(() => chat.stop());

  function openIn(frame: ChatFrame): MomentoChatElement {
    return frame.open({ room, tokenUrl: chat.endpoint.urlFor('ada') });
  }

  it('a reload with unsent messages: they are sent, in order, once', async () => {
    const frame = await openChatFrame();
    const before = openIn(frame);
    await untilStatus(before, 'connected');
    await chat.engine.faults.inject({ kind: 'error', rpc: 'ListPushBack', status: 'UNAVAILABLE' });
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListConcatenateBack',
      status: 'UNAVAILABLE',
    });
    for (const text of ['one', 'two', 'three']) before.send(text);
    await frame.reload();
    await chat.engine.faults.clear();
    const after = openIn(frame);
    const statuses = recordStatuses(after);
    await untilShown(after, ['one', 'two', 'three']);
    await until('all to be sent', () => after.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['one', 'two', 'three']);
    expect(statuses).to.deep.equal(['connecting', 'catching-up', 'connected']);
    await frame.reload();
    const again = openIn(frame);
    await untilShown(again, ['one', 'two', 'three']);
    expect(again.pending).to.deep.equal([]);
  });

  it('a reload between storing and publishing: published then, stored once', async () => {
    const frame = await openChatFrame();
    const before = openIn(frame);
    const grace = chat.open({ room, user: 'grace' });
    await untilStatus(before, 'connected');
    await untilStatus(grace, 'connected');
    await chat.engine.faults.inject({ kind: 'hang', rpc: 'Publish' });
    before.send('half way');
    await until('it to be stored', async () => (await chat.storedTexts(room)).length === 1);
    await frame.reload();
    await chat.engine.faults.clear();
    const after = openIn(frame);
    const statuses = recordStatuses(after);
    await untilShown(after, ['half way']);
    await untilShown(grace, ['half way']);
    await until('it to be sent', () => after.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['half way']);
    expect(statuses).to.deep.equal(['connecting', 'catching-up', 'connected']);
  });

  it('a reload with a failed message: still failed, with its text', async () => {
    const frame = await openChatFrame();
    const before = openIn(frame);
    await untilStatus(before, 'connected');
    await chat.engine.faults.inject({
      kind: 'error',
      rpc: 'ListPushBack',
      status: 'PERMISSION_DENIED',
    });
    before.send('refused');
    await until('it to fail', () => before.pending[0]?.state === 'failed');
    await frame.reload();
    await chat.engine.faults.clear();
    const after = openIn(frame);
    const statuses = recordStatuses(after);
    await untilStatus(after, 'connected');
    expect(after.pending[0]).to.include({ text: 'refused', state: 'failed' });
    after.retry(after.pending[0]?.id ?? '');
    await until('it to be sent', () => after.pending.length === 0);
    await untilShown(after, ['refused']);
    expect(statuses).to.deep.equal(['connecting', 'catching-up', 'connected']);
  });

  it('a reload while something is being written: it is still there', async () => {
    const frame = await openChatFrame();
    const before = openIn(frame);
    await untilStatus(before, 'connected');
    const textarea = composerOf(before)?.renderRoot.querySelector('textarea');
    if (!textarea) throw new Error('no textarea');
    textarea.value = 'unfinished';
    textarea.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await frame.reload();
    const after = openIn(frame);
    await untilStatus(after, 'connected');
    await until('the draft', () => composerOf(after)?.value === 'unfinished');
  });

  function composerOf(element: MomentoChatElement): Composer | null {
    return element.renderRoot.querySelector('momento-chat-composer');
  }

  it('what is typed on the way into a room is not lost when the room changes', async () => {
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

  it('a draft stays with its room', async () => {
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

  it('the back/forward cache: nothing is held open in it, and all is caught up with after it', async () => {
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

  it('the network is back: the stream is replaced before anybody misses it', async () => {
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

  for (const [what, wake] of [
    ['is looked at', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['is focused', () => dispatchEvent(new Event('focus'))],
    ['is shown', () => dispatchEvent(new PageTransitionEvent('pageshow'))],
  ] as const) {
    it(`the machine slept while the monotonic clock stood still: caught up as soon as the page ${what}`, async () => {
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

  it('the element is moved while it connects: it arrives', async () => {
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

  it('the element is removed while it connects: nothing is left, and it can come back', async () => {
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

  it('the room is changed in mid-flight: only the last one is entered, and each message goes where it was written', async () => {
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
    // Into the last room, and back into the first: the one in between was never entered.
    expect(statuses).to.deep.equal([
      ...['connecting', 'catching-up', 'connected'],
      ...['connecting', 'catching-up', 'connected'],
    ]);
  });

  it('two elements of one user in a room: each sends its own, once', async () => {
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

  it('clocks that are hours off: the order is everybody’s, only the times shown differ', async () => {
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

  it('storage that is full or forbidden: memory has to do', async () => {
    const original = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem');
    if (!original) throw new Error('no setItem');
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      const element = chat.open({ room });
      await untilStatus(element, 'connected');
      await chat.engine.faults.inject({
        kind: 'error',
        rpc: 'ListPushBack',
        status: 'UNAVAILABLE',
      });
      const statuses = recordStatuses(element);
      element.send('in memory');
      element.remove();
      await chat.engine.faults.clear();
      document.body.append(element);
      await untilShown(element, ['in memory']);
      await until('it to be sent', () => element.pending.length === 0);
      expect(await chat.storedTexts(room)).to.deep.equal(['in memory']);
      expect(statuses).to.deep.equal([
        'disconnected',
        ...['connecting', 'catching-up', 'connected'],
      ]);
    } finally {
      Object.defineProperty(Storage.prototype, 'setItem', original);
    }
  });

  it('stored nonsense, and other people’s: ignored', async () => {
    const prefix = `momento-chat:outbox:${JSON.stringify([CACHE, room, 'ada'])}:`;
    const id = '01J00000000000000000000000';
    const good = { id, text: 'mine', sentAt: 1 };
    const stored: [string, string][] = [
      [`${prefix}x`, '{"id":"x"'],
      [`${prefix}01J00000000000000000000001`, JSON.stringify(good)],
      [
        `${prefix}01J00000000000000000000002`,
        JSON.stringify({ ...good, id: '01J00000000000000000000002', text: 5 }),
      ],
      [
        `${prefix}01J00000000000000000000003`,
        JSON.stringify({ ...good, id: '01J00000000000000000000003', text: 'x'.repeat(9999) }),
      ],
      [
        `${prefix}${id}`,
        JSON.stringify({ ...good, order: 'first', stored: 'yes', __proto__: { x: 1 } }),
      ],
      [prefix.replace('ada', 'eve') + id, JSON.stringify({ ...good, text: 'not mine' })],
    ];
    for (const [key, value] of stored) sessionStorage.setItem(key, value);
    const element = chat.open({ room });
    await untilShown(element, ['mine']);
    await until('it to be sent', () => element.pending.length === 0);
    expect(await chat.storedTexts(room)).to.deep.equal(['mine']);
    expect(sessionStorage.getItem(prefix.replace('ada', 'eve') + id)).to.not.equal(null);
  });
});
