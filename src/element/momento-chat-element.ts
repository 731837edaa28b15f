import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Room } from '../core/room.js';
import { tokenFetcher } from '../session/fetch-token.js';
import { providedTokens } from '../session/session-source.js';
import type { Session, TokenProvider } from '../session/session.js';
import { MomentoTransport } from '../transport/momento/momento-transport.js';
import type { Transport } from '../transport/transport.js';
import { toNumber } from './attribute-converters.js';
import { ChatElement } from './chat-element.js';
import { DEFAULT_CACHE_NAME } from './create-room.js';

const DEFAULT_HISTORY_LIMIT = 100;
/** What one list of 5 MB (a limit of the service) can hold of messages of some 500 bytes. */
const MAX_HISTORY_LIMIT = 10_000;
const DEFAULT_HISTORY_TTL_SECONDS = 3600;
/** 24 hours: the longest that the service keeps anything. */
const MAX_HISTORY_TTL_SECONDS = 86_400;

/**
 * A chat room on Momento: history from a cache list, live messages from a topic. Inline, as a launcher in a corner
 * of the window, or over a game.
 *
 * @tag momento-chat
 */
export class MomentoChatElement extends ChatElement {
  /** @internal */
  protected static override roomProperties: readonly PropertyKey[] = [
    ...super.roomProperties,
    'tokenUrl',
    'tokenProvider',
    'cacheName',
    'historyLimit',
    'historyTtl',
  ];

  /** The host's token endpoint, asked as `GET {token-url}?room={room}`; with `preChatAnswers` as a `POST`. Relative URLs resolve against the page. */
  @property({ attribute: 'token-url' }) tokenUrl = '';

  /** Gets a token in place of `token-url`. Another function is used from the next token on. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;

  /** The Momento cache, where the token endpoint does not name one. */
  @property({ attribute: 'cache-name' }) cacheName = DEFAULT_CACHE_NAME;

  /** Messages kept as history, 10,000 at most; 0: live messages only, and no list at all. */
  @property({
    type: Number,
    attribute: 'history-limit',
    converter: toNumber(DEFAULT_HISTORY_LIMIT),
  })
  historyLimit = DEFAULT_HISTORY_LIMIT;

  /** How long the history outlives its last message, in seconds; 86,400 at most (a limit of the service). */
  @property({
    type: Number,
    attribute: 'history-ttl',
    converter: toNumber(DEFAULT_HISTORY_TTL_SECONDS),
  })
  historyTtl = DEFAULT_HISTORY_TTL_SECONDS;

  /** @internal */
  protected override get address(): string {
    return this.tokenUrl;
  }

  /** @internal */
  protected override willUpdate(changed: PropertyValues<this>): void {
    // A room of the same name in another cache is another room.
    if (this.hasUpdated && changed.has('cacheName')) this.leaveRoom();
    super.willUpdate(changed);
  }

  /** @internal */
  protected override createRoom(): Room {
    const { tokenUrl, tokenProvider, credentials, preChatAnswers: answers } = this;
    if (!tokenUrl && !tokenProvider)
      throw this.configurationError('needs the attribute "token-url"');
    if (!['same-origin', 'include', 'omit'].includes(credentials)) {
      throw this.configurationError('knows the "credentials" same-origin, include and omit');
    }
    const history = {
      limit: bounded(this.historyLimit, DEFAULT_HISTORY_LIMIT, MAX_HISTORY_LIMIT),
      ttlSeconds: Math.max(
        1,
        bounded(this.historyTtl, DEFAULT_HISTORY_TTL_SECONDS, MAX_HISTORY_TTL_SECONDS),
      ),
    };
    const tokens = tokenProvider
      ? // Each token comes from the newest function: templates set another one at every render.
        providedTokens((...request) => (this.tokenProvider ?? tokenProvider)(...request), answers)
      : tokenFetcher({ tokenUrl, credentials, answers });
    const createTransport = (session: Session): Transport => new MomentoTransport(session, history);
    return this.roomThrough({ tokens, createTransport }, this.cacheName);
  }
}

/** Ignores values that are not numbers of 0 or more, as for attributes: templates set properties, too. */
function bounded(value: unknown, fallback: number, max: number): number {
  return typeof value === 'number' && value >= 0 ? Math.min(max, Math.floor(value)) : fallback;
}

declare global {
  interface HTMLElementTagNameMap {
    'momento-chat': MomentoChatElement;
  }
}
