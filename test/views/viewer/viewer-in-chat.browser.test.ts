import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { untilStatus, useChat } from '../../helpers/chat-fixture.js';
import { composerOf, expectSame, focused, inside, settled } from '../../helpers/element-parts.js';
import { Game, openOverlay } from '../../helpers/game.js';
import { LARGE } from '../../helpers/viewports.js';
import { picture, ViewerFixture } from './viewer-fixture.js';

const TWO = [picture('a'), picture('b')];

describe('the viewer in a chat', () => {
  // Before the fixture's own `reset`, which waits until all streams are closed.
  afterEach(() => document.body.replaceChildren());

  const chat = useChat();

  before(() => setViewport(LARGE));

  it('takes the keys and the clicks from a game, and leaves the overlay open', async () => {
    const game = new Game();
    const element = await openOverlay(chat, game);
    element.focus();
    await settled(element);
    const before = focused();
    const fixture = new ViewerFixture(element);
    await fixture.open(TWO);
    await fixture.shows('a.png');
    for (const key of ['ArrowRight', 'w', '+']) await sendKeys({ press: key });
    await fixture.rest();
    expect(fixture.first('.name').textContent).to.equal('b.png');
    const { left, top } = fixture.tool('Zoom out').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + 10), Math.round(top + 10)] });
    await sendKeys({ press: 'ArrowLeft' });
    await fixture.shows('a.png');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect(fixture.viewer).to.equal(null);
    expect(element.opened).to.equal(true);
    expectSame(focused(), before as Element);
    expect(game.heard).to.deep.equal([]);
    game.dispose();
  });

  for (const size of ['large', 'small'] as const) {
    it(`lies above a launcher’s panel in a ${size} window, and Escape closes it alone`, async () => {
      const narrow = { width: 400, height: 700 };
      await setViewport(size === 'small' ? narrow : LARGE);
      const element = chat.open({ attributes: { variant: 'launcher', connect: 'eager' } });
      await untilStatus(element, 'connected');
      element.open();
      await settled(element);
      composerOf(element).focus();
      const fixture = new ViewerFixture(element);
      await fixture.open(TWO);
      await fixture.shows('a.png');
      const isAbove = (): boolean =>
        element.shadowRoot?.elementFromPoint(innerWidth / 2, innerHeight / 2) === fixture.viewer;
      expect(isAbove()).to.equal(true);
      // The panel is shown in another way there.
      await setViewport(size === 'small' ? LARGE : narrow);
      await fixture.rest();
      await fixture.rest();
      expect(isAbove()).to.equal(true);
      await expect(fixture.viewer).to.be.accessible();
      await sendKeys({ press: 'ArrowRight' });
      await fixture.shows('b.png');
      await sendKeys({ press: 'Escape' });
      await settled(element);
      expect(fixture.viewer).to.equal(null);
      expect(element.opened).to.equal(true);
      expect(inside(element, '.panel').matches(':modal, :popover-open')).to.equal(true);
      await setViewport(LARGE);
    });
  }

  it('closes with its chat', async () => {
    const element = chat.open({ attributes: { variant: 'launcher', connect: 'eager' } });
    await untilStatus(element, 'connected');
    element.open();
    await settled(element);
    const fixture = new ViewerFixture(element);
    await fixture.open(TWO);
    element.close();
    expect(fixture.viewer).to.equal(null);
  });

  it('stays while its chat is rendered anew, and goes where that is moved', async () => {
    const element = chat.open();
    await untilStatus(element, 'connected');
    const fixture = new ViewerFixture(element);
    await fixture.open(TWO);
    await fixture.shows('a.png');
    element.setAttribute('theme', 'dark');
    element.lang = 'ja';
    await settled(element);
    expect(fixture.viewer?.isConnected).to.equal(true);
    document.body.prepend(element);
    await settled(element);
    expect(fixture.viewer).to.equal(null);
    expect(fixture.source.opened).to.deep.equal([]);
  });
});
