import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { ja } from '../../src/localization/ja.js';
import { textBytes } from '../../src/protocol/limits.js';
import '../../src/views/composer.js';
import type { Composer, ComposerSubmitEvent } from '../../src/views/composer.js';
import { emulateTouch, tap } from '../helpers/devtools.js';
import { limited, NO_DEVTOOLS } from '../helpers/engine-limits.js';
import { FakeVisualViewport } from '../helpers/fake-visual-viewport.js';

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

  function button(): HTMLButtonElement {
    const element = composer.renderRoot.querySelector('button');
    if (!element) throw new Error('no button');
    return element;
  }

  function shown(part: string): string | undefined {
    const element = composer.renderRoot.querySelector<HTMLElement>(`[part=${part}], #${part}`);
    return element?.checkVisibility() ? element.textContent?.trim() : undefined;
  }

  /** What a screen reader says of an element after its name. */
  function description(element: Element): string {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    const texts = ids.map((id) => composer.renderRoot.querySelector(`#${id}`)?.textContent);
    return texts.join(' ').replace(/\s+/g, ' ').trim();
  }

  async function set(properties: Partial<Composer>): Promise<void> {
    Object.assign(composer, properties);
    await composer.updateComplete;
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
      await set(state);
      await expect(composer).to.be.accessible();
    }
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

  it('never takes the focus from the text for its button, whether that can be pressed or not', async () => {
    let blurs = 0;
    textarea().addEventListener('blur', () => (blurs += 1));
    await sendKeys({ type: 'hello' });
    const { left, top, width, height } = button().getBoundingClientRect();
    const position: [number, number] = [left + width / 2, top + height / 2].map(
      Math.round,
    ) as never;
    await sendMouse({ type: 'click', position });
    expect(sent).to.deep.equal(['hello']);
    await composer.updateComplete;
    expect(button().disabled).to.equal(true);
    await sendMouse({ type: 'click', position });
    expect(blurs).to.equal(0);
    expect(composer.shadowRoot?.activeElement).to.equal(textarea());
  });

  limited(describe, NO_DEVTOOLS, 'with fingers', () => {
    beforeEach(async () => {
      await emulateTouch(true);
      await set({ value: 'x' });
      await set({ value: '' });
    });

    afterEach(() => emulateTouch(false));

    it('Enter breaks the line, as the keyboard says, and the button sends', async () => {
      expect(textarea().enterKeyHint).to.equal('enter');
      await sendKeys({ type: 'one' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ type: 'two' });
      expect(sent).to.deep.equal([]);
      await tap(button());
      expect(sent).to.deep.equal(['one\ntwo']);
      await composer.updateComplete;
      expect(textarea().value).to.equal('');
    });

    it('the keyboard stays open, message after message', async () => {
      const losses: Event[] = [];
      textarea().addEventListener('blur', (event) => losses.push(event));
      for (const text of ['one', 'two']) {
        await sendKeys({ type: text });
        await composer.updateComplete;
        await tap(button());
        await composer.updateComplete;
        // There is nothing to send now, and the finger is still there.
        await tap(button());
      }
      expect(sent).to.deep.equal(['one', 'two']);
      expect(losses).to.deep.equal([]);
      expect(composer.shadowRoot?.activeElement).to.equal(textarea());
    });

    it('Control or Command and Enter send, where there is a keyboard that has them', async () => {
      for (const key of ['Control', 'Meta']) {
        await sendKeys({ type: key });
        await sendKeys({ down: key });
        await sendKeys({ press: 'Enter' });
        await sendKeys({ up: key });
      }
      expect(sent).to.deep.equal(['Control', 'Meta']);
    });
  });

  it('asks for a key that sends where Enter does', () => {
    expect(textarea().enterKeyHint).to.equal('send');
  });

  it('leaves the focus to the host’s own controls', async () => {
    const field = document.createElement('input');
    field.slot = 'actions';
    composer.append(field);
    const { left, top } = field.getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.ceil(left) + 3, Math.ceil(top) + 3] });
    expect(document.activeElement).to.equal(field);
  });

  it('never sends while Safari’s input method composes', async () => {
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
    await set({ value: '' });
    expect(textarea().offsetHeight).to.equal(low);
  });

  it('grows when it becomes narrower, and when it is shown only after its text was set', async () => {
    const low = textarea().offsetHeight;
    composer.style.display = 'none';
    await set({ value: 'one two three four five six seven eight nine ten' });
    composer.style.cssText = 'display: block; inline-size: 240px';
    expect(textarea().offsetHeight).to.be.greaterThan(low);
    expect(textarea().scrollHeight).to.equal(textarea().clientHeight);
  });

  for (const text of ['x'.repeat(90), 'Donaudampfschifffahrt '.repeat(4), 'あ'.repeat(40)]) {
    it(`is as high as its text takes, whatever breaks where: ${text.slice(0, 8)}…`, async () => {
      composer.style.inlineSize = '300px';
      for (let length = 0; length <= text.length; length += 1) {
        await set({ value: text.slice(0, length) });
        expect(textarea().scrollHeight, String(length)).to.equal(textarea().clientHeight);
      }
    });
  }

  it('has text of at least 16 px, so that phones do not zoom in', () => {
    for (const size of ['', '13px', '20px']) {
      composer.style.fontSize = size;
      const { fontSize } = getComputedStyle(textarea());
      expect(fontSize).to.equal(size === '20px' ? '20px' : '16px');
    }
  });

  describe('near the limit', () => {
    /** With so many bytes left of 1,000. */
    async function leave(bytes: number, letter = 'x'): Promise<void> {
      await set({ maxBytes: 1_000, value: letter.repeat((1_000 - bytes) / textBytes(letter)) });
    }

    function spoken(): string | undefined {
      return composer.renderRoot.querySelector('[role=status]')?.textContent;
    }

    it('counts the bytes down, from the last 400 on', async () => {
      await leave(400);
      expect(shown('counter')).to.equal(undefined);
      await leave(399);
      expect(shown('counter')).to.equal('399 bytes left');
      await leave(100, 'あ');
      expect(shown('counter')).to.equal('100 bytes left');
      // Two bytes each on the wire.
      await leave(0, '\n');
      expect(shown('counter')).to.equal('0 bytes left');
      expect(description(textarea())).to.equal('0 bytes left');
      await set({ value: 'x' });
      expect(shown('counter')).to.equal(undefined);
      expect(description(textarea())).to.equal('');
    });

    it('speaks of it now and then, not at every key', async () => {
      const heard: (string | undefined)[] = [];
      for (let left = 401; left >= -3; left -= 1) {
        await leave(left);
        if (spoken() !== heard.at(-1)) heard.push(spoken());
      }
      expect(heard).to.deep.equal([
        '',
        '399 bytes left',
        '99 bytes left',
        '19 bytes left',
        '1 bytes too long',
      ]);
      await set({ value: '' });
      expect(spoken()).to.equal('');
    });

    it('takes the last byte, and refuses the next with a clear word', async () => {
      await leave(1);
      await sendKeys({ type: 'é' });
      await composer.updateComplete;
      expect(shown('counter')).to.equal('1 bytes too long');
      expect(button().disabled).to.equal(true);
      expect(textarea().getAttribute('aria-invalid')).to.equal('true');
      expect(shown('composer-error')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([]);
      expect(shown('composer-error')).to.contain('too long');
      expect(composer.renderRoot.querySelectorAll('[role=alert]')).to.have.length(1);
      const text = `${'x'.repeat(999)}é`;
      expect(textarea().value).to.equal(text);
      await sendKeys({ press: 'Backspace' });
      await sendKeys({ type: 'e' });
      await composer.updateComplete;
      expect(shown('composer-error')).to.equal(undefined);
      expect(textarea().getAttribute('aria-invalid')).to.equal('false');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([`${'x'.repeat(999)}e`]);
    });

    it('cuts nothing off what is pasted', async () => {
      await set({ maxBytes: 50 });
      document.execCommand('insertText', false, 'あ'.repeat(60));
      await composer.updateComplete;
      expect(composer.value).to.equal('あ'.repeat(60));
      expect(shown('counter')).to.equal('130 bytes too long');
    });

    it('does not measure a text that is short in any case', async () => {
      const real = Object.getOwnPropertyDescriptor(TextEncoder.prototype, 'encode');
      if (!real) throw new Error('no encode');
      let measured = 0;
      // Not a class in its place: WebKit remembers which one the code has used before.
      Object.defineProperty(TextEncoder.prototype, 'encode', {
        ...real,
        value(this: TextEncoder, text?: string): unknown {
          measured += 1;
          return Reflect.apply(real.value as TextEncoder['encode'], this, [text]);
        },
      });
      try {
        await set({ maxBytes: 3_900, value: 'あ'.repeat(500) });
        expect(measured).to.equal(0);
        await set({ value: 'あ'.repeat(1_000) });
        expect(measured).to.equal(1);
      } finally {
        Object.defineProperty(TextEncoder.prototype, 'encode', real);
      }
    });
  });

  describe('with a longest text', () => {
    function paste(text: string): void {
      textarea().focus();
      document.execCommand('insertText', false, text);
    }

    it('counts the characters down, over the last fifth', async () => {
      await set({ maxLength: 100, value: 'x'.repeat(80) });
      expect(shown('counter')).to.equal(undefined);
      await sendKeys({ type: 'x' });
      await composer.updateComplete;
      expect(shown('counter')).to.equal('19 characters left');
      expect(composer.renderRoot.querySelector('[role=status]')?.textContent).to.equal(
        '19 characters left',
      );
      await set({ value: 'x'.repeat(99) });
      expect(shown('counter')).to.equal('1 character left');
      await set({ maxLength: 4_000, value: 'x'.repeat(3_600) });
      expect(shown('counter')).to.equal(undefined);
      await set({ value: 'x'.repeat(3_601) });
      expect(shown('counter')).to.equal('399 characters left');
    });

    it('cuts nothing off what is pasted, and refuses it with a clear word until it is short enough', async () => {
      await set({ maxLength: 100, maxBytes: 4_000 });
      paste('あ'.repeat(101));
      await composer.updateComplete;
      expect(textarea().value).to.equal('あ'.repeat(101));
      expect(shown('counter')).to.equal('1 character too long');
      expect(textarea().getAttribute('aria-invalid')).to.equal('true');
      expect(button().disabled).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await composer.updateComplete;
      expect(sent).to.deep.equal([]);
      expect(shown('composer-error')).to.contain('too long');
      await sendKeys({ press: 'Backspace' });
      await composer.updateComplete;
      expect(shown('composer-error')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal(['あ'.repeat(100)]);
    });

    it('counts emoji as their code units', async () => {
      await set({ maxLength: 10, value: '🎉'.repeat(6) });
      expect(shown('counter')).to.equal('2 characters too long');
    });

    it('keeps what is there when it becomes shorter, and takes it when it becomes longer', async () => {
      await set({ value: 'x'.repeat(100) });
      await set({ maxLength: 50 });
      expect(textarea().value).to.have.length(100);
      expect(shown('counter')).to.equal('50 characters too long');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([]);
      await set({ maxLength: Infinity });
      expect(shown('counter')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      expect(sent).to.have.length(1);
    });

    it('speaks of what runs out first: characters or bytes', async () => {
      await set({ maxLength: 100, maxBytes: 210, value: 'あ'.repeat(60) });
      expect(shown('counter')).to.equal('30 bytes left');
      await set({ value: 'x'.repeat(90) });
      expect(shown('counter')).to.equal('10 characters left');
    });

    it('says so in Japanese', async () => {
      await set({ strings: ja, maxLength: 10, value: 'あ'.repeat(9) });
      expect(shown('counter')).to.equal('残り 1 文字');
      await set({ value: 'あ'.repeat(12) });
      expect(shown('counter')).to.equal('2 文字超過しています');
    });
  });

  describe('where nothing can be sent', () => {
    it('says why it is disabled', async () => {
      await set({ disabled: true });
      expect(textarea().disabled).to.equal(true);
      expect(shown('note')).to.equal('Not connected.');
      await set({ reason: 'The chat has ended.', value: 'unsent' });
      expect(shown('note')).to.equal('The chat has ended.');
      expect(description(textarea())).to.equal('The chat has ended.');
      expect(description(button())).to.equal('The chat has ended.');
      expect(textarea().value).to.equal('unsent');
    });

    it('can be written in on the way in, and says what it waits for', async () => {
      await set({ waiting: true });
      expect(shown('note')).to.equal(undefined);
      expect(description(button())).to.equal('Connecting…');
      await sendKeys({ type: 'early' });
      await sendKeys({ press: 'Enter' });
      await composer.updateComplete;
      expect(sent).to.deep.equal([]);
      expect(shown('note')).to.equal('Connecting…');
      await set({ waiting: false });
      expect(shown('note')).to.equal(undefined);
      expect(description(button())).to.equal('');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal(['early']);
    });

    it('says that there is only reading', async () => {
      await set({ readOnly: true });
      expect(shown('read-only')).to.contain('not write');
      expect(composer.renderRoot.querySelector('textarea')).to.equal(null);
    });
  });

  it('begins where lines begin in the page, and goes on as the text does', async () => {
    document.documentElement.dir = 'rtl';
    const direction = (): string => getComputedStyle(textarea()).direction;
    await set({ value: '' });
    expect(direction()).to.equal('rtl');
    await set({ value: 'hello' });
    expect(direction()).to.equal('ltr');
    await set({ value: 'مرحبا' });
    expect(direction()).to.equal('rtl');
    document.documentElement.dir = '';
  });

  describe('with controls of the host’s', () => {
    it('has them before the send button', async () => {
      const attach = document.createElement('button');
      attach.slot = 'actions';
      attach.textContent = 'Attach';
      composer.append(attach);
      await sendKeys({ type: 'hello' });
      attach.click();
      expect(sent).to.deep.equal([]);
      const right = attach.getBoundingClientRect().right;
      expect(right).to.be.at.most(button().getBoundingClientRect().left);
      expect(right).to.be.greaterThan(textarea().getBoundingClientRect().right - 1);
    });

    it('leaves a form of theirs alone', async () => {
      await sendKeys({ type: 'hello' });
      const form = document.createElement('form');
      form.slot = 'actions';
      composer.append(form);
      const prevented: boolean[] = [];
      const onSubmit = (event: Event): void => {
        prevented.push(event.defaultPrevented);
        event.preventDefault(); // Nothing is to be loaded because of it.
      };
      document.body.addEventListener('submit', onSubmit, { once: true });
      form.requestSubmit();
      expect(prevented).to.deep.equal([false]);
      expect(composer.value).to.equal('hello');
    });

    for (const size of [240, 1_200]) {
      it(`has room for all at ${String(size)} px`, async () => {
        composer.style.inlineSize = `${String(size)}px`;
        for (let count = 0; count < 3; count += 1) {
          const control = document.createElement('button');
          control.slot = 'actions';
          control.style.inlineSize = '40px';
          composer.append(control);
        }
        await set({ value: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz' });
        const { left, right } = composer.getBoundingClientRect();
        for (const element of [textarea(), button(), ...composer.children]) {
          const box = element.getBoundingClientRect();
          expect(box.left).to.be.at.least(left);
          expect(box.right).to.be.at.most(right);
        }
        expect(textarea().offsetWidth).to.be.within(150, 900);
        expect(textarea().scrollWidth).to.equal(textarea().clientWidth);
      });
    }

    it('has no gap where there are none, not even for a slot that is passed on', async () => {
      const end = button().parentElement;
      expect(button().offsetLeft).to.equal(end?.offsetLeft);
      const slot = document.createElement('slot');
      slot.slot = 'actions';
      composer.append(slot);
      await composer.updateComplete;
      expect(button().offsetLeft).to.equal(end?.offsetLeft);
    });
  });

  describe('behind an on-screen keyboard', () => {
    const real = Object.getOwnPropertyDescriptor(window, 'visualViewport');
    let viewport: FakeVisualViewport;

    beforeEach(async () => {
      viewport = new FakeVisualViewport();
      Object.defineProperty(window, 'visualViewport', { configurable: true, value: viewport });
      const page = await fixture(html`
        <div>
          <div style="block-size: ${innerHeight - 80}px"></div>
          <momento-chat-composer></momento-chat-composer>
          <div style="block-size: 2000px"></div>
        </div>
      `);
      composer = page.querySelector('momento-chat-composer') as Composer;
      scrollTo(0, 0);
    });

    afterEach(() => {
      if (real) Object.defineProperty(window, 'visualViewport', real);
      scrollTo(0, 0);
    });

    it('comes into sight while it has the focus', () => {
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      expect(composer.getBoundingClientRect().bottom).to.be.closeTo(innerHeight - 250, 1);
    });

    it('stays where it is without the focus, and where it is in sight', () => {
      viewport.showKeyboard(250);
      expect(scrollY).to.equal(0);
      viewport.hideKeyboard();
      scrollTo(0, 400);
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      expect(scrollY).to.equal(400);
    });

    it('lets the visitor scroll away from it', () => {
      composer.focus({ preventScroll: true });
      viewport.showKeyboard(250);
      scrollTo(0, 0);
      viewport.pan(0);
      expect(scrollY).to.equal(0);
    });
  });
});
