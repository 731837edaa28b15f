import type { PreChatAnswers } from '../protocol/answers.js';
import { withDeadline, type Clock } from '../platform/clock.js';
import { ChatError } from '../protocol/errors.js';
import { ownFields } from '../protocol/own-fields.js';
import type { Session, TokenProvider, TokenSource } from './session.js';
import { parseTokenResponse, type SessionDefaults } from './token-response.js';

/** An endpoint that takes longer counts as down, in ms. */
const DEADLINE_MS = 10_000;

/** Gets sessions for one room: one request at a time, however many ask. */
export class SessionSource {
  readonly #source: TokenSource;
  readonly #defaults: SessionDefaults;
  readonly #clock: Clock;
  readonly #disposal = new AbortController();
  #inFlight: Promise<Session> | undefined;

  constructor(source: TokenSource, defaults: SessionDefaults, clock: Clock) {
    this.#source = source;
    this.#defaults = defaults;
    this.#clock = clock;
  }

  /**
   * A session from a new token.
   *
   * @throws ChatError with a `token-…` code, `token-unavailable` after 10 s without an answer; AbortError
   *   after `dispose()`
   */
  fetch(): Promise<Session> {
    this.#inFlight ??= this.#fetch().finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  /** Calls off the request under way. */
  dispose(): void {
    this.#disposal.abort();
  }

  async #fetch(): Promise<Session> {
    // The deadline holds for providers of the host's too, which may heed no signal.
    const { body, servedAt, guestId } = await withDeadline(
      this.#clock,
      DEADLINE_MS,
      this.#disposal.signal,
      noAnswer,
      (signal) => this.#source(this.#defaults.room, signal),
    );
    return parseTokenResponse(body, this.#defaults, servedAt ?? this.#clock.now(), guestId);
  }
}

/** A source that asks the host's own function. */
export function providedTokens(
  provider: TokenProvider,
  answers: PreChatAnswers = ownFields({}),
): TokenSource {
  return async (room, signal) => {
    try {
      return { body: await provider(room, { signal, answers }), servedAt: undefined };
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof ChatError) throw cause;
      throw new ChatError('token-unavailable', 'unable to get a token; tokenProvider rejected.', {
        cause,
      });
    }
  };
}

function noAnswer(): ChatError {
  const seconds = String(DEADLINE_MS / 1000);
  return new ChatError(
    'token-unavailable',
    `unable to get a token; the token endpoint has not answered for ${seconds} s.`,
  );
}
