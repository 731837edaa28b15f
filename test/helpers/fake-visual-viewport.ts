import type { VisibleArea } from '../../src/views/controllers/visual-viewport.js';

/** A phone's visual viewport; the layout viewport is the test page's. */
export class FakeVisualViewport extends EventTarget implements VisibleArea {
  height = innerHeight;
  offsetTop = 0;
  scale = 1;

  /** Opens the on-screen keyboard, which covers this height. */
  showKeyboard(height: number): void {
    this.height = innerHeight - height;
    this.dispatchEvent(new Event('resize'));
  }

  hideKeyboard(): void {
    this.offsetTop = 0;
    this.showKeyboard(0);
  }

  /** Scrolls the visual viewport to this offset from the page's top. */
  pan(offsetTop: number): void {
    this.offsetTop = offsetTop;
    this.dispatchEvent(new Event('scroll'));
  }

  /** Zooms in. */
  zoom(scale: number): void {
    this.scale = scale;
    this.height = innerHeight / scale;
    this.dispatchEvent(new Event('resize'));
  }
}
