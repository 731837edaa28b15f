import { fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/views/composer.js';
import type { Composer } from '../../src/views/composer.js';
import type { ComposerSubmitEvent } from '../../src/views/composer-submit-event.js';

/** A composer in a page, with the focus in it. */
export class ComposerFixture {
  /** The submitted texts. */
  readonly sent: string[] = [];

  private constructor(readonly composer: Composer) {
    composer.addEventListener('submit', (event: Event) =>
      this.sent.push((event as ComposerSubmitEvent).text),
    );
    composer.focus();
  }

  static async open(): Promise<ComposerFixture> {
    return new ComposerFixture(
      await fixture<Composer>(
        html`<momento-chat-composer style="--_space: 4px"></momento-chat-composer>`,
      ),
    );
  }

  get textarea(): HTMLTextAreaElement {
    const element = this.composer.renderRoot.querySelector('textarea');
    if (!element) throw new Error('no textarea');
    return element;
  }

  get button(): HTMLButtonElement {
    const element = this.composer.renderRoot.querySelector('button');
    if (!element) throw new Error('no button');
    return element;
  }

  /** The text of a part, or of an element with this id; undefined while it is hidden. */
  shown(part: string): string | undefined {
    const element = this.composer.renderRoot.querySelector<HTMLElement>(`[part=${part}], #${part}`);
    return element?.checkVisibility() ? element.textContent?.trim() : undefined;
  }

  /** What a screen reader says of an element after its name. */
  description(element: Element): string {
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
    const texts = ids.map((id) => this.composer.renderRoot.querySelector(`#${id}`)?.textContent);
    return texts.join(' ').replace(/\s+/g, ' ').trim();
  }

  async set(properties: Partial<Composer>): Promise<void> {
    Object.assign(this.composer, properties);
    await this.composer.updateComplete;
  }

  /** Dispatches the Enter key as browsers do, while a word is being composed for example. */
  enter(init: KeyboardEventInit): KeyboardEvent {
    const event = new KeyboardEvent('keydown', {
      key: 'Enter',
      bubbles: true,
      cancelable: true,
      ...init,
    });
    this.textarea.dispatchEvent(event);
    return event;
  }

  async breakLine(): Promise<void> {
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'Enter' });
    await sendKeys({ up: 'Shift' });
  }
}
