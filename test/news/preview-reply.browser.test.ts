import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { CACHE, until } from '../helpers/chat-fixture.js';
import { expectSame, focused, inside, settled } from '../helpers/element-parts.js';
import { buttonOf } from '../helpers/launcher-fixture.js';
import { usePreviews } from './preview-fixture.js';

describe('the preview above a closed launcher', () => {
  const { chat, launch, previewOf, fieldOf, untilPreview, write } = usePreviews();

  describe('has a field to answer in', () => {
    it('which sends by Enter, as the composer does', async () => {
      const element = await launch();
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      const intents: (string | undefined)[][] = [];
      element.addEventListener('momento-chat-before-send', ({ text, replyTo }) =>
        intents.push([text, replyTo]),
      );
      await write(element, 'an answer');
      await sendKeys({ press: 'Enter' });
      await until('it', () => element.messages.some(({ text }) => text === 'an answer'));
      await settled(element);
      expect(intents).to.deep.equal([['an answer', undefined]]);
      expect(previewOf(element)).to.equal(null);
      expect(element.unreadCount).to.equal(0);
      expectSame(focused(), buttonOf(element));
    });

    it('for the message that the visitor has begun to answer, whatever comes', async () => {
      const element = await launch();
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      await write(element, 'an answer');
      await chat.sendElsewhere(element.room, 'two');
      await until('the second', () => element.unreadCount === 2);
      const preview = await untilPreview(element, 'one');
      expect(preview.querySelector('.preview-more')?.textContent).to.equal('+1');
      await sendKeys({ press: 'Enter' });
      await until('it', () => element.messages.some(({ text }) => text === 'an answer'));
      expect(element.messages.at(-1)?.replyTo?.id).to.equal('one');
      expect(element.unreadCount).to.equal(2);
    });

    it('which keeps what could not be sent', async () => {
      const element = await launch({ 'max-length': '10' });
      await chat.sendElsewhere(element.room, 'one');
      await untilPreview(element, 'one');
      await write(element, 'longer than ten');
      await sendKeys({ press: 'Enter' });
      await until('the reason', () => element.renderRoot.querySelector('.preview-error'));
      expect(fieldOf(element).value).to.equal('longer than ten');
      element.maxLength = undefined;
      element.addEventListener('momento-chat-before-send', (event) => event.preventDefault());
      await sendKeys({ press: 'Enter' });
      await settled(element);
      expect(fieldOf(element).value).to.equal('longer than ten');
      expect(element.pending).to.have.length(0);
      // It goes on in the composer.
      inside(element, '.preview-open').click();
      await settled(element);
      expect(element.value).to.equal('longer than ten');
    });

    it('unless the visitor can only read', async () => {
      const element = await launch({ readonly: '' });
      await chat.sendElsewhere(element.room, 'one');
      const preview = await untilPreview(element, 'one');
      expect(preview.querySelector('input')).to.equal(null);
    });
  });

  for (const placement of ['bottom-end', 'bottom-start', 'top-end', 'top-start'] as const) {
    for (const dir of ['ltr', 'rtl'] as const) {
      it(`stands at the launcher, in the window, at ${placement} in ${dir}`, async () => {
        document.documentElement.dir = dir;
        await setViewport({ width: 320, height: 480 });
        const element = await launch({ placement });
        const message = 'A long message of many words. '.repeat(20);
        const text = JSON.stringify({ id: 'long', username: 'Grace', userId: 'grace', message });
        await chat.engine.publish({ cache: CACHE, topic: element.room, text });
        await until('it', () => previewOf(element));
        await settled(element);
        const box = inside(element, '.preview').getBoundingClientRect();
        const button = buttonOf(element).getBoundingClientRect();
        expect(box.left).to.be.at.least(8);
        expect(box.right).to.be.at.most(312);
        expect(box.top).to.be.at.least(0);
        expect(box.bottom).to.be.at.most(480);
        if (placement.startsWith('top')) expect(box.top).to.be.at.least(button.bottom);
        else expect(box.bottom).to.be.at.most(button.top);
        const isRight = placement.endsWith('end') === (dir === 'ltr');
        if (isRight) expect(Math.round(box.right)).to.equal(Math.round(button.right));
        else expect(Math.round(box.left)).to.equal(Math.round(button.left));
        const lines = inside(element, '.preview-text');
        const height = lines.getBoundingClientRect().height;
        expect(Math.round(height / parseFloat(getComputedStyle(lines).lineHeight))).to.equal(3);
      });
    }
  }
});
