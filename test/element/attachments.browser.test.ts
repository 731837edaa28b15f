import { expect } from '@open-wc/testing';
import { until, useChat } from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { FileChats } from '../helpers/file-chats.js';
import {
  picture,
  shownFiles,
  shownPictures,
  transferOf,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';
import { reopened, typeInto } from '../helpers/written-text.js';

describe('pictures and files', () => {
  const chat = useChat({ attachments: { types: 'any' } });
  let chats: FileChats;

  beforeEach(() => {
    chats = new FileChats(chat);
  });

  it('are chosen, shown above the composer, and sent without a text', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    const field = await untilTakesFiles(ada);
    expect([field.accept, field.multiple]).to.deep.equal(['', true]);
    field.files = transferOf([await picture('cat.png', 640, 400)]).files;
    field.dispatchEvent(new Event('change'));
    await untilTray(ada, 'ready');
    expect(trayOf(ada)[0]?.querySelector('img')?.alt).to.match(/^cat\./);
    const { text, attachments = [] } = await chats.send(ada, bob);
    const [cat] = attachments;
    expect([text, cat?.width, cat?.height]).to.deep.equal(['', 640, 400]);
    expect(trayOf(ada)).to.have.lengthOf(0);
    for (const element of [ada, bob]) {
      await until('the picture', () => shownPictures(element).length === 1);
    }
  });

  it('are taken by the camera, on phones', async () => {
    const before = Object.getOwnPropertyDescriptor(window, 'matchMedia');
    const [yes, no] = [matchMedia('(width >= 0px)'), matchMedia('(width < 0px)')];
    window.matchMedia = (query) => (query.includes('coarse') ? yes : no);
    const ada = await chats.open('ada', { attachments: 'off' });
    try {
      ada.attachments = 'any';
      await untilTakesFiles(ada);
      const root = composerOf(ada).renderRoot;
      const field = root.querySelector<HTMLInputElement>('input[capture=environment]');
      expect(root.querySelector('[part=camera]')?.ariaLabel).to.equal('Take a picture');
      expect(field?.accept).to.include('image/jpeg');
      if (field) field.files = transferOf([await picture('photo.png', 40, 30)]).files;
      field?.dispatchEvent(new Event('change'));
      await untilTray(ada, 'ready');
    } finally {
      if (before) Object.defineProperty(window, 'matchMedia', before);
    }
    expect((await chats.send(ada)).attachments).to.have.lengthOf(1);
  });

  it('are dropped on the chat, which says so while they are dragged', async () => {
    const ada = await chats.open();
    await untilTakesFiles(ada);
    const dataTransfer = transferOf([
      await picture('a.png', 60, 40),
      await picture('b.png', 40, 60),
    ]);
    const fire = (type: string): boolean =>
      composerOf(ada).dispatchEvent(
        new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }),
      );
    const hint = (): Element | null => ada.renderRoot.querySelector('[part=drop]');
    fire('dragenter');
    await until('the hint', hint);
    // The browser would open the file in place of the page.
    expect([fire('dragover'), fire('drop')]).to.deep.equal([false, false]);
    await untilTray(ada, 'ready', 'ready');
    expect(hint()).to.equal(null);
    fire('dragenter');
    await until('the hint', hint);
    fire('dragleave');
    await until('no hint', () => hint() === null);
    await typeInto(ada, 'Two of them');
    const { text, attachments = [] } = await chats.send(ada);
    expect([text, attachments.map(({ height }) => height)]).to.deep.equal([
      'Two of them',
      [40, 60],
    ]);
  });

  it('are pasted, unless there is a text beside them', async () => {
    const ada = await chats.open();
    await untilTakesFiles(ada);
    const file = await picture('shot.png', 50, 50);
    const paste = (clipboardData: DataTransfer): boolean => {
      const event = new ClipboardEvent('paste', {
        bubbles: true,
        composed: true,
        cancelable: true,
      });
      // Firefox does not take it from the constructor.
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      return composerOf(ada).dispatchEvent(event);
    };
    expect(paste(transferOf([file], { 'text/plain': 'a table' }))).to.equal(true);
    expect(paste(transferOf([file]))).to.equal(false);
    await untilTray(ada, 'ready');
  });

  it('are announced once their bytes are stored, and not before', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    await chat.engine.faults.inject({ rpc: 'Set', kind: 'error', status: 'UNAVAILABLE' });
    void ada.attach([await picture('cat.png', 640, 400)]);
    await untilTray(ada, 'uploading');
    ada.focus();
    await typeInto(ada, 'Look');
    await press('Enter');
    await until('it to be pending', () => ada.pending.length === 1);
    ada.send('Later');
    // It is tried again, and again.
    const tried = await chat.calls('Set');
    await until('two further tries', async () => (await chat.calls('Set')) >= tried + 2);
    expect(bob.messages.some(({ attachments }) => attachments)).to.equal(false);
    await chat.engine.faults.clear();
    await until('both', () => bob.messages.length === 2);
    await until('the picture', () => shownPictures(bob).length === 1);
  });

  it('go on after a reload, and are sent once', async () => {
    const ada = await chats.open('ada');
    await untilTakesFiles(ada);
    await chat.engine.faults.inject({ rpc: 'Set', kind: 'error', status: 'UNAVAILABLE' });
    void ada.attach([await picture('cat.png', 640, 400)]);
    await untilTray(ada, 'uploading');
    await typeInto(ada, 'Look');
    await press('Enter');
    await until('it to be pending', () => ada.pending.length === 1);
    const again = await reopened(chat, ada);
    expect(again.pending.map(({ text }) => text)).to.deep.equal(['Look']);
    await chat.engine.faults.clear();
    const bob = await chats.open('bob');
    await until('the picture', () => shownPictures(bob).length === 1);
    expect(bob.messages.map(({ text }) => text)).to.deep.equal(['Look']);
  });

  it('are above the composer again after a reload', async () => {
    const ada = await chats.open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const again = await reopened(chat, ada);
    await untilTray(again, 'ready');
    const { attachments = [] } = await chats.send(again);
    expect(attachments).to.have.lengthOf(1);
    await until('the picture', () => shownPictures(again).length === 1);
  });

  it('are refused with a word where they are too large, or broken', async () => {
    const ada = await chats.open('ada', { 'max-attachment-size': '100' });
    await untilTakesFiles(ada);
    void ada.attach([
      new File(['x'.repeat(101)], 'a.txt', { type: 'text/plain' }),
      new File(['<svg/>'], 'b.png', { type: 'image/png' }),
      new File([], 'c.txt'),
    ]);
    await untilTray(ada, 'failed', 'failed', 'failed');
    const words = trayOf(ada).map((file) => file.querySelector('small')?.textContent.trim());
    expect(words.every((word) => word)).to.equal(true);
    // They are not sent with the next message, and stay until they are taken out.
    await typeInto(ada, 'Hello');
    const { attachments } = await chats.send(ada);
    expect(attachments).to.equal(undefined);
    for (const file of trayOf(ada)) file.querySelector<HTMLElement>('.remove')?.click();
    await until('an empty tray', () => trayOf(ada).length === 0);
  });

  it('are stored by the page where it has a storage of its own', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    let finish: (answer: { url: string }) => void = () => undefined;
    let uploaded: File | undefined;
    ada.upload = (file, { onProgress }) => {
      uploaded = file;
      onProgress(0.5);
      return new Promise((resolve) => (finish = resolve));
    };
    void ada.attach([await picture('cat.png', 64, 40)]);
    await until('the upload', () => uploaded);
    // There is nothing to send before it has an address.
    await typeInto(ada, 'Look');
    await press('Enter');
    expect([ada.pending.length, ada.messages.length]).to.deep.equal([0, 0]);
    expect(uploaded?.name).to.match(/^cat\./);
    finish({ url: 'https://files.example/cat' });
    await untilTray(ada, 'ready');
    await until('its preview', () => trayOf(ada)[0]?.querySelector('img'));
    const { attachments = [] } = await chats.send(ada, bob);
    expect(attachments.map(({ url }) => url)).to.deep.equal(['https://files.example/cat']);
    // Of another origin than the page has named.
    await until('the note', () =>
      shownFiles(bob)[0]?.shadowRoot?.textContent.includes('no longer here'),
    );
  });

  it('cannot be sent where the page or the room does not want it', async () => {
    const ada = await chats.open('ada', { attachments: 'off' });
    const { attachments, refused } = await ada.attach([await picture('cat.png', 64, 40)]);
    expect(attachments).to.have.lengthOf(0);
    expect(refused.map(({ error }) => error.code)).to.deep.equal(['attachment-not-allowed']);
    expect(composerOf(ada).renderRoot.querySelector('[part=attach]')).to.equal(null);
    const images = await chats.open('bob', { attachments: 'images' });
    const field = await untilTakesFiles(images);
    expect(field.accept).to.include('image/png');
    void images.attach([new File(['text'], 'a.txt', { type: 'text/plain' })]);
    await untilTray(images, 'failed');
    images.readOnly = true;
    await until('no button', () => !composerOf(images).renderRoot.querySelector('[part=attach]'));
  });
});
