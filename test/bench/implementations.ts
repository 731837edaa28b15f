import { parseItem } from '../../src/protocol/item.js';
import type { ParsedMessage } from '../../src/protocol/message-codec.js';
import { Timeline } from '../../src/core/timeline/timeline.js';
import '../../src/views/message-list.js';
import { READER_ID, type Delivery } from './conversation.js';

/** One that shows a conversation. What it renders is laid out when it says that it is done. */
export interface Contestant {
  /** Takes the conversation so far into memory. */
  prepare(deliveries: readonly Delivery[]): void;
  render(): void | Promise<void>;
  /** Takes a message that arrives, and shows it. */
  receive(delivery: Delivery): void | Promise<void>;
  /** Scrolls the reader up, by so many px. */
  scrollUp(by: number): void;
  countElements(): number;
  remove(): void;
}

export type ContestantName = keyof typeof CONTESTANTS;

/** Ours: from the topic item to the pixels, by way of the timeline. */
class ListContestant implements Contestant {
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
    // An update may bring another one with it.
    while (!(await this.#list.updateComplete));
    layOut(this.#scroller);
  }
}

/** What there is to beat: a list, and an element more for every message. */
class PlainContestant implements Contestant {
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

export const CONTESTANTS = {
  list: () => new ListContestant(),
  plain: () => new PlainContestant(),
} satisfies Record<string, () => Contestant>;

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

/** Asking for a size makes the browser work out everything that decides it. */
function layOut(scroller: Element): void {
  if (scroller.scrollHeight < scroller.clientHeight) throw new Error('not laid out');
}
