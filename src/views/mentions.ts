import type { ReactiveController, ReactiveElement, TemplateResult } from 'lit';
import type { Strings } from '../localization/strings.js';
import type { MentionListConfig } from './actions/mention-list.js';
import { withActions, type Actions } from './actions-module.js';

/** The list of people to mention, whose module is loaded for the first `@` if it is not there by then. */
export class Mentions implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #config: MentionListConfig;
  #list: InstanceType<Actions['MentionList']> | undefined;

  constructor(host: ReactiveElement, config: MentionListConfig) {
    this.#host = host;
    this.#config = config;
    host.addController(this);
  }

  /** The id of the active person's element; undefined while the list is closed. */
  get activeId(): string | undefined {
    return this.#list?.activeId;
  }

  render(strings: Strings): TemplateResult | undefined {
    return this.#list?.render(strings);
  }

  /** For every change of the caret's place: opens nothing, since the visitor may only be passing a name. */
  readonly follow = (): void => this.#list?.follow();

  /** For every change of the text by the visitor. */
  update(): void {
    if (this.#list) this.#list.update();
    else if (/[@＠]/.test(this.#config.field()?.value ?? '')) withActions(this.#open);
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

  readonly #open = (actions?: Actions): void => {
    if (!actions) return;
    this.#list ??= new actions.MentionList(this.#host, this.#config);
    // The visitor may have gone elsewhere while it was loaded.
    if (this.#config.field()?.matches(':focus')) this.#list.update();
  };
}
