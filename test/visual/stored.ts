import type { MomentoChatElement } from '../../src/momento-chat.js';
import { CACHE, untilStatus, type ChatFixture } from '../helpers/chat-fixture.js';

export const PEOPLE = {
  ada: 'Ada',
  grace: 'Grace',
  katherine: 'Katherine',
  noor: 'نور',
  edsger: 'Édsger W. Dijkstra the Considerably Long Named',
} as const;
export type Person = keyof typeof PEOPLE;

/** What a list element has besides the fields that all have. */
type Fields = Readonly<Record<string, unknown>>;

const MINUTE_MS = 60_000;

/** What a room's two lists have: messages, and what was said about them. */
export class Stored {
  readonly #messages: string[] = [];
  readonly #relations: string[] = [];
  #order = 0;
  #minutes: number;

  /** @param minutes how long ago the first one was sent; a minute passes between two */
  constructor(minutes: number) {
    this.#minutes = minutes;
  }

  /** The next message. */
  say(id: string, by: Person, message: string, fields: Fields = {}): this {
    this.#messages.push(this.#item(by, { id, message, ...fields }));
    return this;
  }

  /** The next event about a message. */
  relate(by: Person, type: string, fields: Fields): this {
    this.#relations.push(this.#item(by, { id: `relation-${this.#order}`, type, ...fields }));
    return this;
  }

  react(target: string, emoji: string, ...people: readonly Person[]): this {
    for (const by of people) this.relate(by, 'reaction', { target, emoji, on: true });
    return this;
  }

  /** Puts all of it into a room. */
  async store({ room }: MomentoChatElement, { engine }: ChatFixture): Promise<void> {
    await engine.push({ cache: CACHE, list: room }, ...this.#messages);
    if (this.#relations.length === 0) return;
    const list = `momento-chat/relations/${JSON.stringify([room])}`;
    await engine.push({ cache: CACHE, list }, ...this.#relations);
  }

  #item(by: Person, fields: Fields): string {
    this.#order += 1;
    this.#minutes -= 1;
    const timestamp = Date.now() - this.#minutes * MINUTE_MS;
    const all = { userId: by, username: PEOPLE[by], timestamp, order: this.#order, ...fields };
    return JSON.stringify(all);
  }
}

export const connected = (element: MomentoChatElement): Promise<void> =>
  untilStatus(element, 'connected');

/** A message that another program stores and publishes, with a time. */
export async function arrive(
  element: MomentoChatElement,
  { engine }: ChatFixture,
  id: string,
  message: string,
): Promise<void> {
  const fields = { id, userId: 'grace', username: 'Grace', message, timestamp: Date.now() };
  const text = JSON.stringify(fields);
  await engine.push({ cache: CACHE, list: element.room }, text);
  await engine.publish({ cache: CACHE, topic: element.room, text, tokenId: 'grace' });
}
