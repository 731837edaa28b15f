import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, newRoom, until, untilStatus } from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedField, inside, settled } from '../helpers/element-parts.js';
import { buttonOf, useLauncherChat } from '../helpers/launcher-fixture.js';

describe('the preview above a closed launcher', () => {
  const chat = useLauncherChat();

  afterEach(() => {
    document.documentElement.removeAttribute('dir');
    document.documentElement.removeAttribute('lang');
  });

  async function launch(
    attributes: Record<string, string> = {},
    room = newRoom(),
  ): Promise<MomentoChatElement> {
    const all = { variant: 'launcher', connect: 'eager', ...attributes };
    const element = chat.open({ room, attributes: all });
    await untilStatus(element, 'connected');
    await settled(element);
    return element;
  }

  async function grace({ room }: MomentoChatElement): Promise<MomentoChatElement> {
    const element = chat.open({ room, user: 'grace', attributes: { quiet: '' } });
    await untilStatus(element, 'connected');
    return element;
  }

  function previewOf(element: MomentoChatElement): HTMLElement | null {
    return element.renderRoot.querySelector('.preview');
  }

  function fieldOf(element: MomentoChatElement): HTMLInputElement {
    return inside(element, '.preview input');
  }

  async function untilPreview(element: MomentoChatElement, text: string): Promise<HTMLElement> {
    await until(
      `preview of ${text}`,
      () => previewOf(element)?.querySelector('.preview-text')?.textContent === text,
    );
    await settled(element);
    return inside(element, '.preview');
  }

  async function write(element: MomentoChatElement, text: string): Promise<void> {
    fieldOf(element).focus();
    await sendKeys({ type: text });
  }

  it('shows who has written what, and takes no focus', async () => {
    const element = await launch();
    const field = focusedField();
    const other = await grace(element);
    field.focus();
    other.send('Hello *there*');
    const preview = await untilPreview(element, 'Hello there');
    expect(preview.querySelector('bdi')?.textContent).to.equal('Grace');
    expect(preview.querySelector('.avatar')?.textContent?.trim()).to.equal('G');
    expectSame(focused(), field);
    // In the top layer, as the launcher.
    expect(preview.closest('.dock')?.matches(':popover-open')).to.equal(true);
    expect(preview.part.contains('preview')).to.equal(true);
  });

  it('passes the accessibility audit, in light and dark, with a fault in it', async () => {
    const element = await launch({ 'max-length': '5' });
    await chat.sendElsewhere(element.room, 'one');
    await chat.sendElsewhere(element.room, 'two');
    await untilPreview(element, 'two');
    await write(element, 'too long');
    await sendKeys({ press: 'Enter' });
    await until('the reason', () => element.renderRoot.querySelector('.preview-error'));
    for (const theme of ['light', 'dark'] as const) {
      element.theme = theme;
      await settled(element);
      await expect(element).to.be.accessible();
    }
  });

  it('is said once, with the number', async () => {
    const element = await launch();
    const said: string[] = [];
    const status = inside(element, '.dock [role=status]');
    new MutationObserver(() => said.push(status.textContent)).observe(status, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    await chat.sendElsewhere(element.room, 'one');
    await untilPreview(element, 'one');
    inside(element, '.preview-close').click();
    await settled(element);
    element.requestUpdate();
    await settled(element);
    expect([...new Set(said)]).to.deep.equal(['1 unread, Elsewhere: one']);
    expect(previewOf(element)).to.equal(null);
  });

  it('shows the newest one, and how many more there are', async () => {
    const element = await launch();
    for (const text of ['one', 'two', 'three']) await chat.sendElsewhere(element.room, text);
    const preview = await untilPreview(element, 'three');
    expect(preview.querySelector('.preview-more')?.textContent).to.equal('+2');
    expect(preview.textContent).to.contain('and 2 more messages');
  });

  it('opens the panel by a click', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilPreview(element, 'one');
    inside(element, '.preview-open').click();
    expect(element.opened).to.equal(true);
    await settled(element);
    expect(previewOf(element)).to.equal(null);
  });

  it('stays closed until the next message', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilPreview(element, 'one');
    inside(element, '.preview-close').click();
    await settled(element);
    expect(previewOf(element)).to.equal(null);
    expect(element.unreadCount).to.equal(1);
    element.open();
    element.close();
    await settled(element);
    expect(previewOf(element)).to.equal(null);
    await chat.sendElsewhere(element.room, 'two');
    const preview = await untilPreview(element, 'two');
    expect(preview.querySelector('.preview-more')).to.equal(null);
  });

  it('closes by Escape from inside, and only it; the focus goes to the launcher', async () => {
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilPreview(element, 'one');
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent): unknown => heard.push(key);
    document.addEventListener('keydown', listen);
    fieldOf(element).focus();
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', listen);
    await settled(element);
    expect(previewOf(element)).to.equal(null);
    expect(heard).to.deep.equal([]);
    expectSame(focused(), buttonOf(element));
  });

  it('goes when it is read, or its message is removed', async () => {
    const element = await launch();
    const other = await grace(element);
    const id = other.send('one') ?? '';
    await untilPreview(element, 'one');
    element.markRead();
    await settled(element);
    expect(previewOf(element)).to.equal(null);
    const next = other.send('two') ?? '';
    await untilPreview(element, 'two');
    other.edit(next, 'changed');
    await untilPreview(element, 'changed');
    other.remove(next);
    await until('it to go', () => previewOf(element) === null);
    expect(id).not.to.equal('');
  });

  it('is not shown for history, own messages, an open panel, a quiet chat, or against the page’s wish', async () => {
    const room = newRoom();
    await chat.sendElsewhere(room, 'history');
    const element = await launch({}, room);
    element.send('mine');
    await until('it', () => element.messages.some(({ text }) => text === 'mine'));
    const receive = async (text: string): Promise<void> => {
      await chat.sendElsewhere(room, text);
      await until(text, () => element.messages.some((message) => message.text === text));
      await settled(element);
      expect(previewOf(element)).to.equal(null);
    };
    element.notify = 'title';
    await receive('one');
    element.notify = 'title preview';
    element.quiet = true;
    await receive('two');
    element.quiet = false;
    element.open();
    await receive('three');
    element.close();
    await settled(element);
    expect(previewOf(element)).to.equal(null);
  });

  describe('has a field to answer in', () => {
    it('which sends by Enter, as the composer does', async () => {
      const element = await launch();
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      const intents: (string | undefined)[][] = [];
      element.addEventListener('momento-chat-before-send', ({ text, replyTo }) =>
        intents.push([text, replyTo]),
      );
      await write(element, 'an answer');
      await sendKeys({ press: 'Enter' });
      await until('it', () => element.messages.some(({ text }) => text === 'an answer'));
      await settled(element);
      expect(intents).to.deep.equal([['an answer', undefined]]);
      expect(previewOf(element)).to.equal(null);
      expect(element.unreadCount).to.equal(0);
      expectSame(focused(), buttonOf(element));
    });

    it('for the message that the visitor has begun to answer, whatever comes', async () => {
      const element = await launch();
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      await write(element, 'an answer');
      await chat.sendElsewhere(element.room, 'two');
      await until('the second', () => element.unreadCount === 2);
      const preview = await untilPreview(element, 'one');
      expect(preview.querySelector('.preview-more')?.textContent).to.equal('+1');
      await sendKeys({ press: 'Enter' });
      await until('it', () => element.messages.some(({ text }) => text === 'an answer'));
      expect(element.messages.at(-1)?.replyTo?.id).to.equal('one');
      expect(element.unreadCount).to.equal(2);
    });

    it('which keeps what could not be sent', async () => {
      const element = await launch({ 'max-length': '10' });
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      await write(element, 'longer than ten');
      await sendKeys({ press: 'Enter' });
      await until('the reason', () => element.renderRoot.querySelector('.preview-error'));
      expect(fieldOf(element).value).to.equal('longer than ten');
      element.maxLength = undefined;
      element.addEventListener('momento-chat-before-send', (event) => event.preventDefault());
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(fieldOf(element).value).to.equal('longer than ten');
      expect(element.pending).to.have.length(0);
      // It goes on in the composer.
      inside(element, '.preview-open').click();
      await settled(element);
      expect(element.value).to.equal('longer than ten');
    });

    it('unless the visitor can only read', async () => {
      const element = await launch({ readonly: '' });
      await chat.sendElsewhere(element.room, 'one');
      const preview = await untilPreview(element, 'one');
      expect(preview.querySelector('input')).to.equal(null);
    });
  });

  for (const placement of ['bottom-end', 'bottom-start', 'top-end', 'top-start'] as const) {
    for (const dir of ['ltr', 'rtl'] as const) {
      it(`stands at the launcher, in the window, at ${placement} in ${dir}`, async () => {
        document.documentElement.dir = dir;
        await setViewport({ width: 320, height: 480 });
        const element = await launch({ placement });
        const message = 'A long message of many words. '.repeat(20);
        const text = JSON.stringify({ id: 'long', username: 'Grace', userId: 'grace', message });
        await chat.engine.publish({ cache: CACHE, topic: element.room, text });
        await until('it', () => previewOf(element));
        await settled(element);
        const box = inside(element, '.preview').getBoundingClientRect();
        const button = buttonOf(element).getBoundingClientRect();
        expect(box.left).to.be.at.least(8);
        expect(box.right).to.be.at.most(312);
        expect(box.top).to.be.at.least(0);
        expect(box.bottom).to.be.at.most(480);
        if (placement.startsWith('top')) expect(box.top).to.be.at.least(button.bottom);
        else expect(box.bottom).to.be.at.most(button.top);
        const isRight = placement.endsWith('end') === (dir === 'ltr');
        if (isRight) expect(Math.round(box.right)).to.equal(Math.round(button.right));
        else expect(Math.round(box.left)).to.equal(Math.round(button.left));
        const lines = inside(element, '.preview-text');
        const height = lines.getBoundingClientRect().height;
        expect(Math.round(height / parseFloat(getComputedStyle(lines).lineHeight))).to.equal(3);
      });
    }
  }

  it('speaks Japanese, and the page’s own words', async () => {
    document.documentElement.lang = 'ja';
    const element = await launch();
    await chat.sendElsewhere(element.room, 'one');
    await untilPreview(element, 'one');
    expect(fieldOf(element).placeholder).to.equal('返信を入力…');
    element.strings = { previewReply: '何か書いて' };
    await settled(element);
    expect(fieldOf(element).placeholder).to.equal('何か書いて');
  });

  it('is above a dialog of the page that the launcher is in', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    const element = await launch();
    dialog.append(element);
    dialog.showModal();
    await untilStatus(element, 'connected');
    await chat.sendElsewhere(element.room, 'one');
    const preview = await untilPreview(element, 'one');
    const { left, top } = preview.getBoundingClientRect();
    const at = document.elementFromPoint(left + 20, top + 20);
    expectSame(at, element);
  });
});
