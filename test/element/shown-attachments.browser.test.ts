import { expect } from '@open-wc/testing';
import { until, useChat } from '../helpers/chat-fixture.js';
import { composerOf } from '../helpers/element-parts.js';
import { FileChats } from '../helpers/file-chats.js';
import {
  picture,
  shownFiles,
  shownPictures,
  trayOf,
  untilTakesFiles,
  untilTray,
} from '../helpers/files-to-send.js';
import { press } from '../helpers/message-actions.js';

describe('pictures and files of messages', () => {
  const chat = useChat({ attachments: { types: 'any' } });
  let chats: FileChats;

  beforeEach(() => {
    chats = new FileChats(chat);
  });

  it('keep their space from the first view on', async () => {
    const ada = await chats.open('ada');
    await untilTakesFiles(ada);
    void ada.attach([await picture('wide.png', 640, 320)]);
    await untilTray(ada, 'ready');
    await chats.send(ada);
    const bob = await chats.open('bob');
    await until('its place', () => shownFiles(bob).length === 1);
    const before = shownFiles(bob)[0]?.getBoundingClientRect();
    expect([before?.width, before?.height]).to.deep.equal([320, 160]);
    await until('the picture', () => shownPictures(bob).length === 1);
    const after = shownFiles(bob)[0]?.getBoundingClientRect();
    expect(after?.height).to.equal(before?.height);
  });

  it('say that they are gone where their bytes are, and do not show a broken picture', async () => {
    const ada = await chats.open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const { id } = await chats.send(ada);
    const [file] = ada.messages.find((message) => message.id === id)?.attachments ?? [];
    // A message of another writer, whose bytes the room does not have any more. Its size tells it from what is here.
    const item = JSON.stringify({
      id: '01J0000000000000000000GONE',
      username: 'Bob',
      message: '',
      attachments: [{ ...file, id: '01J00000000000000000000000', size: (file?.size ?? 0) + 1 }],
    });
    await chat.engine.push({ cache: 'instant-messaging', list: chats.room }, item);
    await chat.engine.publish({ cache: 'instant-messaging', topic: chats.room, text: item });
    await until('the note', () =>
      shownFiles(ada).some(({ shadowRoot }) => shadowRoot?.textContent.includes('no longer here')),
    );
    expect(shownPictures(ada)).to.have.lengthOf(1);
  });

  it('are chips that save them where they are no pictures', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' })]);
    await untilTray(ada, 'ready');
    await chats.send(ada, bob);
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

  it('are described for those who cannot see them', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    trayOf(ada)[0]?.querySelector<HTMLElement>('.alt')?.click();
    const tray = composerOf(ada).renderRoot.querySelector('momento-chat-file-tray')?.shadowRoot;
    await until('the field', () => tray?.activeElement?.localName === 'input');
    const field = tray?.querySelector('input') as HTMLInputElement;
    field.value = 'A cat on a wall';
    field.dispatchEvent(new Event('input'));
    await chats.send(ada, bob);
    await until('the picture', () => shownPictures(bob).length === 1);
    const button = shownFiles(bob)[0]?.shadowRoot?.querySelector('.open');
    expect(button?.ariaLabel).to.include('A cat on a wall');
  });

  it('leave the room with their message', async () => {
    const [ada, bob] = [await chats.open('ada'), await chats.open('bob')];
    await untilTakesFiles(ada);
    void ada.attach([await picture('cat.png', 64, 40)]);
    await untilTray(ada, 'ready');
    const { id } = await chats.send(ada, bob);
    await until('the picture', () => shownPictures(bob).length === 1);
    expect(ada.remove(id)).to.equal(true);
    await until('it to be gone', () => shownFiles(bob).length === 0);
  });

  it('are seen in full, one after the other', async () => {
    const ada = await chats.open();
    await untilTakesFiles(ada);
    void ada.attach([await picture('a.png', 64, 40), await picture('b.png', 40, 64)]);
    await untilTray(ada, 'ready', 'ready');
    await chats.send(ada);
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
});
