import { expect } from '@open-wc/testing';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { picture, trayOf, untilTakesFiles, untilTray } from '../helpers/files-to-send.js';

describe('attach', () => {
  const chat = useChat();
  let ada: MomentoChatElement;

  beforeEach(async () => {
    ada = chat.open({ room: newRoom() });
    await untilStatus(ada, 'connected');
    await untilTakesFiles(ada);
  });

  it('says which files it has taken, and why it has refused others', async () => {
    const text = new File(['hello'], 'a.txt', { type: 'text/plain' });
    const broken = new File(['no picture'], 'b.png', { type: 'image/png' });
    const { attachments, refused } = await ada.attach([
      text,
      await picture('cat.png', 64, 40),
      broken,
      await picture('dog.png', 40, 64),
    ]);
    expect(attachments.map(({ width, height }) => [width, height])).to.deep.equal([
      [64, 40],
      [40, 64],
    ]);
    expect(refused.map(({ file, error }) => [file.name, error.code])).to.deep.equal([
      ['a.txt', 'attachment-not-allowed'],
      ['b.png', 'attachment-broken'],
    ]);
    await untilTray(ada, 'failed', 'ready', 'failed', 'ready');
  });

  it('refuses those that are too many', async () => {
    const cat = await picture('cat.png', 8, 8);
    const { attachments, refused } = await ada.attach(Array<File>(12).fill(cat));
    expect([attachments.length, refused.length]).to.deep.equal([10, 2]);
    expect(trayOf(ada)).to.have.lengthOf(11);
  });

  it('leaves out what the visitor has taken out meanwhile', async () => {
    const large = await picture('cat.png', 2_000, 2_000);
    const taking = ada.attach([large, large]);
    await untilTray(ada, 'preparing', 'preparing');
    trayOf(ada)[1]?.querySelector<HTMLElement>('.remove')?.click();
    const { attachments, refused } = await taking;
    expect([attachments.length, refused.length]).to.deep.equal([1, 0]);
  });

  it('gives programs files to send, which then are in the tray no more', async () => {
    const { attachments } = await ada.attach([
      await picture('cat.png', 64, 40),
      await picture('dog.png', 40, 64),
    ]);
    const [cat] = attachments;
    const id = cat && ada.send('', { attachments: [{ ...cat, alt: 'A cat on a wall' }] });
    await until('the message', () => ada.messages.length === 1);
    const [message] = ada.messages;
    expect(message?.id).to.equal(id);
    expect(message?.attachments?.map(({ alt }) => alt)).to.deep.equal(['A cat on a wall']);
    await untilTray(ada, 'ready');
    expect(trayOf(ada)[0]?.title).to.match(/^dog/);
  });
});
