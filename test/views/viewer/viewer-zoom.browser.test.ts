import { expect } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { LARGE } from '../../helpers/viewports.js';
import { picture, ViewerFixture } from './viewer-fixture.js';

const TWO = [picture('a'), picture('b')];

describe('the zoom of the viewer', () => {
  let fixture: ViewerFixture;
  let img: HTMLImageElement;
  let fitted: DOMRect;

  beforeEach(async () => {
    await setViewport(LARGE);
    fixture = new ViewerFixture();
    await fixture.open(TWO);
    img = await fixture.shows('a.png');
    fitted = img.getBoundingClientRect();
  });

  afterEach(async () => {
    await resetMouse();
    fixture.remove();
  });

  const scale = (): number => img.getBoundingClientRect().width / fitted.width;
  const middle = (): [number, number] => [
    Math.round(fitted.left + fitted.width / 2),
    Math.round(fitted.top + fitted.height / 2),
  ];
  const isShown = (name: string): boolean => fixture.first('.name').textContent === name;

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await sendKeys({ press: key });
    await fixture.rest();
  }

  async function turn(deltaY: number, more: WheelEventInit = {}): Promise<WheelEvent> {
    const [clientX, clientY] = middle();
    const at = { clientX, clientY, bubbles: true, cancelable: true, composed: true };
    const event = new WheelEvent('wheel', { deltaY, ...at, ...more });
    img.dispatchEvent(event);
    await fixture.rest();
    return event;
  }

  it('is changed by keys, within its limits', async () => {
    await press('+');
    expect(scale()).to.be.closeTo(1.5, 0.01);
    await press('=', '+', '+', '+', '+');
    expect(scale()).to.be.closeTo(4, 0.01);
    expect(fixture.tool('Zoom in').ariaDisabled).to.equal('true');
    await press('-');
    expect(scale()).to.be.closeTo(4 / 1.5, 0.01);
    await press('0', '-');
    expect(scale()).to.be.closeTo(1, 0.01);
    expect(fixture.tool('Zoom out').ariaDisabled).to.equal('true');
  });

  it('is changed by the buttons', async () => {
    fixture.tool('Zoom in').click();
    await fixture.rest();
    expect(scale()).to.be.closeTo(1.5, 0.01);
    await expect(fixture.viewer).to.be.accessible();
    fixture.tool('Zoom out').click();
    await fixture.rest();
    expect(scale()).to.be.closeTo(1, 0.01);
  });

  it('is changed by the wheel, and by two fingers on a trackpad, which the page does not get', async () => {
    let heard = 0;
    const note = (): unknown => (heard += 1);
    document.addEventListener('wheel', note);
    const event = await turn(-100);
    expect(event.defaultPrevented).to.equal(true);
    const one = scale();
    expect(one).to.be.above(1.1);
    await turn(-20, { ctrlKey: true });
    expect(scale()).to.be.above(one * 1.1);
    // Lines of a wheel.
    await turn(100, { deltaMode: 1 });
    await turn(10_000);
    await turn(10_000);
    expect(scale()).to.be.closeTo(1, 0.01);
    expect(heard).to.equal(0);
    document.removeEventListener('wheel', note);
  });

  it('keeps what is under the pointer where it is', async () => {
    await press('+', '+', '+');
    const x = fitted.left + fitted.width * 0.75;
    const share = (): number => {
      const { left, width } = img.getBoundingClientRect();
      return (x - left) / width;
    };
    const before = [scale(), share()] as const;
    await turn(-50, { clientX: x });
    await turn(-10, { clientX: x });
    expect(scale()).to.be.above(before[0] * 1.1);
    expect(share()).to.be.closeTo(before[1], 0.01);
  });

  it('is changed by two clicks, and back', async () => {
    const position = middle();
    await sendMouse({ type: 'click', position });
    await sendMouse({ type: 'click', position });
    await fixture.rest();
    expect(scale()).to.be.closeTo(2.5, 0.01);
    await sendMouse({ type: 'click', position });
    await sendMouse({ type: 'click', position });
    await fixture.rest();
    expect(scale()).to.be.closeTo(1, 0.01);
  });

  it('is changed by two fingers', async () => {
    const [x, y] = middle();
    fixture.touch('pointerdown', x - 40, y, 1);
    fixture.touch('pointerdown', x + 40, y, 2);
    fixture.touch('pointermove', x - 60, y, 1);
    fixture.touch('pointermove', x + 60, y, 2);
    fixture.touch('pointermove', x + 80, y, 2);
    fixture.touch('pointermove', x - 80, y, 1);
    await fixture.rest();
    expect(scale()).to.be.closeTo(2, 0.05);
    fixture.touch('pointerup', x - 80, y, 1);
    const { left } = img.getBoundingClientRect();
    // The finger that is left moves it.
    fixture.touch('pointermove', x + 90, y, 2);
    await fixture.rest();
    expect(img.getBoundingClientRect().left).to.be.closeTo(left + 10, 1);
    fixture.touch('pointerup', x + 90, y, 2);
    expect(isShown('a.png')).to.equal(true);
  });

  it('lets the mouse move the picture, as far as its edges', async () => {
    await press('+', '+', '+');
    const [x, y] = middle();
    const before = img.getBoundingClientRect();
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 60, y + 40] });
    await fixture.rest();
    const moved = img.getBoundingClientRect();
    expect(moved.left).to.be.closeTo(before.left + 60, 1);
    expect(moved.top).to.be.closeTo(before.top + 40, 1);
    for (const far of [
      [innerWidth - 2, innerHeight - 2],
      [x, y],
    ] as const) {
      await sendMouse({ type: 'move', position: [...far] });
    }
    await sendMouse({ type: 'up' });
    for (let times = 0; times < 40; times += 1) fixture.drag([100, 200], [600, 500]);
    await fixture.rest();
    const room = fixture.first('.room').getBoundingClientRect();
    const { left, top } = img.getBoundingClientRect();
    expect(left).to.be.closeTo(room.left, 1);
    expect(top).to.be.closeTo(room.top, 1);
    // The drag ended beside the picture, perhaps: that is no click there.
    expect(fixture.viewer?.isConnected).to.equal(true);
    expect(isShown('a.png')).to.equal(true);
  });

  it('lets the arrow keys move the picture; other keys lead on', async () => {
    await press('+', '+', '+');
    const before = img.getBoundingClientRect();
    await press('ArrowRight', 'ArrowDown');
    const after = img.getBoundingClientRect();
    expect(after.left).to.be.closeTo(before.left - 80, 1);
    expect(after.top).to.be.closeTo(before.top - 80, 1);
    await press('ArrowUp', 'ArrowLeft');
    expect(img.getBoundingClientRect().left).to.be.closeTo(before.left, 1);
    expect(isShown('a.png')).to.equal(true);
    await press('PageDown');
    img = await fixture.shows('b.png');
    expect(scale()).to.be.closeTo(1, 0.01);
  });

  it('stays within a window that becomes smaller', async () => {
    await press('+', '+', '+');
    for (let times = 0; times < 20; times += 1) fixture.drag([500, 300], [100, 300]);
    await setViewport({ width: 400, height: 700 });
    await fixture.rest();
    const room = fixture.first('.room').getBoundingClientRect();
    expect(img.getBoundingClientRect().right).to.be.at.least(room.right - 1);
  });

  describe('without it, a finger', () => {
    it('leads on by a swipe, and back, and not beyond the ends', async () => {
      fixture.drag([500, 300], [250, 310]);
      await fixture.shows('b.png');
      fixture.drag([500, 300], [250, 310]);
      await fixture.rest();
      expect(isShown('b.png')).to.equal(true);
      fixture.drag([200, 300], [450, 290]);
      await fixture.shows('a.png');
    });

    it('moves the picture with it; a short swipe lets it go back', async () => {
      const finger = [300, 300] as const;
      fixture.touch('pointerdown', ...finger);
      fixture.touch('pointermove', 280, 300);
      await new Promise((resolve) => setTimeout(resolve, 400));
      fixture.touch('pointermove', 270, 300);
      await fixture.rest();
      expect(img.getBoundingClientRect().left).to.be.closeTo(fitted.left - 30, 1);
      await new Promise((resolve) => setTimeout(resolve, 400));
      fixture.touch('pointerup', 270, 300);
      await fixture.rest();
      expect(img.getBoundingClientRect().left).to.be.closeTo(fitted.left, 1);
      expect(isShown('a.png')).to.equal(true);
    });

    it('closes the viewer by a swipe down, and not by one up', () => {
      fixture.drag([300, 400], [310, 150]);
      expect(fixture.viewer?.isConnected).to.equal(true);
      fixture.drag([300, 150], [310, 400]);
      expect(fixture.viewer).to.equal(null);
    });

    it('does nothing with the mouse, which has no swipe', async () => {
      const [x, y] = middle();
      await sendMouse({ type: 'move', position: [x, y] });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [x - 200, y] });
      await sendMouse({ type: 'up' });
      await fixture.rest();
      expect(isShown('a.png')).to.equal(true);
    });
  });
});
