import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { en } from '../../src/localization/en.js';
import { borrow } from '../../src/frames/borrowed.js';
import { LENT } from '../../src/views/actions-module.js';
import { launcher } from '../../src/frames/launcher.js';
import { frameWords } from '../../src/frames/words.js';

describe('the launcher’s button', () => {
  before(() => borrow(LENT));

  it('says that the visitor was mentioned', () => {
    const box = document.createElement('div');
    const props = {
      strings: frameWords(en),
      mentioned: true,
      opened: false,
      preview: undefined,
      said: undefined,
      onToggle: () => undefined,
    };
    render(launcher({ ...props, unread: 2 }), box);
    expect(box.querySelector('.badge')?.textContent?.trim()).to.equal('@2');
    const said = '2 unread, you were mentioned';
    expect(box.querySelector('button')?.ariaLabel).to.equal(`Open the chat, ${said}`);
    expect(box.querySelector('[role=status]')?.textContent).to.equal(said);
  });

  it('counts up to 99 on its badge', () => {
    const box = document.createElement('div');
    const props = {
      strings: frameWords(en),
      mentioned: false,
      opened: false,
      preview: undefined,
      said: undefined,
      onToggle: () => undefined,
    };
    for (const [unread, text] of [
      [99, '99'],
      [100, '99+'],
      [12_345, '99+'],
    ] as const) {
      render(launcher({ ...props, unread }), box);
      expect(box.querySelector('.badge')?.textContent?.trim()).to.equal(text);
    }
    expect(box.querySelector('button')?.ariaLabel).to.equal('Open the chat, 12,345 unread');
  });
});
