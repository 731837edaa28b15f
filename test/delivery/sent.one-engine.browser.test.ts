import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, shown, until, untilStatus, useChat, write } from '../helpers/chat-fixture.js';
import { startModerator } from '../helpers/moderator-client.js';

describe('a message that the service has taken, and the room does not have', () => {
  const chat = useChat();

  async function open(room: string): Promise<MomentoChatElement> {
    const element = chat.open({ room });
    await untilStatus(element, 'connected');
    return element;
  }

  /** The state of the only message, and the words of its mark. */
  async function look(element: MomentoChatElement): Promise<string> {
    const [mark] = await shown(element, '[part=receipt]');
    const text = mark?.textContent.replace(/\s+/g, ' ').trim() ?? '';
    return `${element.pending[0]?.state ?? 'settled'} ${text}`;
  }

  it('is marked in a direct room until it is published, over a reload, too', async () => {
    const room = newRoom();
    const before = await open(room);
    const refusal = { kind: 'error', rpc: 'Publish', status: 'UNAVAILABLE' } as const;
    await chat.engine.faults.inject(refusal);
    await write(before, 'hello');
    await until('it to be sent', async () => (await look(before)) === `sent ✓ Sent`);
    await expect(before).to.be.accessible();
    HTMLElement.prototype.remove.call(before);
    const after = await open(room);
    expect(await look(after)).to.equal(`sent ✓ Sent`);
    await chat.engine.faults.clear();
    await until('it to be there', async () => (await look(after)) === `settled ✓✓ Delivered`);
    expect(await chat.storedTexts(room)).to.deep.equal(['hello']);
  });

  it('is marked in a moderated room until the moderator answers', async function () {
    this.timeout(180_000);
    await chat.endpoint.behave({ mode: 'moderated' });
    const room = newRoom();
    const element = await open(room);
    // Nobody is there to answer yet.
    await write(element, 'hello');
    await until('it to be sent', async () => (await look(element)) === `sent ✓ Sent`);
    expect(await chat.storedTexts(room)).to.deep.equal([]);
    const moderator = await startModerator(chat.engine.grpcPort, room);
    // It is sent again after 20 s.
    const isThere = async (): Promise<boolean> => (await look(element)) === `settled ✓✓ Delivered`;
    try {
      await until('it to be there', isThere, 90_000);
    } finally {
      await moderator.stop();
    }
  });
});
