import type { VisibleArea } from '../../src/views/controllers/visual-viewport.js';

/** A phone's visual viewport; its layout viewport is the test page's. */
export class FakeVisualViewport extends EventTarget implements VisibleArea {
  height = innerHeight;
  offsetTop = 0;
  scale = 1;

  /** The keyboard comes up, and covers so much. */
  showKeyboard(height: number): void {
    this.height = innerHeight - height;
    this.dispatchEvent(new Event('resize'));
  }

  hideKeyboard(): void {
    this.offsetTop = 0;
    this.showKeyboard(0);
  }

  /** The browser moves what is in sight down the page, by so much from its top. */
  pan(offsetTop: number): void {
    this.offsetTop = offsetTop;
    this.dispatchEvent(new Event('scroll'));
  }

  /** The visitor zooms in. */
  zoom(scale: number): void {
    this.scale = scale;
    this.height = innerHeight / scale;
    this.dispatchEvent(new Event('resize'));
  }
}
