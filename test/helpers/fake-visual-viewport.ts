import type { VisibleArea } from '../../src/controllers/visual-viewport.js';

/** A phone's visual viewport, on a page that is `layoutHeight` px high. */
export class FakeVisualViewport extends EventTarget implements VisibleArea {
  readonly layoutHeight: number;
  height: number;
  offsetTop = 0;
  scale = 1;

  constructor(layoutHeight: number) {
    super();
    this.layoutHeight = layoutHeight;
    this.height = layoutHeight;
  }

  /** The keyboard comes up, and covers so much. */
  showKeyboard(height: number): void {
    this.height = this.layoutHeight - height;
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
    this.height = this.layoutHeight / scale;
    this.dispatchEvent(new Event('resize'));
  }
}
