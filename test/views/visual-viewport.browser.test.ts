import { expect, fixture, html } from '@open-wc/testing';
import { LitElement, type TemplateResult } from 'lit';
import { VisualViewportController } from '../../src/views/controllers/visual-viewport.js';
import { FakeVisualViewport } from '../helpers/fake-visual-viewport.js';

const viewport = new FakeVisualViewport();

class Panel extends LitElement {
  readonly keyboard = new VisualViewportController(this, { viewport });

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
customElements.define('test-panel', Panel);

describe('the visual viewport controller', () => {
  let panel: Panel;

  beforeEach(async () => {
    viewport.scale = 1;
    viewport.hideKeyboard();
    panel = await fixture<Panel>(html`<test-panel></test-panel>`);
  });

  /** The px hidden at the top and at the bottom, as the styles have them. */
  function covered(): [string, string] {
    const { style } = panel;
    return [style.getPropertyValue('--_viewport-top'), style.getPropertyValue('--_keyboard-inset')];
  }

  it('reports the height that the keyboard covers while it is shown', () => {
    expect(covered()).to.deep.equal(['', '']);
    viewport.showKeyboard(336);
    expect(covered()).to.deep.equal(['', '336px']);
    viewport.showKeyboard(291.5);
    expect(covered()).to.deep.equal(['', '292px']);
    viewport.hideKeyboard();
    expect(covered()).to.deep.equal(['', '']);
  });

  it('follows the visible area when the browser pans to the field', () => {
    viewport.showKeyboard(336);
    viewport.pan(100);
    expect(covered()).to.deep.equal(['100px', '236px']);
    viewport.pan(336);
    expect(covered()).to.deep.equal(['336px', '']);
    // The viewport is beyond the end during an overscroll bounce.
    viewport.pan(350);
    expect(covered()).to.deep.equal(['336px', '']);
    viewport.pan(-20);
    expect(covered()).to.deep.equal(['', '336px']);
  });

  it('a fixed panel fills exactly the visible area', () => {
    panel.style.cssText = `position: fixed; inset-inline: 0;
      inset-block: var(--_viewport-top, 0px) var(--_keyboard-inset, 0px)`;
    const full = panel.getBoundingClientRect().height;
    viewport.showKeyboard(200);
    viewport.pan(50);
    const { top, height } = panel.getBoundingClientRect();
    expect(top).to.equal(50);
    expect(height).to.equal(full - 200);
  });

  it('does not mistake zooming in for a keyboard', () => {
    viewport.zoom(2);
    expect(covered()).to.deep.equal(['', '']);
    viewport.pan(300);
    expect(covered()).to.deep.equal(['', '']);
  });

  it('detects a keyboard that is already shown, and listens again after a move', () => {
    const parent = panel.parentElement;
    panel.remove();
    viewport.showKeyboard(300);
    expect(covered()).to.deep.equal(['', '']);
    parent?.append(panel);
    expect(covered()).to.deep.equal(['', '300px']);
    viewport.showKeyboard(200);
    expect(covered()).to.deep.equal(['', '200px']);
  });

  it('removes its listeners and styles', () => {
    viewport.showKeyboard(300);
    panel.remove();
    expect(covered()).to.deep.equal(['', '']);
    viewport.showKeyboard(200);
    expect(covered()).to.deep.equal(['', '']);
  });
});
