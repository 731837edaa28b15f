import { expect } from '@open-wc/testing';
import type { ChatMessage, MomentoChatElement } from '../../src/momento-chat.js';
import { newRoom, until, untilStatus, useChat } from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
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
  let room: string;

  beforeEach(() => {
    room = newRoom();
  });

  async function open(
    user = 'ada',
    attributes: Readonly<Record<string, string>> = {},
  ): Promise<MomentoChatElement> {
    const element = chat.open({ room, user, attributes });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  /** Sends what is written and chosen, and waits until a reader has it. */
  async function send(element: MomentoChatElement, reader = element): Promise<ChatMessage> {
    element.focus();
    await press('Enter');
    await until('the message', () => reader.messages.length > 0 && element.pending.length === 0);
    const message = reader.messages.at(-1);
    if (!message) throw new Error('no message');
    return message;
  }

  it('are chosen, shown above the composer, and sent without a text', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    const field = await untilTakesFiles(ada);
    expect([field.accept, field.multiple]).to.deep.equal(['', true]);
    field.files = transferOf([await picture('cat.png', 640, 400)]).files;
    field.dispatchEvent(new Event('change'));
    await untilTray(ada, 'ready');
    expect(trayOf(ada)[0]?.querySelector('img')?.alt).to.match(/^cat\./);
    const { text, attachments = [] } = await send(ada, bob);
    const [cat] = attachments;
    expect([text, cat?.width, cat?.height]).to.deep.equal(['', 640, 400]);
    expect(trayOf(ada)).to.have.lengthOf(0);
    for (const element of [ada, bob]) {
      await until('the picture', () => shownPictures(element).length === 1);
    }
  });

  it('keep their space from the first view on', async () => {
    const ada = await open('ada');
    await untilTakesFiles(ada);
    void ada.attach([await picture('wide.png', 640, 320)]);
    await untilTray(ada, 'ready');
    await send(ada);
    const bob = await open('bob');
    await until('its place', () => shownFiles(bob).length === 1);
    const before = shownFiles(bob)[0]?.getBoundingClientRect();
    expect([before?.width, before?.height]).to.deep.equal([320, 160]);
    await until('the picture', () => shownPictures(bob).length === 1);
    const after = shownFiles(bob)[0]?.getBoundingClientRect();
    expect(after?.height).to.equal(before?.height);
  });

  it('are dropped on the chat, which says so while they are dragged', async () => {
    const ada = await open();
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
    const { text, attachments = [] } = await send(ada);
    expect([text, attachments.map(({ height }) => height)]).to.deep.equal([
      'Two of them',
      [40, 60],
    ]);
  });

  it('are pasted, unless there is a text beside them', async () => {
    const ada = await open();
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
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    await chat.engine.faults.inject({ rpc: 'Set', kind: 'error', status: 'UNAVAILABLE' });
    void ada.attach([await picture('cat.png', 640, 400)]);
    await untilTray(ada, 'uploading');
    ada.focus();
    await typeInto(ada, 'Look');
    await press('Enter');
    await until('it to be pending', () => ada.pending.length === 1);
    ada.send('Later');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(bob.messages.some(({ attachments }) => attachments)).to.equal(false);
    await chat.engine.faults.clear();
    await until('both', () => bob.messages.length === 2);
    await until('the picture', () => shownPictures(bob).length === 1);
  });

  it('go on after a reload, and are sent once', async () => {
    const ada = await open('ada');
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
    const bob = await open('bob');
    await until('the picture', () => shownPictures(bob).length === 1);
    expect(bob.messages.map(({ text }) => text)).to.deep.equal(['Look']);
  });

  it('are above the composer again after a reload', async () => {
    const ada = await open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const again = await reopened(chat, ada);
    await untilTray(again, 'ready');
    const { attachments = [] } = await send(again);
    expect(attachments).to.have.lengthOf(1);
    await until('the picture', () => shownPictures(again).length === 1);
  });

  it('say that they are gone where their bytes are, and do not show a broken picture', async () => {
    const ada = await open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const { id } = await send(ada);
    const [file] = ada.messages.find((message) => message.id === id)?.attachments ?? [];
    // A message of another writer, whose bytes the room does not have any more.
    const item = JSON.stringify({
      id: '01J0000000000000000000GONE',
      username: 'Bob',
      message: '',
      attachments: [{ ...file, id: '01J00000000000000000000000' }],
    });
    await chat.engine.push({ cache: 'instant-messaging', list: room }, item);
    await chat.engine.publish({ cache: 'instant-messaging', topic: room, text: item });
    await until('the note', () =>
      shownFiles(ada).some(({ shadowRoot }) => shadowRoot?.textContent.includes('no longer here')),
    );
    expect(shownPictures(ada)).to.have.lengthOf(1);
  });

  it('are chips that save them where they are no pictures', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' })]);
    await untilTray(ada, 'ready');
    await send(ada, bob);
    await until('the chip', () => shownFiles(bob)[0]?.shadowRoot?.querySelector('.chip'));
    const links: HTMLAnchorElement[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      links.push(this);
    };
    try {
      shownFiles(bob)[0]?.shadowRoot?.querySelector<HTMLElement>('.download')?.click();
      await until('the download', () => links.length === 1);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    const [{ download, href } = document.createElement('a')] = links;
    expect(download).to.equal('page.html');
    const saved = await fetch(href);
    expect(saved.headers.get('Content-Type')).to.equal('application/octet-stream');
    expect(await saved.text()).to.equal('<script>alert(1)</script>');
  });

  it('are refused with a word where they are too large, or broken', async () => {
    const ada = await open('ada', { 'max-attachment-size': '100' });
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
    const { attachments } = await send(ada);
    expect(attachments).to.equal(undefined);
    for (const file of trayOf(ada)) file.querySelector<HTMLElement>('.remove')?.click();
    await until('an empty tray', () => trayOf(ada).length === 0);
  });

  it('are described for those who cannot see them', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    trayOf(ada)[0]?.querySelector<HTMLElement>('.alt')?.click();
    const tray = composerOf(ada).renderRoot.querySelector('momento-chat-file-tray')?.shadowRoot;
    await until('the field', () => tray?.activeElement?.localName === 'input');
    const field = tray?.querySelector('input') as HTMLInputElement;
    field.value = 'A cat on a wall';
    field.dispatchEvent(new Event('input'));
    await send(ada, bob);
    await until('the picture', () => shownPictures(bob).length === 1);
    const button = shownFiles(bob)[0]?.shadowRoot?.querySelector('.open');
    expect(button?.ariaLabel).to.include('A cat on a wall');
  });

  it('leave the room with their message', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const { id } = await send(ada, bob);
    await until('the picture', () => shownPictures(bob).length === 1);
    expect(ada.remove(id)).to.equal(true);
    await until('it to be gone', () => shownFiles(bob).length === 0);
  });

  it('are stored by the page where it has a storage of its own', async () => {
    const [ada, bob] = [await open('ada'), await open('bob')];
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
    const { attachments = [] } = await send(ada, bob);
    expect(attachments.map(({ url }) => url)).to.deep.equal(['https://files.example/cat']);
    // Of another origin than the page has named.
    await until('the note', () =>
      shownFiles(bob)[0]?.shadowRoot?.textContent.includes('no longer here'),
    );
  });

  it('are seen in full, one after the other', async () => {
    const ada = await open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('a.png', 64, 40), await picture('b.png', 40, 64)]);
    await untilTray(ada, 'ready', 'ready');
    await send(ada);
    await until('the pictures', () => shownPictures(ada).length === 2);
    shownFiles(ada)[0]?.shadowRoot?.querySelector<HTMLElement>('.open')?.click();
    const viewer = (): ShadowRoot | null | undefined =>
      ada.renderRoot.querySelector('momento-chat-viewer')?.shadowRoot;
    const alt = (): string | undefined => viewer()?.querySelector('img')?.alt;
    await until('the first', () => alt()?.startsWith('a.'));
    await press('ArrowRight');
    await until('the second', () => alt()?.startsWith('b.'));
    await press('Escape');
    await until('its end', () => !viewer());
    expect(shownPictures(ada)).to.have.lengthOf(2);
  });

  it('cannot be sent where the page or the room does not want it', async () => {
    const ada = await open('ada', { attachments: 'off' });
    const { attachments, refused } = await ada.attach([await picture('cat.png', 64, 40)]);
    expect(attachments).to.have.lengthOf(0);
    expect(refused.map(({ error }) => error.code)).to.deep.equal(['attachment-not-allowed']);
    expect(composerOf(ada).renderRoot.querySelector('.files')).to.equal(null);
    const images = await open('bob', { attachments: 'images' });
    const field = await untilTakesFiles(images);
    expect(field.accept).to.include('image/png');
    void images.attach([new File(['text'], 'a.txt', { type: 'text/plain' })]);
    await untilTray(images, 'failed');
    images.readOnly = true;
    await until('no button', () => !composerOf(images).renderRoot.querySelector('.files'));
  });
});
