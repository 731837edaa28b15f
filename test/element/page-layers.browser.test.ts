import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, until, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, focused, focusedTag, inside, settled } from '../helpers/element-parts.js';
import { LARGE, SMALL } from '../helpers/viewports.js';

describe('a launcher, where it can be seen, can be used', () => {
  let chat: ChatFixture;

  before(async () => {
    chat = await startChat();
  });

  beforeEach(() => setViewport(LARGE));

  afterEach(async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    await chat.reset();
    document.body.replaceChildren();
  });

  after(() => chat.stop());

  async function launch(parent: ParentNode = document.body): Promise<MomentoChatElement> {
    const element = chat.open({ attributes: { variant: 'launcher' } });
    parent.append(element);
    await settled(element);
    return element;
  }

  /** A key is pressed first: browsers leave the screen to no page that nobody uses. */
  async function goFullscreen(element: Element): Promise<void> {
    await sendKeys({ press: 'F2' });
    await element.requestFullscreen();
    await frames();
  }

  async function open(element: MomentoChatElement): Promise<void> {
    element.open();
    await untilStatus(element, 'connected');
    await settled(element);
  }

  /** Each part that is on top where it stands. What is inert is never hit. */
  function usable(element: MomentoChatElement): string[] {
    return ['.launcher', '.panel'].filter((part) => {
      const target = inside(element, part);
      const { left, top, width, height } = target.getBoundingClientRect();
      const hit = element.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
      return width > 0 && target.contains(hit ?? null);
    });
  }

  async function write(element: MomentoChatElement, text: string): Promise<void> {
    element.focus();
    await settled(element);
    await sendKeys({ type: text });
    expect(composerOf(element).value).to.equal(text);
  }

  describe('in fullscreen', () => {
    it('with the page, and with an element around it, closed and open', async () => {
      const stage = document.body.appendChild(document.createElement('section'));
      for (const [parent, whole] of [
        [document.body, document.documentElement],
        [stage, stage],
      ] as const) {
        const element = await launch(parent);
        await goFullscreen(whole);
        expect(usable(element)).to.deep.equal(['.launcher']);
        await open(element);
        expect(usable(element)).to.deep.equal(['.launcher', '.panel']);
        await write(element, 'hello');
        await document.exitFullscreen();
        await frames();
        expect(usable(element)).to.deep.equal(['.launcher', '.panel']);
        await goFullscreen(whole);
        expect(usable(element)).to.deep.equal(['.launcher', '.panel']);
        // What had the focus still has it.
        await sendKeys({ type: '!' });
        expect(composerOf(element).value).to.equal('hello!');
        await document.exitFullscreen();
        element.remove();
      }
    });

    for (const mode of ['open', 'closed'] as const) {
      it(`with an element of a shadow root that it is slotted into (${mode})`, async () => {
        const player = document.body.appendChild(document.createElement('div'));
        const root = player.attachShadow({ mode });
        const stage = root.appendChild(document.createElement('section'));
        stage.append(document.createElement('slot'));
        const element = await launch(player);
        await goFullscreen(stage);
        expect(usable(element)).to.deep.equal(['.launcher']);
      });
    }

    it('but not with an element of a shadow root that it is slotted beside', async () => {
      const player = document.body.appendChild(document.createElement('div'));
      const root = player.attachShadow({ mode: 'open' });
      const video = root.appendChild(document.createElement('section'));
      root.append(document.createElement('slot'));
      const element = await launch(player);
      await goFullscreen(video);
      expect(usable(element)).to.deep.equal([]);
    });

    it('with an element of the shadow root that it is in', async () => {
      const player = document.body.appendChild(document.createElement('div'));
      const root = player.attachShadow({ mode: 'open' });
      const element = await launch(root.appendChild(document.createElement('section')));
      await goFullscreen(element.parentElement ?? player);
      expect(usable(element)).to.deep.equal(['.launcher']);
    });

    it('but not with one that it is outside of, until that has shrunk again', async () => {
      const video = document.body.appendChild(document.createElement('section'));
      const element = await launch();
      await goFullscreen(video);
      expect(usable(element)).to.deep.equal([]);
      const late = await launch();
      expect(usable(late)).to.deep.equal([]);
      await document.exitFullscreen();
      await until('the launcher', () => usable(late).length > 0);
      late.remove();
      expect(usable(element)).to.deep.equal(['.launcher']);
    });
  });

  it('opened beside what is in fullscreen, its panel comes above that, and is usable', async () => {
    const video = document.body.appendChild(document.createElement('section'));
    const element = await launch();
    await goFullscreen(video);
    await open(element);
    expect(usable(element)).to.deep.equal(['.panel']);
    await write(element, 'hello');
    element.close();
    await settled(element);
    expect(usable(element)).to.deep.equal([]);
    await open(element);
    await document.exitFullscreen();
    await until('both', () => usable(element).length === 2);
    // One that was open before stays below until it is asked for.
    await goFullscreen(video);
    element.requestUpdate();
    await settled(element);
    expect(usable(element)).to.deep.equal([]);
    element.focus();
    expect(usable(element)).to.deep.equal(['.panel']);
  });

  describe('with a modal dialog of the page’s', () => {
    function dialogIn(parent: ParentNode): HTMLDialogElement {
      const dialog = document.createElement('dialog');
      dialog.append(document.createElement('button'));
      parent.append(dialog);
      return dialog;
    }

    it('that it is in, each time that opens', async () => {
      const dialog = dialogIn(document.body);
      const element = await launch(dialog);
      for (let time = 0; time < 2; time += 1) {
        dialog.showModal();
        await until('the launcher', () => usable(element).length === 1);
        dialog.close();
        await frames();
      }
      dialog.showModal();
      await open(element);
      expect(usable(element)).to.deep.equal(['.launcher', '.panel']);
      expect(inside(element, '.panel').matches(':modal')).to.equal(false);
      await write(element, 'hello');
      dialog.close();
      await frames();
      dialog.showModal();
      await until('both', () => usable(element).length === 2);
      expect(element.opened).to.equal(true);
    });

    for (const where of ['the document', 'a shadow root'] as const) {
      it(`that opens it from outside: above, and usable (${where})`, async () => {
        const host = document.body.appendChild(document.createElement('div'));
        const root = where === 'the document' ? host : host.attachShadow({ mode: 'open' });
        const element = await launch();
        const dialog = dialogIn(root);
        dialog.showModal();
        await open(element);
        expect(usable(element)).to.include('.panel');
        expect(focusedTag()).to.equal('textarea');
        await write(element, 'hello');
        dialog.close();
        await until('both', () => usable(element).length === 2);
        expect(inside(element, '.panel').matches(':modal')).to.equal(false);
        await sendKeys({ type: '!' });
        expect(composerOf(element).value).to.equal('hello!');
      });
    }

    it('that came above it: opened or focused from there, it comes above that', async () => {
      const element = await launch();
      const dialog = dialogIn(document.body);
      for (const ask of ['open', 'focus'] as const) {
        await open(element);
        dialog.showModal();
        expect(usable(element)).to.deep.equal([]);
        element[ask]();
        expect(usable(element)).to.deep.equal(['.panel']);
        await write(element, ask);
        composerOf(element).value = '';
        dialog.close();
        await until('both', () => usable(element).length === 2);
        element.close();
      }
    });

    for (const focus of ['focus', 'blur'] as const) {
      it(`that it is in, opened from another above that: above both (${focus})`, async () => {
        const lower = dialogIn(document.body);
        const element = await launch(lower);
        const upper = dialogIn(document.body);
        lower.showModal();
        upper.showModal();
        // Some browsers give buttons that are clicked no focus.
        upper.querySelector('button')?.[focus]();
        await open(element);
        expect(usable(element)).to.deep.equal(['.panel']);
        await write(element, 'hello');
        upper.close();
        await until('both', () => usable(element).length === 2);
      });
    }

    it('and another that opens it: above both, whichever closes first', async () => {
      const element = await launch();
      const [lower, upper] = [dialogIn(document.body), dialogIn(document.body)];
      for (const order of [
        [lower, upper],
        [upper, lower],
      ]) {
        lower.showModal();
        upper.showModal();
        await open(element);
        for (const dialog of order) {
          expect(usable(element)).to.deep.equal(['.panel']);
          dialog.close();
          await frames();
        }
        await until('both', () => usable(element).length === 2);
        element.close();
        await settled(element);
      }
    });

    it('that opens it from outside: gives the focus back to the dialog', async () => {
      const element = await launch();
      const dialog = dialogIn(document.body);
      dialog.showModal();
      await open(element);
      await sendKeys({ press: 'Escape' });
      await settled(element);
      expect(element.opened).to.equal(false);
      expect(dialog.open).to.equal(true);
      expect(focused()).to.equal(dialog.querySelector('button'));
    });

    it('that it is outside of: never above it without being usable', async () => {
      const dialog = dialogIn(document.body);
      dialog.style.cssText = 'inset: 0; inline-size: 100%; block-size: 100%; max-inline-size: none';
      dialog.showModal();
      const element = await launch();
      expect(inside(element, '.dock').matches(':popover-open')).to.equal(false);
      // As frameworks do, which know nothing of dialogs.
      dialog.remove();
      await until('the launcher', () => usable(element).length === 1);
    });

    it('that it is in, on a small screen: leaves the page alone when that closes', async () => {
      await setViewport(SMALL);
      const field = document.body.appendChild(document.createElement('input'));
      const dialog = dialogIn(document.body);
      const element = await launch(dialog);
      dialog.showModal();
      await open(element);
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
});

/** Until what has been laid out anew has been seen. */
async function frames(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}
