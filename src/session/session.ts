import type { PreChatAnswers } from '../protocol/answers.js';
import type { OwnDeskState } from '../protocol/kinds/desk-state.js';
import type { Role } from '../protocol/role.js';
import type { ChatMode } from '../protocol/room-rules.js';
import type { AttachmentRules } from '../protocol/attachments.js';
import type { ChatUser } from '../protocol/chat-user.js';

/** A validated token answer: all that is needed to enter one room. It is frozen; a new token makes a new session. */
export interface Session {
  readonly room: string;
  readonly authToken: string;
  /** When the token expires, in epoch ms by the server's clock: the visitor's may be hours off. */
  readonly expiresAt: number;
  /** The token's remaining life when it arrived, in ms. Not above 0 if the clocks disagree. */
  readonly lifetimeMs: number;
  readonly cacheName: string;
  readonly user: ChatUser;
  /** Whether `user` comes from the token endpoint, not from an attribute or a generated guest name. */
  readonly userIsVouchedFor: boolean;
  readonly mode: ChatMode;
  readonly readOnly: boolean;
  /** What the visitor is in the room. In a direct room, without a server, it allows nothing: nobody could prove it. */
  readonly role: Role;
  /** Whether reactions, edits and removals reach the room: a server of an older version would swallow them. */
  readonly relations: boolean;
  /** Whether signals such as typing reach the room's readers. */
  readonly signals: boolean;
  /** What the room's server tells, as it was answered: a `ServedState`; undefined: it has neither desk nor inbox. @internal */
  readonly desk?: unknown;
  /** The files that the room takes; undefined: none. */
  readonly attachments: AttachmentRules | undefined;
  /** Whether no agent is here to answer, by the word of the token endpoint. */
  readonly away: boolean;
  /** How long visitors have waited for an agent of late, in seconds; undefined where the token endpoint does not tell. */
  readonly answerSeconds: number | undefined;
  /** Origin of another Momento endpoint, e.g. `http://127.0.0.1:8081`. Undefined means the one named in the token. */
  readonly endpoint: string | undefined;
}

/** The answer of the host's token endpoint, and the result of a `tokenProvider`. */
export interface TokenResponse {
  /** A Momento disposable token for the room. */
  authToken: string;
  /** When the token expires, in epoch seconds. */
  expiresAt: number;
  /** Default: the element's `cache-name`. */
  cacheName?: string;
  /** The visitor. `id` is the token's tokenId (64 characters at most, a limit of the service). */
  user?: { id: string; name?: string; avatarUrl?: string };
  /** Default: `direct`. */
  mode?: ChatMode;
  /** Whether the token only allows reading. Default: false. */
  readOnly?: boolean;
  /** What the visitor is in the room: the chat offers a `moderator` or an `owner` to remove others' messages. Default: `member`. */
  role?: Role;
  /**
   * What the room's server handles besides messages: `relations` (reactions, edits and removals) and `signals` (typing,
   * read marks and presence). Default: all of it in a direct room, which needs no server for it; nothing in a moderated one.
   */
  features?: readonly string[];
  /**
   * The files that the room takes: the token opens the room's files as well, see `momento-chat/server`. `maxSize`: bytes of
   * one file, 1 MB by default, 5 MB at most. Default: none.
   */
  attachments?: { types: 'images' | 'any'; maxSize?: number };
  /** What holds in a moderated room whose server has a moderators' desk: what its `guard.stateFor` returns. Default: no desk. */
  desk?: OwnDeskState;
  /** Whether no agent is here to answer: the chat shows it as by the attribute `away`. Default: false. */
  away?: boolean;
  /** How long visitors have waited for an agent of late, in seconds. */
  answerSeconds?: number;
  /** Another Momento endpoint: an https origin, or http on loopback. */
  endpoint?: string;
}

/**
 * Gets a token in place of `token-url`, for hosts that must add headers or already hold a token.
 * A rejection counts as an endpoint that cannot be reached, unless it is a `ChatError`.
 *
 * `answers` are what the visitor has answered before the chat, texts by name; empty where nothing was asked.
 */
export type TokenProvider = (
  room: string,
  options: { signal: AbortSignal; answers: PreChatAnswers },
) => Promise<TokenResponse>;

/** An answer that is not validated yet. */
export interface TokenAnswer {
  readonly body: unknown;
  /** The guest id that the server has assigned, where it does so. */
  readonly guestId?: string | undefined;
  /** When the server answered, in epoch ms by its own clock, if it says so. */
  readonly servedAt: number | undefined;
}

/** Gets one token answer for a room. */
export type TokenSource = (room: string, signal: AbortSignal) => Promise<TokenAnswer>;
