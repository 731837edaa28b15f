import type { ReactiveElement } from 'lit';
import type { TabStore } from '../../platform/tab-store.js';
import { textsIn, type PreChatAnswers } from '../../protocol/answers.js';
import { parseJson, toJson } from '../../protocol/json.js';
import type { Session } from '../../session/session.js';
import { Seats } from '../controllers/seats.js';
import { Draft, type DraftField } from './draft.js';
import type { Remembered } from './remembered.js';
import { Unread } from './unread.js';

export interface RoomMemoryConfig {
  /** The composer. */
  field: () => DraftField;
  /** The current session; undefined where there is none. */
  session: () => Session | undefined;
}

/**
 * What the tab remembers of a room, over a reload and over a visit to another page, for one element and one user: the
 * draft, which messages were read, whether the chat was open, and what was answered before it. Only here are keys made, and stored texts read: any script
 * of the page can write there, so that a text may be anything.
 */
export class RoomMemory {
  readonly draft: Draft;
  readonly unread = new Unread();
  readonly #host: ReactiveElement;
  readonly #store: TabStore;
  readonly #config: RoomMemoryConfig;
  readonly #seats: Seats;
  /** Among the page's elements that are set up alike: a reload gives it the same one, whichever of them enters first. */
  #number = 0;

  constructor(host: ReactiveElement, store: TabStore, config: RoomMemoryConfig) {
    this.#host = host;
    this.#store = store;
    this.#config = config;
    this.#seats = new Seats(host);
    this.draft = new Draft(config.field);
  }

  /** For each update of the host. @param setup is the same for elements that are set up alike */
  identify(setup: string): void {
    this.#number = this.#seats.take(setup);
  }

  /** Whether the chat was open in a room: asked before it is known who the user is. */
  opened(room: string): Remembered<boolean> {
    return this.#remembered(
      `open:${this.#nameOf(room)}`,
      (text) => (text === undefined ? undefined : text === 'open'),
      (opened) => (opened ? 'open' : 'closed'),
    );
  }

  /** What the visitor has answered before the chat, in a room: the user is known by it, if at all. */
  answers(room: string): Remembered<PreChatAnswers> {
    return this.#remembered(
      `answers:${this.#nameOf(room)}`,
      (text) => textsIn(parseJson(text)),
      toJson,
    );
  }

  /** The room and the user are known. */
  enter(session: Session): void {
    const owner = toJson([session.cacheName, session.room, session.user.id]);
    this.unread.enter(this.#remembered(`read:${owner}`, parseIds, toJson));
    // The composer is rendered by then, even when the first token is there at once.
    void this.#host.updateComplete.then(() => {
      if (this.#config.session() !== session) return;
      const seat = this.#seats.take(owner, this.#number);
      const place = `${owner}${seat > 0 ? `:${seat}` : ''}`;
      this.draft.enter(owner, {
        text: this.#remembered(`draft:${place}`, asItIs, asItIs),
        details: this.#remembered(`draft-details:${place}`, parseJson, toJson),
      });
    });
  }

  /** Another room, or no user: nothing of this one is shown any more. */
  leave(): void {
    this.draft.leave();
    this.unread.leave();
  }

  #nameOf(room: string): string {
    // No room's name has a line break.
    return this.#number > 0 ? `${room}\n${this.#number}` : room;
  }

  #remembered<Value>(
    name: string,
    parse: (text: string | undefined) => Value | undefined,
    format: (value: Value) => string,
  ): Remembered<Value> {
    const store = this.#store;
    const key = `momento-chat:${name}`;
    return {
      key,
      get: () => parse(store.get(key)),
      set: (value) => (value === undefined ? store.remove(key) : store.set(key, format(value))),
    };
  }
}

function asItIs<Text>(text: Text): Text {
  return text;
}

function parseIds(text: string | undefined): readonly string[] | undefined {
  const ids = parseJson(text);
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : undefined;
}
