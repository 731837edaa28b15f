import type { PropertyValues, ReactiveElement } from 'lit';
import { closestLanguage } from '../../localization/closest-language.js';
import { CONTEXT_PROPERTIES, itemContext, type ListProperties } from '../item-context.js';
import type { MessageItemContext } from '../parts/message-part.js';
import { CalendarController } from './calendar-controller.js';

type ContextHost = ReactiveElement & ListProperties & { readonly language: string | undefined };

/** What the rows of a list are rendered with. It changes with the list's properties, its language and the day. */
export class ContextController {
  readonly #host: ContextHost;
  readonly #list: Pick<MessageItemContext, 'find' | 'act'>;
  readonly #calendar: CalendarController;
  #language: string | undefined;
  /** The day and the time zone that dates and times were formatted for. */
  #today = '';
  #current: MessageItemContext | undefined;

  constructor(host: ContextHost, list: Pick<MessageItemContext, 'find' | 'act'>) {
    this.#host = host;
    this.#list = list;
    this.#calendar = new CalendarController(host);
  }

  /** Undefined before the first update. */
  get current(): MessageItemContext | undefined {
    return this.#current;
  }

  /** @returns whether it has changed: then every row is rendered anew */
  update(changed: PropertyValues<ContextHost>): boolean {
    const language = this.#host.language ?? closestLanguage(this.#host);
    const { today } = this.#calendar;
    const isSame =
      language === this.#language &&
      today === this.#today &&
      !CONTEXT_PROPERTIES.some((name) => changed.has(name));
    if (isSame) return false;
    this.#language = language;
    this.#today = today;
    this.#current = itemContext(this.#host, language, this.#list);
    return true;
  }
}
