import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/views/composer.js';
import type { Composer } from '../../src/views/composer.js';
import type { ComposerSubmitEvent } from '../../src/views/composer-submit-event.js';
import { limited, NO_INPUT_METHOD } from '../helpers/engine-limits.js';
import { ime } from '../helpers/ime-client.js';

limited(describe, NO_INPUT_METHOD, 'the composer, with an input method', () => {
  let composer: Composer;
  let textarea: HTMLTextAreaElement;
  let sent: string[];
  let compositions: string[];

  beforeEach(async () => {
    composer = await fixture<Composer>(
      html`<momento-chat-composer style="--_space: 4px"></momento-chat-composer>`,
    );
    textarea = composer.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
    sent = [];
    composer.addEventListener('submit', (event: Event) =>
      sent.push((event as ComposerSubmitEvent).text),
    );
    compositions = [];
    for (const type of ['start', 'update', 'end'] as const) {
      textarea.addEventListener(`composition${type}`, ({ data }) =>
        compositions.push(`${type} ${data}`.trim()),
      );
    }
    composer.focus();
  });

  async function composeNihongo(): Promise<void> {
    for (const text of ['に', 'にほ', 'にほん', 'にほんご', '日本語']) await ime.compose(text);
  }

  it('the first Enter ends the composition, the next one sends', async () => {
    await composeNihongo();
    expect(composer.value).to.equal('日本語');
    await ime.key('Enter');
    expect(sent).to.deep.equal([]);
    await ime.commit('日本語');
    expect(compositions.at(0)).to.equal('start');
    expect(compositions.at(-1)).to.equal('end 日本語');
    expect(sent).to.deep.equal([]);
    await sendKeys({ press: 'Enter' });
    expect(sent).to.deep.equal(['日本語']);
    await composer.updateComplete;
    expect(textarea.value).to.equal('');
  });

  it('Enter does not send when only the key event says that a composition is active', async () => {
    const keys: (readonly [number, boolean])[] = [];
    textarea.addEventListener('keydown', ({ keyCode, isComposing }) =>
      keys.push([keyCode, isComposing]),
    );
    await composeNihongo();
    await sendKeys({ press: 'Enter' });
    expect(keys).to.deep.equal([[13, true]]);
    expect(sent).to.deep.equal([]);
  });

  it('a render does not interrupt a composition', async () => {
    await ime.compose('にほ');
    composer.waiting = true;
    await composer.updateComplete;
    composer.waiting = false;
    await composer.updateComplete;
    await ime.compose('日本');
    expect(compositions.filter((event) => event.startsWith('end'))).to.deep.equal([]);
    await ime.commit('日本');
    expect(composer.value).to.equal('日本');
  });

  it('its button sends the text as composed so far, and empties the field', async () => {
    await composeNihongo();
    // If anything but a field had the focus, a phone's keyboard would close.
    const next: unknown[] = [];
    composer.renderRoot.addEventListener('focusout', (event) =>
      next.push((event as FocusEvent).relatedTarget),
    );
    composer.renderRoot.querySelector('button')?.click();
    expect(compositions.at(-1)).to.equal('end 日本語');
    expect(sent).to.deep.equal(['日本語']);
    await composer.updateComplete;
    expect(textarea.value).to.equal('');
    expect(composer.shadowRoot?.activeElement).to.equal(textarea);
    expect(next.length).to.be.above(0);
    for (const target of next) expect(target).to.be.instanceOf(HTMLTextAreaElement);
    expect(composer.renderRoot.querySelectorAll('textarea')).to.have.length(1);
    await ime.compose('次');
    await ime.commit('次');
    expect(textarea.value).to.equal('次');
  });

  it('a program’s text takes the place of the word, which is not written once more', async () => {
    await composeNihongo();
    composer.replace('プログラム');
    expect(compositions.at(-1)).to.equal('end 日本語');
    expect([composer.value, textarea.value]).to.deep.equal(['プログラム', 'プログラム']);
    await composer.updateComplete;
    expect(composer.shadowRoot?.activeElement).to.equal(textarea);
    await ime.compose('次');
    await ime.commit('次');
    expect(composer.value).to.equal('プログラム次');
    expect(composer.renderRoot.querySelectorAll('textarea')).to.have.length(1);
  });
});
