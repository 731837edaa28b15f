import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/views/composer.js';
import type { Composer, ComposerSubmitEvent } from '../../src/views/composer.js';

describe('the composer', () => {
  let composer: Composer;
  let sent: string[];

  beforeEach(async () => {
    composer = await fixture<Composer>(html`<momento-chat-composer></momento-chat-composer>`);
    sent = [];
    composer.addEventListener('submit', (event: Event) =>
      sent.push((event as ComposerSubmitEvent).text),
    );
    composer.focus();
  });

  function textarea(): HTMLTextAreaElement {
    const element = composer.renderRoot.querySelector('textarea');
    if (!element) throw new Error('no textarea');
    return element;
  }

  /** An input method's event, as browsers raise it while a word is being composed. */
  function enter(init: KeyboardEventInit): KeyboardEvent {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      cancelable: true,
      ...init,
    });
    textarea().dispatchEvent(event);
    return event;
  }

  async function breakLine(): Promise<void> {
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
  }

  it('passes the accessibility audit', async () => {
    await expect(composer).to.be.accessible();
    composer.readOnly = true;
    await composer.updateComplete;
    await expect(composer).to.be.accessible();
  });

  it('sends with Enter, breaks the line with Shift+Enter, and is empty afterwards', async () => {
    await sendKeys({ type: 'one' });
    await breakLine();
    await sendKeys({ type: 'two' });
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal(['one\ntwo']);
    expect(textarea().value).to.equal('');
  });

  it('sends with its button, and keeps the focus', async () => {
    await sendKeys({ type: 'hello' });
    composer.renderRoot.querySelector('button')?.click();
    expect(sent).to.deep.equal(['hello']);
    await composer.updateComplete;
    expect(composer.shadowRoot?.activeElement).to.equal(textarea());
  });

  it('never sends while an input method composes', async () => {
    await sendKeys({ type: 'に' });
    expect(enter({ isComposing: true }).defaultPrevented).to.equal(false);
    // Safari has ended the composition by then, and tells by the key code alone.
    expect(enter({ keyCode: 229 }).defaultPrevented).to.equal(false);
    expect(sent).to.deep.equal([]);
    enter({});
    expect(sent).to.deep.equal(['に']);
  });

  it('sends nothing of white space alone', async () => {
    await sendKeys({ type: '   ' });
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal([]);
    expect(composer.renderRoot.querySelector('button')?.disabled).to.equal(true);
  });

  it('keeps the text when the message is not taken', async () => {
    composer.addEventListener('submit', (event) => event.preventDefault());
    await sendKeys({ type: 'hello' });
    await sendKeys({ press: 'Enter' });
    await composer.updateComplete;
    expect(textarea().value).to.equal('hello');
  });

  it('says what is wrong until the text changes', async () => {
    composer.error = 'message-too-long';
    await composer.updateComplete;
    expect(textarea().getAttribute('aria-invalid')).to.equal('true');
    expect(composer.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('too long');
    await sendKeys({ type: 'x' });
    await composer.updateComplete;
    expect(textarea().getAttribute('aria-invalid')).to.equal('false');
  });

  it('grows with its text up to a limit, and shrinks again', async () => {
    const low = textarea().offsetHeight;
    for (let line = 0; line < 3; line += 1) await breakLine();
    await composer.updateComplete;
    const high = textarea().offsetHeight;
    expect(high).to.be.greaterThan(low);
    for (let line = 0; line < 20; line += 1) await breakLine();
    await composer.updateComplete;
    expect(textarea().offsetHeight).to.equal(160);
    composer.value = '';
    await composer.updateComplete;
    expect(textarea().offsetHeight).to.equal(low);
  });

  it('has text of at least 16 px, so that phones do not zoom in', () => {
    expect(parseFloat(getComputedStyle(textarea()).fontSize)).to.be.at.least(16);
  });
});
