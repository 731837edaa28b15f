import { parseItem } from '../../src/protocol/item.js';
import type { ParsedMessage } from '../../src/protocol/message-codec.js';
import { Timeline } from '../../src/core/timeline/timeline.js';
import '../../src/views/message-list.js';
import { READER_ID, type Delivery } from './conversation.js';

/** A list that shows a conversation. A method's work, layout included, is done when it returns or resolves. */
export interface Implementation {
  /** Loads the conversation into memory without rendering it. */
  prepare(deliveries: readonly Delivery[]): void;
  render(): void | Promise<void>;
  /** Adds a live message and shows it. */
  receive(delivery: Delivery): void | Promise<void>;
  /** Scrolls up by this number of px. */
  scrollUp(by: number): void;
  countElements(): number;
  remove(): void;
}

export type ImplementationName = keyof typeof IMPLEMENTATIONS;

/** The widget's list: parses topic items, adds them to the timeline, and renders it. */
class MessageList implements Implementation {
  readonly #timeline = new Timeline(() => Date.now());
  readonly #list = document.createElement('momento-chat-message-list');

  prepare(deliveries: readonly Delivery[]): void {
    this.#timeline.merge(deliveries.map(parse));
    this.#list.userId = READER_ID;
  }

  async render(): Promise<void> {
    document.body.append(this.#list);
    await this.#show();
  }

  async receive(delivery: Delivery): Promise<void> {
    if (this.#timeline.add(parse(delivery)) !== 'added') throw new Error('not a new message');
    await this.#show();
  }

  scrollUp(by: number): void {
    this.#scroller.scrollTop -= by;
  }

  countElements(): number {
    return this.#list.renderRoot.querySelectorAll('*').length;
  }

  remove(): void {
    this.#list.remove();
  }

  get #scroller(): Element {
    return find(this.#list.renderRoot, '.scroller');
  }

  async #show(): Promise<void> {
    this.#list.messages = this.#timeline.messages;
    // An update may cause another one.
    while (!(await this.#list.updateComplete));
    layOut(this.#scroller);
  }
}

/** The baseline: a `<ul>` with one `<li>` per message. */
class PlainList implements Implementation {
  readonly #list = document.createElement('ul');
  #deliveries: readonly Delivery[] = [];
  #atEnd = true;

  prepare(deliveries: readonly Delivery[]): void {
    this.#deliveries = deliveries;
  }

  render(): void {
    document.body.append(this.#list);
    for (const delivery of this.#deliveries) this.#append(delivery);
    this.#layOut();
  }

  receive(delivery: Delivery): void {
    this.#append(delivery);
    this.#layOut();
  }

  scrollUp(by: number): void {
    this.#atEnd = false;
    this.#list.scrollTop -= by;
  }

  countElements(): number {
    return this.#list.querySelectorAll('*').length;
  }

  remove(): void {
    this.#list.remove();
  }

  #append({ text }: Delivery): void {
    const line = document.createElement('li');
    line.textContent = text;
    this.#list.append(line);
  }

  #layOut(): void {
    if (this.#atEnd) this.#list.scrollTop = this.#list.scrollHeight;
    layOut(this.#list);
  }
}

export const IMPLEMENTATIONS = {
  list: () => new MessageList(),
  plain: () => new PlainList(),
} satisfies Record<string, () => Implementation>;

function parse({ item, publisherId }: Delivery): ParsedMessage {
  const parsed = parseItem(item, publisherId);
  if (parsed.kind !== 'message') throw new Error(`not a message: ${item}`);
  return parsed;
}

function find(root: ParentNode, selector: string): Element {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  return element;
}

/** Reading a size forces the browser to compute the layout. */
function layOut(scroller: Element): void {
  if (scroller.scrollHeight < scroller.clientHeight) throw new Error('not laid out');
}
