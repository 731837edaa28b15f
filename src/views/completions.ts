import type { ReactiveController, TemplateResult } from 'lit';
import type { CompletionConfig } from './actions/completion-list.js';
import { withActions, type Actions } from './actions-module.js';
import type { EmojiHost } from './emoji-host.js';

/** The list of people to mention, or of emoji, whose module is loaded for the first `@`, `:` or `/` if it is not there by then. */
export class Completions implements ReactiveController {
  readonly #host: EmojiHost;
  readonly #config: CompletionConfig;
  #list: InstanceType<Actions['CompletionList']> | undefined;

  constructor(host: EmojiHost, config: CompletionConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** The id of the active element of the list; undefined while the list is closed. */
  get activeId(): string | undefined {
    return this.#list?.activeId;
  }

  render(): TemplateResult | undefined {
    return this.#list?.render();
  }

  /** For every change of the caret's place: opens nothing, since the visitor may only be passing by. */
  readonly follow = (event: Event): void => this.#list?.follow(event);

  /** For every change of the text by the visitor. */
  update(event: InputEvent): void {
    if (this.#list) this.#list.update(event);
    else if (/[@＠:：/／]/.test(this.#config.field()?.value ?? '')) {
      withActions((actions) => this.#open(event, actions));
    }
  }

  /** Closes it until the text changes. */
  readonly close = (): void => this.#list?.close();

  /** @returns whether the key was for the list */
  press(event: KeyboardEvent): boolean {
    return this.#list?.press(event) === true;
  }

  hostUpdated(): void {
    this.#list?.place();
  }

  hostDisconnected(): void {
    this.close();
  }

  #open(event: InputEvent, actions?: Actions): void {
    if (!actions) return;
    this.#list ??= new actions.CompletionList(this.#host, this.#config);
    // The visitor may have gone elsewhere while it was loaded.
    if (this.#config.field()?.matches(':focus')) this.#list.update(event);
  }
}
