import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import type { Composer } from '../../src/views/composer.js';
import {
  CACHE,
  newRoom,
  recordStatuses,
  until,
  untilShown,
  untilStatus,
  useChat,
} from '../helpers/chat-fixture.js';
import { openChatFrame, type ChatFrame } from '../helpers/chat-frame.js';

/** The fault matrix, part 5: reloads and the tab's storage. */
describe('when the page is reloaded', () => {
  const chat = useChat();
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  function openIn(frame: ChatFrame): MomentoChatElement {
    return frame.open({ room, tokenUrl: chat.endpoint.urlFor('ada') });
  }

  it('sends unsent messages once and in order after a reload', async () => {
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

  it('publishes a stored message after a reload, and stores it once', async () => {
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

  it('keeps a failed message and its text over a reload', async () => {
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

  function composerOf(element: MomentoChatElement): Composer | null {
    return element.renderRoot.querySelector('momento-chat-composer');
  }

  it('keeps a draft over a reload', async () => {
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

  it('keeps unsent messages in memory when storage is full or forbidden', async () => {
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

  it('ignores invalid stored messages and those of other users', async () => {
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
