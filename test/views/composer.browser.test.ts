import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import '../../src/views/composer.js';
import type { Composer } from '../../src/views/composer.js';
import { emulateTouch, tap } from '../helpers/devtools.js';
import { limited, NO_DEVTOOLS } from '../helpers/engine-limits.js';
import { ComposerFixture } from '../helpers/composer-fixture.js';

describe('the composer', () => {
  let page: ComposerFixture;
  let composer: Composer;
  let sent: readonly string[];

  beforeEach(async () => {
    page = await ComposerFixture.open();
    ({ composer, sent } = page);
  });

  it('passes the accessibility audit in every state', async () => {
    const states: readonly Partial<Composer>[] = [
      {},
      { value: 'x'.repeat(90), maxBytes: 100 },
      { value: 'x'.repeat(110), error: 'message-too-long' },
      { value: 'x'.repeat(110), maxLength: 100 },
      { waiting: true },
      { disabled: true, reason: 'The chat has ended.' },
      { readOnly: true },
    ];
    for (const state of states) {
      await page.set(state);
      await expect(composer).to.be.accessible();
    }
  });

  it('sends with Enter, breaks the line with Shift+Enter, and is empty afterwards', async () => {
    await sendKeys({ type: 'one' });
    await page.breakLine();
    await sendKeys({ type: 'two' });
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal(['one\ntwo']);
    expect(page.textarea.value).to.equal('');
  });

  it('sends with its button, and keeps the focus', async () => {
    await sendKeys({ type: 'hello' });
    composer.renderRoot.querySelector('button')?.click();
    expect(sent).to.deep.equal(['hello']);
    await composer.updateComplete;
    expect(composer.shadowRoot?.activeElement).to.equal(page.textarea);
  });

  it('keeps the focus in the text when its button is pressed, enabled or disabled', async () => {
    let blurs = 0;
    page.textarea.addEventListener('blur', () => (blurs += 1));
    await sendKeys({ type: 'hello' });
    const { left, top, width, height } = page.button.getBoundingClientRect();
    const position: [number, number] = [left + width / 2, top + height / 2].map(
      Math.round,
    ) as never;
    await sendMouse({ type: 'click', position });
    expect(sent).to.deep.equal(['hello']);
    await composer.updateComplete;
    expect(page.button.disabled).to.equal(true);
    await sendMouse({ type: 'click', position });
    expect(blurs).to.equal(0);
    expect(composer.shadowRoot?.activeElement).to.equal(page.textarea);
  });

  limited(describe, NO_DEVTOOLS, 'with a touch screen', () => {
    beforeEach(async () => {
      await emulateTouch(true);
      await page.set({ value: 'x' });
      await page.set({ value: '' });
    });

    afterEach(() => emulateTouch(false));

    it('Enter breaks the line, as the key’s label says, and the button sends', async () => {
      expect(page.textarea.enterKeyHint).to.equal('enter');
      await sendKeys({ type: 'one' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ type: 'two' });
      expect(sent).to.deep.equal([]);
      await tap(page.button);
      expect(sent).to.deep.equal(['one\ntwo']);
      await composer.updateComplete;
      expect(page.textarea.value).to.equal('');
    });

    it('the keyboard stays open, message after message', async () => {
      const losses: Event[] = [];
      page.textarea.addEventListener('blur', (event) => losses.push(event));
      for (const text of ['one', 'two']) {
        await sendKeys({ type: text });
        await composer.updateComplete;
        await tap(page.button);
        await composer.updateComplete;
        // The field is empty now, and the finger is still on the button.
        await tap(page.button);
      }
      expect(sent).to.deep.equal(['one', 'two']);
      expect(losses).to.deep.equal([]);
      expect(composer.shadowRoot?.activeElement).to.equal(page.textarea);
    });

    it('Control or Command with Enter sends, with a keyboard that has them', async () => {
      for (const key of ['Control', 'Meta']) {
        await sendKeys({ type: key });
        await sendKeys({ down: key });
        await sendKeys({ press: 'Enter' });
        await sendKeys({ up: key });
      }
      expect(sent).to.deep.equal(['Control', 'Meta']);
    });
  });

  it('labels the Enter key “send” where Enter sends', () => {
    expect(page.textarea.enterKeyHint).to.equal('send');
  });

  it('does not take the focus from the page’s own controls', async () => {
    const field = document.createElement('input');
    field.slot = 'actions';
    composer.append(field);
    const { left, top } = field.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(left) + 3, Math.ceil(top) + 3] });
    expect(document.activeElement).to.equal(field);
  });

  it('never sends while Safari’s input method composes', async () => {
    await sendKeys({ type: 'に' });
    expect(page.enter({ isComposing: true }).defaultPrevented).to.equal(false);
    // Safari has ended the composition by then; only the key code shows it.
    expect(page.enter({ keyCode: 229 }).defaultPrevented).to.equal(false);
    expect(sent).to.deep.equal([]);
    page.enter({});
    expect(sent).to.deep.equal(['に']);
  });

  it('does not send white space alone', async () => {
    await sendKeys({ type: '   ' });
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal([]);
    expect(composer.renderRoot.querySelector('button')?.disabled).to.equal(true);
  });

  it('keeps the text when the message is not accepted', async () => {
    composer.addEventListener('submit', (event) => event.preventDefault());
    await sendKeys({ type: 'hello' });
    await sendKeys({ press: 'Enter' });
    await composer.updateComplete;
    expect(page.textarea.value).to.equal('hello');
  });

  it('shows the error until the text changes', async () => {
    composer.error = 'message-too-long';
    await composer.updateComplete;
    expect(page.textarea.getAttribute('aria-invalid')).to.equal('true');
    expect(composer.renderRoot.querySelector('[role=alert]')?.textContent).to.contain('too long');
    await sendKeys({ type: 'x' });
    await composer.updateComplete;
    expect(page.textarea.getAttribute('aria-invalid')).to.equal('false');
  });

  describe('when nothing can be sent', () => {
    it('shows why it is disabled', async () => {
      await page.set({ disabled: true });
      expect(page.textarea.disabled).to.equal(true);
      expect(page.shown('note')).to.equal('Not connected.');
      await page.set({ reason: 'The chat has ended.', value: 'unsent' });
      expect(page.shown('note')).to.equal('The chat has ended.');
      expect(page.description(page.textarea)).to.equal('The chat has ended.');
      expect(page.description(page.button)).to.equal('The chat has ended.');
      expect(page.textarea.value).to.equal('unsent');
    });

    it('accepts text while connecting, and shows that it waits for the connection', async () => {
      await page.set({ waiting: true });
      expect(page.shown('note')).to.equal(undefined);
      expect(page.description(page.button)).to.equal('Connecting…');
      await sendKeys({ type: 'early' });
      await sendKeys({ press: 'Enter' });
      await composer.updateComplete;
      expect(sent).to.deep.equal([]);
      expect(page.shown('note')).to.equal('Connecting…');
      await page.set({ waiting: false });
      expect(page.shown('note')).to.equal(undefined);
      expect(page.description(page.button)).to.equal('');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal(['early']);
    });

    it('shows that the chat is read-only', async () => {
      await page.set({ readOnly: true });
      expect(page.shown('read-only')).to.contain('not write');
      expect(composer.renderRoot.querySelector('textarea')).to.equal(null);
    });
  });
});
