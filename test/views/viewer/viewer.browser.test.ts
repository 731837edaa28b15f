import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { words as ja } from '../../../src/languages/ja.js';
import { until } from '../../helpers/chat-fixture.js';
import { expectSame, focused } from '../../helpers/element-parts.js';
import { LARGE } from '../../helpers/viewports.js';
import { picture, ViewerFixture } from './viewer-fixture.js';

const THREE = ['a', 'b', 'c'].map((id) => picture(id, { alt: `Picture ${id}` }));

describe('the viewer of pictures', () => {
  let fixture: ViewerFixture;

  beforeEach(async () => {
    await setViewport(LARGE);
    fixture = new ViewerFixture();
  });

  afterEach(() => fixture.remove());

  const count = (): string | undefined => fixture.first('.count').textContent?.trim();
  const isDisabled = (label: string): boolean => fixture.tool(label).ariaDisabled === 'true';

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
    await fixture.rest();
  }

  it('passes the accessibility audit, is modal, and has a name', async () => {
    await fixture.open(THREE, { shown: 'b' });
    await fixture.shows('Picture b');
    await expect(fixture.viewer).to.be.accessible();
    const dialog = fixture.first('dialog');
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.ariaLabel).to.equal('Pictures');
    expect(count()).to.equal('2 of 3');
    expect(fixture.first('.name').textContent).to.equal('b.png');
    expect(fixture.first('.caption').textContent).to.equal('Picture b');
    expect(fixture.first('[role=status]').textContent.trim()).to.equal('Picture b, 2 of 3');
    const { width, height } = dialog.getBoundingClientRect();
    expect([width, height]).to.deep.equal([innerWidth, innerHeight]);
  });

  it('fits a picture into the window, and leaves a small one as it is', async () => {
    const large = picture('large', { width: 3000, height: 1000 });
    await fixture.open([large, picture('small', { width: 90, height: 60 })]);
    const img = await fixture.shows('large.png');
    const { width, height, left, right } = img.getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(right).to.be.at.most(innerWidth);
    expect(width / height).to.be.closeTo(3, 0.05);
    expect(fixture.all('.caption')).to.have.length(0);
    await press('ArrowRight');
    const small = (await fixture.shows('small.png')).getBoundingClientRect();
    expect([small.width, small.height]).to.deep.equal([90, 60]);
  });

  it('believes the picture, not its message, about its size', async () => {
    fixture.source.draw = ({ canvas }) => Object.assign(canvas, { width: 200, height: 400 });
    await fixture.open([picture('a', { width: 4000, height: 10 })]);
    const { width, height } = (await fixture.shows('a.png')).getBoundingClientRect();
    expect([width, height]).to.deep.equal([200, 400]);
  });

  it('goes to other pictures by keys, and stays at the ends', async () => {
    await fixture.open(THREE);
    await fixture.shows('Picture a');
    expect([isDisabled('Previous picture'), isDisabled('Next picture')]).to.deep.equal([
      true,
      false,
    ]);
    await press('ArrowLeft');
    expect(count()).to.equal('1 of 3');
    await press('ArrowRight');
    expect(count()).to.equal('2 of 3');
    await press('End');
    await fixture.shows('Picture c');
    expect([isDisabled('Previous picture'), isDisabled('Next picture')]).to.deep.equal([
      false,
      true,
    ]);
    await press('ArrowRight', 'PageDown');
    expect(count()).to.equal('3 of 3');
    await press('PageUp');
    expect(count()).to.equal('2 of 3');
    await press('Home');
    await fixture.shows('Picture a');
    expect(fixture.all('img')).to.have.length(1);
  });

  it('goes to other pictures by its buttons, which keep the focus at the ends', async () => {
    await fixture.open(THREE);
    const next = fixture.tool('Next picture');
    next.focus();
    await press('Enter', 'Enter', 'Enter');
    expect(count()).to.equal('3 of 3');
    expectSame(focused(), next);
    fixture.tool('Previous picture').click();
    await fixture.rest();
    expect(count()).to.equal('2 of 3');
  });

  it('goes the other way where it is read from right to left', async () => {
    fixture.host.dir = 'rtl';
    await fixture.open(THREE);
    await fixture.shows('Picture a');
    await press('ArrowLeft');
    expect(count()).to.equal('2 of 3');
    await press('ArrowRight');
    expect(count()).to.equal('1 of 3');
    fixture.drag([200, 300], [420, 300]);
    await fixture.rest();
    expect(count()).to.equal('2 of 3');
    const [next, previous] = ['Next picture', 'Previous picture'].map(
      (label) => fixture.tool(label).getBoundingClientRect().left,
    ) as [number, number];
    expect(next).to.be.below(previous);
  });

  it('has neither a number nor buttons for one picture', async () => {
    await fixture.open([picture('a')]);
    await fixture.shows('a.png');
    expect(count()).to.equal('');
    expect(fixture.all('.side')).to.have.length(0);
    await press('ArrowRight', 'End');
    await fixture.shows('a.png');
  });

  it('shows the first one, if there is none of that id, and nothing at all without any', async () => {
    await fixture.open(THREE, { shown: 'nowhere' });
    expect(count()).to.equal('1 of 3');
    fixture.viewer?.end();
    await fixture.open([], { shown: '' }).catch(() => undefined);
    expect(fixture.viewer).to.equal(null);
  });

  for (const [way, close] of [
    ['Escape', () => press('Escape')],
    ['its button', () => Promise.resolve(fixture.tool('Close').click())],
    ['a click beside the picture', () => sendMouse({ type: 'click', position: [6, 300] })],
    ['the browser', () => Promise.resolve((fixture.first('dialog') as HTMLDialogElement).close())],
    [
      'the chat, which closes',
      () => Promise.resolve(fixture.host.dispatchEvent(new Event('momento-chat-close'))),
    ],
  ] as const) {
    it(`is closed by ${way}; the focus returns, and all pictures are let go`, async () => {
      await fixture.open(THREE, { shown: 'b' });
      await fixture.shows('Picture b');
      await until('all three', () => fixture.source.opened.length === 3);
      await close();
      await until('the end', () => !fixture.viewer);
      expectSame(focused(), fixture.button);
      expect(fixture.source.opened).to.deep.equal([]);
    });
  }

  it('gives the focus back as it is told, with the last picture', async () => {
    const ids: string[] = [];
    await fixture.open(THREE, { focusBack: ({ id }) => ids.push(id) });
    await press('ArrowRight', 'Escape');
    expect(ids).to.deep.equal(['b']);
  });

  it('is not closed by a click on the picture or on the bar', async () => {
    await fixture.open(THREE);
    const { left, top } = (await fixture.shows('Picture a')).getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left + 50), Math.round(top + 50)] });
    await sendMouse({ type: 'click', position: [300, 20] });
    await fixture.rest();
    expect(fixture.viewer?.isConnected).to.equal(true);
    // The keys go on working.
    await press('ArrowRight');
    expect(count()).to.equal('2 of 3');
  });

  it('goes with its chat, and lets all go that is under way', async () => {
    fixture.source.held.set('a', new Promise(() => undefined));
    const viewer = await fixture.open(THREE);
    expect(fixture.source.asked).to.deep.equal(['a']);
    fixture.remove();
    expect(fixture.source.aborted).to.deep.equal(['a']);
    expect(viewer.isConnected).to.equal(false);
    expect(document.querySelector(':modal')).to.equal(null);
  });

  it('does not open in a chat that has gone', async () => {
    fixture.remove();
    await fixture.open(THREE).catch(() => undefined);
    expect(fixture.viewer).to.equal(null);
    expect(fixture.source.asked).to.deep.equal([]);
  });

  it('takes the place of the one before', async () => {
    await fixture.open(THREE);
    await fixture.shows('Picture a');
    await fixture.open(THREE, { shown: 'c' });
    await fixture.shows('Picture c');
    expect(fixture.host.shadowRoot?.querySelectorAll('momento-chat-viewer')).to.have.length(1);
    await press('Escape');
    expectSame(focused(), fixture.button);
    expect(fixture.source.opened).to.deep.equal([]);
  });

  it('lets no key reach the page, nor what is left of the key that closes it', async () => {
    const heard: string[] = [];
    const note = ({ type, key }: KeyboardEvent): unknown => heard.push(`${type} ${key}`);
    const types = ['keydown', 'keypress', 'keyup'] as const;
    for (const type of types) document.addEventListener(type, note);
    await fixture.open(THREE);
    await press('ArrowRight', 'w', ' ', '+', 'Tab', 'Escape');
    expect(fixture.viewer).to.equal(null);
    expect(heard).to.deep.equal([]);
    await sendKeys({ press: 'w' });
    expect(heard.map((key) => key.split(' ')[0])).to.include('keyup');
    for (const type of types) document.removeEventListener(type, note);
  });

  it('says its own words, or those of the chat', async () => {
    await fixture.open(THREE, { strings: { ...ja, viewerClose: 'もどる' } });
    expect(count()).to.equal('1 / 3 枚');
    expect(fixture.tool('もどる')).to.be.instanceOf(HTMLElement);
    expect(fixture.tool('a.pngをダウンロード')).to.be.instanceOf(HTMLElement);
  });

  it('stays above a panel of the chat that is shown anew', async () => {
    const panel = document.createElement('dialog');
    panel.style.cssText = 'inline-size: 90%; block-size: 90%';
    fixture.host.shadowRoot?.append(panel);
    await fixture.open(THREE);
    await fixture.shows('Picture a');
    panel.showModal();
    await setViewport({ width: 500, height: 500 });
    await until(
      'the viewer above',
      () => fixture.host.shadowRoot?.elementFromPoint(250, 250) === fixture.viewer,
    );
    expectSame(focused(), fixture.first('.stage'));
    await press('ArrowRight');
    expect(count()).to.equal('2 of 3');
    expect(fixture.source.opened).to.include('b');
  });
});
