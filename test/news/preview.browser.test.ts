import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { newRoom, until, untilStatus } from '../helpers/chat-fixture.js';
import { expectSame, focused, focusedField, inside, settled } from '../helpers/element-parts.js';
import { buttonOf } from '../helpers/launcher-fixture.js';
import { usePreviews } from './preview-fixture.js';

describe('the preview above a closed launcher', () => {
  const { chat, launch, grace, previewOf, fieldOf, untilPreview, write } = usePreviews();

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
