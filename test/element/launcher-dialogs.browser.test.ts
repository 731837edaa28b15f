import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, focused, focusedTag, inside, settled } from '../helpers/element-parts.js';
import { frames, launchIn, openPanel, usableParts, write } from '../helpers/launcher-layers.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

describe('a launcher with a modal dialog of the page', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => setViewport(LARGE));

  afterEach(async () => {
    await chat.reset();
    document.body.replaceChildren();
  });

  after(() => chat.stop());

  const launch = (parent?: ParentNode): Promise<MomentoChatElement> => launchIn(chat, parent);

  function dialogIn(parent: ParentNode): HTMLDialogElement {
    const dialog = document.createElement('dialog');
    dialog.append(document.createElement('button'));
    parent.append(dialog);
    return dialog;
  }

  it('around it: usable each time the dialog opens', async () => {
    const dialog = dialogIn(document.body);
    const element = await launch(dialog);
    for (let time = 0; time < 2; time += 1) {
      dialog.showModal();
      await until('the launcher', () => usableParts(element).length === 1);
      dialog.close();
      await frames();
    }
    dialog.showModal();
    await openPanel(element);
    expect(usableParts(element)).to.deep.equal(['.launcher', '.panel']);
    expect(inside(element, '.panel').matches(':modal')).to.equal(false);
    await write(element, 'hello');
    dialog.close();
    await frames();
    dialog.showModal();
    await until('both', () => usableParts(element).length === 2);
    expect(element.opened).to.equal(true);
  });

  for (const where of ['the document', 'a shadow root'] as const) {
    it(`that it is outside of, and that opens it: above the dialog, and usable (${where})`, async () => {
      const host = document.body.appendChild(document.createElement('div'));
      const root = where === 'the document' ? host : host.attachShadow({ mode: 'open' });
      const element = await launch();
      const dialog = dialogIn(root);
      dialog.showModal();
      await openPanel(element);
      expect(usableParts(element)).to.include('.panel');
      expect(focusedTag()).to.equal('textarea');
      await write(element, 'hello');
      dialog.close();
      await until('both', () => usableParts(element).length === 2);
      expect(inside(element, '.panel').matches(':modal')).to.equal(false);
      await sendKeys({ type: '!' });
      expect(composerOf(element).value).to.equal('hello!');
    });
  }

  it('that opened after its panel: open() and focus() put the panel above the dialog', async () => {
    const element = await launch();
    const dialog = dialogIn(document.body);
    for (const ask of ['open', 'focus'] as const) {
      await openPanel(element);
      dialog.showModal();
      expect(usableParts(element)).to.deep.equal([]);
      element[ask]();
      expect(usableParts(element)).to.deep.equal(['.panel']);
      await write(element, ask);
      composerOf(element).value = '';
      dialog.close();
      await until('both', () => usableParts(element).length === 2);
      element.close();
    }
  });

  for (const focus of ['focus', 'blur'] as const) {
    it(`around it, opened from a second dialog: above both (${focus})`, async () => {
      const lower = dialogIn(document.body);
      const element = await launch(lower);
      const upper = dialogIn(document.body);
      lower.showModal();
      upper.showModal();
      // Some browsers do not focus a button that is clicked.
      upper.querySelector('button')?.[focus]();
      await openPanel(element);
      expect(usableParts(element)).to.deep.equal(['.panel']);
      await write(element, 'hello');
      upper.close();
      await until('both', () => usableParts(element).length === 2);
    });
  }

  it('and a second dialog, both outside: above both, whichever closes first', async () => {
    const element = await launch();
    const [lower, upper] = [dialogIn(document.body), dialogIn(document.body)];
    for (const order of [
      [lower, upper],
      [upper, lower],
    ]) {
      lower.showModal();
      upper.showModal();
      await openPanel(element);
      for (const dialog of order) {
        expect(usableParts(element)).to.deep.equal(['.panel']);
        dialog.close();
        await frames();
      }
      await until('both', () => usableParts(element).length === 2);
      element.close();
      await settled(element);
    }
  });

  it('that it is outside of, and that opens it: Escape returns the focus to the dialog', async () => {
    const element = await launch();
    const dialog = dialogIn(document.body);
    dialog.showModal();
    await openPanel(element);
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(element.opened).to.equal(false);
    expect(dialog.open).to.equal(true);
    expect(focused()).to.equal(dialog.querySelector('button'));
  });

  it('that it is outside of: the launcher is not shown until the dialog is gone', async () => {
    const dialog = dialogIn(document.body);
    dialog.style.cssText = 'inset: 0; inline-size: 100%; block-size: 100%; max-inline-size: none';
    dialog.showModal();
    const element = await launch();
    expect(inside(element, '.dock').matches(':popover-open')).to.equal(false);
    // Frameworks remove a dialog without closing it.
    dialog.remove();
    await until('the launcher', () => usableParts(element).length === 1);
  });

  it('around it, on a small screen: the page is usable again when the dialog closes', async () => {
    await setViewport(SMALL);
    const field = document.body.appendChild(document.createElement('input'));
    const dialog = dialogIn(document.body);
    const element = await launch(dialog);
    dialog.showModal();
    await openPanel(element);
    await until('the sheet', () => inside(element, '.panel').matches(':modal'));
    dialog.close();
    await until('the page to be free', () => {
      field.focus();
      return focused() === field;
    });
    dialog.showModal();
    await until('the sheet again', () => inside(element, '.panel').matches(':modal'));
  });
});
