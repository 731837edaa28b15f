import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MomentoChatElement } from '../../src/momento-chat.js';
import { startChat, until, type ChatFixture } from '../helpers/chat-fixture.js';
import { composerOf, settled } from '../helpers/element-parts.js';
import { frames, launchIn, openPanel, usableParts, write } from '../helpers/launcher-layers.js';
import { LARGE } from '../helpers/viewports.js';

describe('a launcher during fullscreen', () => {
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

  const launch = (parent?: ParentNode): Promise<MomentoChatElement> => launchIn(chat, parent);

  /** Presses a key first: browsers require user activation for fullscreen. */
  async function goFullscreen(element: Element): Promise<void> {
    await sendKeys({ press: 'F2' });
    await element.requestFullscreen();
    await frames();
  }

  it('of the page or of an element around it: usable, closed and open', async () => {
    const stage = document.body.appendChild(document.createElement('section'));
    for (const [parent, whole] of [
      [document.body, document.documentElement],
      [stage, stage],
    ] as const) {
      const element = await launch(parent);
      await goFullscreen(whole);
      expect(usableParts(element)).to.deep.equal(['.launcher']);
      await openPanel(element);
      expect(usableParts(element)).to.deep.equal(['.launcher', '.panel']);
      await write(element, 'hello');
      await document.exitFullscreen();
      await frames();
      expect(usableParts(element)).to.deep.equal(['.launcher', '.panel']);
      await goFullscreen(whole);
      expect(usableParts(element)).to.deep.equal(['.launcher', '.panel']);
      // The composer still has the focus.
      await sendKeys({ type: '!' });
      expect(composerOf(element).value).to.equal('hello!');
      await document.exitFullscreen();
      element.remove();
    }
  });

  for (const mode of ['open', 'closed'] as const) {
    it(`of an element in a shadow root that it is slotted into: usable (${mode})`, async () => {
      const player = document.body.appendChild(document.createElement('div'));
      const root = player.attachShadow({ mode });
      const stage = root.appendChild(document.createElement('section'));
      stage.append(document.createElement('slot'));
      const element = await launch(player);
      await goFullscreen(stage);
      expect(usableParts(element)).to.deep.equal(['.launcher']);
    });
  }

  it('of an element in a shadow root that it is slotted beside: covered', async () => {
    const player = document.body.appendChild(document.createElement('div'));
    const root = player.attachShadow({ mode: 'open' });
    const video = root.appendChild(document.createElement('section'));
    root.append(document.createElement('slot'));
    const element = await launch(player);
    await goFullscreen(video);
    expect(usableParts(element)).to.deep.equal([]);
  });

  it('of an element around it in the same shadow root: usable', async () => {
    const player = document.body.appendChild(document.createElement('div'));
    const root = player.attachShadow({ mode: 'open' });
    const element = await launch(root.appendChild(document.createElement('section')));
    await goFullscreen(element.parentElement ?? player);
    expect(usableParts(element)).to.deep.equal(['.launcher']);
  });

  it('of an element that it is outside of: covered until fullscreen ends', async () => {
    const video = document.body.appendChild(document.createElement('section'));
    const element = await launch();
    await goFullscreen(video);
    expect(usableParts(element)).to.deep.equal([]);
    const late = await launch();
    expect(usableParts(late)).to.deep.equal([]);
    await document.exitFullscreen();
    await until('the launcher', () => usableParts(late).length > 0);
    late.remove();
    expect(usableParts(element)).to.deep.equal(['.launcher']);
  });

  it('of an element that it is outside of: a panel that opens is above it and usable', async () => {
    const video = document.body.appendChild(document.createElement('section'));
    const element = await launch();
    await goFullscreen(video);
    await openPanel(element);
    expect(usableParts(element)).to.deep.equal(['.panel']);
    await write(element, 'hello');
    element.close();
    await settled(element);
    expect(usableParts(element)).to.deep.equal([]);
    await openPanel(element);
    await document.exitFullscreen();
    await until('both', () => usableParts(element).length === 2);
    // A panel that was open before stays below until it is opened or focused.
    await goFullscreen(video);
    element.requestUpdate();
    await settled(element);
    expect(usableParts(element)).to.deep.equal([]);
    element.focus();
    expect(usableParts(element)).to.deep.equal(['.panel']);
  });
});
