import type { Person } from '../protocol/chat-user.js';

/** Where the people come from who are offered after an `@`. */
export interface PeopleSource {
  /** Those whom the chat knows, in the order in which they are offered. */
  known(): Iterable<Person>;
  /** Asks the host. Never rejects. */
  find(query: string, signal: AbortSignal): Promise<readonly Person[]>;
}
