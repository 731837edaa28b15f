import type { ChatMessage } from '../protocol/message.js';
import type { Session } from '../session/session.js';
import { MAX_PENDING } from './outbox/outbox.js';

/** More messages are never on their way at once. */
const MAX_SENT_IDS = 2 * MAX_PENDING;

/** The visitor's identity: as the token endpoint says, or as the service shows by the visitor's own messages. */
export class Identity {
  #session: Session | undefined;
  /** The ids of the newest messages sent from here. */
  readonly #sentIds = new Set<string>();
  #learnedId: string | undefined;
  /** Whether a server stores what is sent, and decides who may do what. */
  hasServer = false;

  set session(session: Session) {
    this.#session = session;
  }

  /** The name that the visitor's messages carry. */
  get name(): string {
    return this.#session?.user.name ?? '';
  }

  /** The author id of the visitor's messages, as far as it is known. */
  get ownId(): string | undefined {
    return this.provenId ?? this.#session?.user.id;
  }

  /** The id that the service gives the visitor's messages, where it is known for certain. */
  get provenId(): string | undefined {
    return this.#isVouchedFor ? this.#session?.user.id : this.#learnedId;
  }

  get #isVouchedFor(): boolean {
    return this.#session?.userIsVouchedFor === true;
  }

  /** Whether the visitor may remove the messages of others. */
  get moderates(): boolean {
    return this.hasServer && (this.#session?.role ?? 'member') !== 'member';
  }

  /** A message is sent from here. */
  addSent(id: string): void {
    this.#sentIds.add(id);
    const [oldest] = this.#sentIds;
    if (oldest !== undefined && this.#sentIds.size > MAX_SENT_IDS) this.#sentIds.delete(oldest);
  }

  /** Learns from the first answer to a message of the visitor's, where the token endpoint does not say who it is. */
  learn(messageId: string, userId: string | undefined): void {
    if (this.#isVouchedFor || !this.#sentIds.has(messageId)) return;
    this.#learnedId ??= userId;
  }

  /** Whether the message was sent from here by the visitor who was learned: that proves its author. */
  isLearnedOwn({ id, author }: ChatMessage): boolean {
    return !this.#isVouchedFor && this.#sentIds.has(id) && author.id === this.#learnedId;
  }
}
