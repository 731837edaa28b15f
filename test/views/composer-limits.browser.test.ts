import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { words as ja } from '../../src/languages/ja.js';
import { textBytes } from '../../src/protocol/limits.js';
import '../../src/views/composer.js';
import type { Composer } from '../../src/views/composer.js';
import { ComposerFixture } from '../helpers/composer-fixture.js';

describe('the composer’s limit', () => {
  let page: ComposerFixture;
  let composer: Composer;
  let sent: readonly string[];

  beforeEach(async () => {
    page = await ComposerFixture.open();
    ({ composer, sent } = page);
  });

  describe('near the limit', () => {
    /** Sets a text that leaves `bytes` of 1,000 bytes. */
    async function leave(bytes: number, letter = 'x'): Promise<void> {
      await page.set({
        maxBytes: 1_000,
        value: letter.repeat((1_000 - bytes) / textBytes(letter)),
      });
    }

    function spoken(): string | undefined {
      return composer.renderRoot.querySelector('[role=status]')?.textContent;
    }

    it('counts down the last 400 bytes', async () => {
      await leave(400);
      expect(page.shown('counter')).to.equal(undefined);
      await leave(399);
      expect(page.shown('counter')).to.equal('399 bytes left');
      await leave(100, 'あ');
      expect(page.shown('counter')).to.equal('100 bytes left');
      // Two bytes each on the wire.
      await leave(0, '\n');
      expect(page.shown('counter')).to.equal('0 bytes left');
      expect(page.description(page.textarea)).to.equal('0 bytes left');
      await page.set({ value: 'x' });
      expect(page.shown('counter')).to.equal(undefined);
      expect(page.description(page.textarea)).to.equal('');
    });

    it('announces the countdown at a few marks, not at every key', async () => {
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
      await page.set({ value: '' });
      expect(spoken()).to.equal('');
    });

    it('accepts the last byte, and refuses the next with an error', async () => {
      await leave(1);
      await sendKeys({ type: 'é' });
      await composer.updateComplete;
      expect(page.shown('counter')).to.equal('1 bytes too long');
      expect(page.button.disabled).to.equal(true);
      expect(page.textarea.getAttribute('aria-invalid')).to.equal('true');
      expect(page.shown('composer-error')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([]);
      expect(page.shown('composer-error')).to.contain('too long');
      expect(composer.renderRoot.querySelectorAll('[role=alert]')).to.have.length(1);
      const text = `${'x'.repeat(999)}é`;
      expect(page.textarea.value).to.equal(text);
      await sendKeys({ press: 'Backspace' });
      await sendKeys({ type: 'e' });
      await composer.updateComplete;
      expect(page.shown('composer-error')).to.equal(undefined);
      expect(page.textarea.getAttribute('aria-invalid')).to.equal('false');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([`${'x'.repeat(999)}e`]);
    });

    it('keeps a pasted text whole', async () => {
      await page.set({ maxBytes: 50 });
      document.execCommand('insertText', false, 'あ'.repeat(60));
      await composer.updateComplete;
      expect(composer.value).to.equal('あ'.repeat(60));
      expect(page.shown('counter')).to.equal('130 bytes too long');
    });

    it('does not measure a text that is too short to reach the limit', async () => {
      const real = Object.getOwnPropertyDescriptor(TextEncoder.prototype, 'encode');
      if (!real) throw new Error('no encode');
      let measured = 0;
      // The method is replaced, not the class: WebKit caches the class that the code has used before.
      Object.defineProperty(TextEncoder.prototype, 'encode', {
        ...real,
        value(this: TextEncoder, text?: string): unknown {
          measured += 1;
          return Reflect.apply(real.value as TextEncoder['encode'], this, [text]);
        },
      });
      try {
        await page.set({ maxBytes: 3_900, value: 'あ'.repeat(500) });
        expect(measured).to.equal(0);
        await page.set({ value: 'あ'.repeat(1_000) });
        expect(measured).to.equal(1);
      } finally {
        Object.defineProperty(TextEncoder.prototype, 'encode', real);
      }
    });
  });

  describe('with maxLength', () => {
    function paste(text: string): void {
      page.textarea.focus();
      document.execCommand('insertText', false, text);
    }

    it('counts down the last fifth of the characters', async () => {
      await page.set({ maxLength: 100, value: 'x'.repeat(80) });
      expect(page.shown('counter')).to.equal(undefined);
      await sendKeys({ type: 'x' });
      await composer.updateComplete;
      expect(page.shown('counter')).to.equal('19 characters left');
      expect(composer.renderRoot.querySelector('[role=status]')?.textContent).to.equal(
        '19 characters left',
      );
      await page.set({ value: 'x'.repeat(99) });
      expect(page.shown('counter')).to.equal('1 character left');
      await page.set({ maxLength: 4_000, value: 'x'.repeat(3_600) });
      expect(page.shown('counter')).to.equal(undefined);
      await page.set({ value: 'x'.repeat(3_601) });
      expect(page.shown('counter')).to.equal('399 characters left');
    });

    it('keeps a pasted text whole, and refuses it with an error until it is short enough', async () => {
      await page.set({ maxLength: 100, maxBytes: 4_000 });
      paste('あ'.repeat(101));
      await composer.updateComplete;
      expect(page.textarea.value).to.equal('あ'.repeat(101));
      expect(page.shown('counter')).to.equal('1 character too long');
      expect(page.textarea.getAttribute('aria-invalid')).to.equal('true');
      expect(page.button.disabled).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await composer.updateComplete;
      expect(sent).to.deep.equal([]);
      expect(page.shown('composer-error')).to.contain('too long');
      await sendKeys({ press: 'Backspace' });
      await composer.updateComplete;
      expect(page.shown('composer-error')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal(['あ'.repeat(100)]);
    });

    it('counts the code units of emoji', async () => {
      await page.set({ maxLength: 10, value: '🎉'.repeat(6) });
      expect(page.shown('counter')).to.equal('2 characters too long');
    });

    it('keeps the text when the limit becomes lower, and accepts it when it becomes higher', async () => {
      await page.set({ value: 'x'.repeat(100) });
      await page.set({ maxLength: 50 });
      expect(page.textarea.value).to.have.length(100);
      expect(page.shown('counter')).to.equal('50 characters too long');
      await sendKeys({ press: 'Enter' });
      expect(sent).to.deep.equal([]);
      await page.set({ maxLength: Infinity });
      expect(page.shown('counter')).to.equal(undefined);
      await sendKeys({ press: 'Enter' });
      expect(sent).to.have.length(1);
    });

    it('counts whichever runs out first: characters or bytes', async () => {
      await page.set({ maxLength: 100, maxBytes: 210, value: 'あ'.repeat(60) });
      expect(page.shown('counter')).to.equal('30 bytes left');
      await page.set({ value: 'x'.repeat(90) });
      expect(page.shown('counter')).to.equal('10 characters left');
    });

    it('counts in Japanese', async () => {
      await page.set({ strings: ja, maxLength: 10, value: 'あ'.repeat(9) });
      expect(page.shown('counter')).to.equal('残り 1 文字');
      await page.set({ value: 'あ'.repeat(12) });
      expect(page.shown('counter')).to.equal('2 文字超過しています');
    });
  });
});
