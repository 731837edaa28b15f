import { ChatError, isAbort } from '../errors.js';
import type { Session, TokenProvider } from './session.js';
import { parseTokenResponse, type SessionDefaults } from './token-response.js';

/** Gets sessions for one room: one request at a time, however many ask. */
export class SessionSource {
  readonly #provider: TokenProvider;
  readonly #defaults: SessionDefaults;
  readonly #disposal = new AbortController();
  #inFlight: Promise<Session> | undefined;

  constructor(provider: TokenProvider, defaults: SessionDefaults) {
    this.#provider = provider;
    this.#defaults = defaults;
  }

  /**
   * A session from a new token.
   *
   * @throws ChatError with a `token-…` code; AbortError after `dispose()`
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
    const { signal } = this.#disposal;
    signal.throwIfAborted();
    const answer = await this.#ask(signal);
    // A provider of the host's may ignore the signal: its late answer must not open a room that is gone.
    signal.throwIfAborted();
    return parseTokenResponse(answer, this.#defaults);
  }

  async #ask(signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#provider(this.#defaults.room, { signal });
    } catch (cause) {
      if (cause instanceof ChatError || (signal.aborted && isAbort(cause))) throw cause;
      throw new ChatError('token-unavailable', 'unable to get a token; tokenProvider rejected.', {
        cause,
      });
    }
  }
}
