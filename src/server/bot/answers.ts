import { toJson } from '../../protocol/json.js';
import { byteLength } from '../../protocol/limits.js';
import { ownFields } from '../../protocol/own-fields.js';
import { keyOf } from '../store/leases.js';
import type { RoomStore } from '../store/room-store.js';
import { partsOf } from './answer-text.js';
import type { Question } from './question.js';

/** What became of the question for an answer. */
export type Answer =
  /** There is no answer, and there will be none. */
  | { readonly state: 'none' }
  /** The texts of the messages that are the answer: they may be stored or not. Then agents may get the conversation. */
  | {
      readonly state: 'decided';
      readonly parts: readonly string[];
      readonly isHandedOver?: boolean;
      /** Buttons below the last message; left out if there are none. */
      readonly suggestions?: readonly string[];
    }
  | { readonly state: 'stored' };

/** What a text of the host makes of a question; null: it has none. */
export function answerOf({ suggestions, isHandedOver }: Question, text: string | null): Answer {
  const spareBytes = suggestions.length > 0 ? byteLength(toJson({ suggestions })) : 0;
  const parts = text === null ? [] : partsOf(text, spareBytes);
  if (parts.length === 0 && !isHandedOver) return { state: 'none' };
  return {
    state: 'decided',
    parts,
    ...(isHandedOver && { isHandedOver }),
    ...(suggestions.length > 0 && { suggestions }),
  };
}

/** How long it is known that a message was answered, in seconds: longer than any process asks for it again. */
const TTL_SECONDS = 3_600;

/** The answers of a bot, by the messages that they answer: the first decision holds, whichever process makes it. */
export class Answers {
  readonly #store: RoomStore;
  readonly #botId: string;

  constructor(store: RoomStore, botId: string) {
    this.#store = store;
    this.#botId = botId;
  }

  /** @throws the store's error */
  async of(room: string, messageId: string): Promise<Answer | undefined> {
    const value = await this.#store.get(this.#keyOf(room, messageId));
    // Only servers can write this key, so the value is trusted.
    return value === undefined ? undefined : ownFields<Answer>(JSON.parse(value));
  }

  /** @returns the decision that holds: this one, or an earlier one @throws the store's error */
  async decide(room: string, messageId: string, answer: Answer): Promise<Answer> {
    const key = this.#keyOf(room, messageId);
    const isFirst = await this.#store.setIfAbsent(key, JSON.stringify(answer), TTL_SECONDS);
    return isFirst ? answer : ((await this.of(room, messageId)) ?? answer);
  }

  /** All of its messages are stored. */
  async settle(room: string, messageId: string): Promise<void> {
    const answer: Answer = { state: 'stored' };
    await this.#store.set(this.#keyOf(room, messageId), JSON.stringify(answer), TTL_SECONDS);
  }

  #keyOf(room: string, messageId: string): string {
    return keyOf('bot', room, this.#botId, messageId);
  }
}
