import type { ChatErrorCode } from '../../src/protocol/errors.js';
import type { RejectionCode } from '../../src/protocol/kinds/rejection.js';
import type { RelayRefusalCode } from '../../src/protocol/relay.js';
import type { DeskError } from '../../src/server/desk/desk-error.js';
import type { RefusalCode, TokenIssueErrorCode } from '../../src/server/index.js';

/*
 * What the documentation says of each error code. A code that is missing here does not compile.
 */

/** Why an error happens, and what ends it: sentences in Markdown. */
export interface Remedy {
  readonly cause: string;
  readonly cure: string;
}

type Remedies<Code extends string> = Readonly<Record<Code, Remedy>>;

/** Of the chat in the page: `event.error.code`, and what methods throw. */
export const CHAT_ERRORS: Remedies<ChatErrorCode> = {
  'configuration-invalid': {
    cause: 'An attribute is missing or makes no sense, or a file beside the script is missing.',
    cure: 'Correct what the message names.',
  },
  'token-refused': {
    cause: 'The token endpoint answered 401 or 403: `authorize` returned `null`.',
    cure: 'Let the visitor sign in, or enter another room; then call `reconnect()`.',
  },
  'token-not-found': {
    cause: 'There is no token endpoint at `token-url` (404).',
    cure: 'Correct `token-url`: it is relative to the page. Look at the request in the browser’s network panel.',
  },
  'token-rejected': {
    cause:
      'The token endpoint does not accept the request (400 and the like): the room’s name, for instance.',
    cure: 'Correct `room`: 1 to 128 bytes, without control characters. The answer’s body has a code of the table below.',
  },
  'token-invalid': {
    cause: 'The token endpoint’s answer has another shape than [the documented one](../tokens.md).',
    cure: 'Correct the field that the message names. `expiresAt` is in seconds, not in ms.',
  },
  'token-rate-limited': {
    cause: 'The token endpoint answered 429, or Momento issues no more tokens this second.',
    cure: 'Nothing: the chat tries again. If it happens often, ask Momento for more, or raise `tokenTtlSeconds`.',
  },
  'token-unavailable': {
    cause: 'The token endpoint is down, unreachable or too slow, or the browser may not call it.',
    cure: 'Start the server. On another origin, list the page in `allowedOrigins`. Under a policy, add it to `connect-src`.',
  },
  'token-short-lived': {
    cause:
      'Tokens live less than a minute, or a clock is wrong. Nothing fails: the chat asks for tokens all the time.',
    cure: 'Let tokens live longer, and set the server’s clock.',
  },
  'not-authenticated': {
    cause: 'Momento does not accept the token: it has expired, or is of another account or region.',
    cure: 'Nothing if it happens once: the chat asks for a new one. Otherwise compare `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT`.',
  },
  'not-permitted': {
    cause: 'The token does not allow this in the room.',
    cure: 'Issue tokens by `momentoTokenIssuer`, or with [all permissions that a room needs](../tokens.md).',
  },
  'cache-not-found': {
    cause: 'The account has no cache of that name in this region.',
    cure: 'Create it, or correct `cacheName` of the token endpoint.',
  },
  'quota-exceeded': {
    cause: 'A limit of the Momento account is reached.',
    cure: 'Nothing: messages wait and are sent. If it happens often, see [cost and quotas](../costs.md#quotas).',
  },
  'service-rejected': {
    cause: 'Momento calls the request invalid.',
    cure: 'Look at the error’s `cause`. It is a defect of the chat, or of a `store` of your own.',
  },
  'connection-lost': {
    cause: 'The live connection broke, or fell silent.',
    cure: 'Nothing: the chat reconnects and fetches what was missed. `reconnect()` tries at once.',
  },
  'connection-slow': {
    cause: 'The history takes long to arrive. Live messages are shown meanwhile.',
    cure: 'Nothing. A smaller `history-limit` helps where it happens often.',
  },
  'service-unavailable': {
    cause: 'Momento, or the relay, cannot be reached, is slow, or failed.',
    cure: 'Nothing if it passes. Otherwise look whether `connect-src` has the endpoint, and whether a proxy blocks it.',
  },
  'message-rejected': {
    cause: 'The moderator did not let the message pass. `reason` has its words.',
    cure: 'Nothing: the visitor sees the reason, and can change the text.',
  },
  'sending-too-fast': {
    cause: 'The moderator or the relay takes no more messages of this visitor for the moment.',
    cure: 'Nothing: the visitor is told when to try again. [Limits](../limits.md) can be raised.',
  },
  'message-too-long': {
    cause: 'The message does not fit in a topic’s item: 4 KB with its author and its details.',
    cure: 'Shorten it. `max-length` sets a limit that visitors see while they write.',
  },
  'outbox-full': {
    cause: 'Too many messages wait to be sent.',
    cure: 'Wait until the connection is back, or `discard(id)` some of `pending`.',
  },
  'attachment-not-allowed': {
    cause: 'The room takes no files, or none of this type, or no more of them in one message.',
    cure: 'Set `attachments` of the token endpoint, or choose another file. [Who takes what](../attachments.md).',
  },
  'attachment-too-large': {
    cause: 'The file exceeds the room’s `maxSize`, or a picture has too many pixels.',
    cure: 'Choose a smaller one, or raise `maxSize` (5 MB at most).',
  },
  'attachment-broken': {
    cause: 'The file is empty, or no picture that browsers can read.',
    cure: 'Choose another one.',
  },
  'attachment-lost': {
    cause: 'The file’s bytes are not here any more: they live 24 hours at most.',
    cure: 'Ask its sender for it again, or send it again.',
  },
};

/** Of the client that games have: `OverlayError.code`, besides those of the chat. */
export const OVERLAY_ERRORS: Remedies<'room-refused' | 'not-reachable'> = {
  'room-refused': {
    cause: 'The chat’s page does not let the game choose this room.',
    cure: 'List the room, or the game’s origin, in the chat’s page.',
  },
  'not-reachable': {
    cause: 'The chat’s frame has not answered for 10 s, was reloaded, or the client was disposed.',
    cure: 'Look whether the frame’s page loads, and whether `origin` and `momento-chat-allowed-origins` are right. A sent message may have arrived.',
  },
};

/** Of the answers of the token endpoint and the inbox: `error.code` in the body. */
export const REFUSALS: Remedies<RefusalCode> = {
  'malformed-address': {
    cause: 'The request’s URL cannot be read.',
    cure: 'Correct the caller.',
  },
  'foreign-page': {
    cause: 'A page of another origin asked.',
    cure: 'List the page’s origin in `allowedOrigins`. Behind a proxy, list the public origin.',
  },
  'missing-room': { cause: 'The URL has no `room`.', cure: 'Add `?room=…`.' },
  'duplicate-room': { cause: 'The URL has `room` twice.', cure: 'Leave one out.' },
  'invalid-room': {
    cause:
      'The room’s name is empty, has more than 128 bytes, or has characters that names must not have.',
    cure: 'Choose another name; `roomNameFault(name)` says what is wrong.',
  },
  'malformed-answers': {
    cause: 'The answers before the chat are no texts by name, or too many, or too long.',
    cure: 'Keep to [their limits](../pre-chat.md#on-the-server).',
  },
  'malformed-request': {
    cause: 'A request to the inbox has another shape than the documented one.',
    cure: 'Correct the caller: [the inbox](../inbox.md).',
  },
  'no-conversation': {
    cause: 'The inbox has no conversation of this room: nobody has written, or it has ended.',
    cure: 'Read the list anew.',
  },
  'unknown-agent': {
    cause: 'The agent who should get the conversation was not here for a day.',
    cure: 'Choose another one.',
  },
  'no-desk': {
    cause: 'Reports were asked for, and the inbox has no `desk`.',
    cure: 'Give `createInbox` the moderators’ desk.',
  },
  'no-report': {
    cause:
      'A report was to be settled that another moderator has settled, or whose message is gone.',
    cure: 'Nothing: the inbox asks for the queue again.',
  },
  conflict: {
    cause: 'Another agent was first; the answer has the conversation as it is now.',
    cure: 'Nothing: the inbox shows who has it.',
  },
  'no-bot': {
    cause: 'The conversation should go to a bot, and the moderator has none.',
    cure: 'Give `createModerator` a `bot`.',
  },
  forbidden: {
    cause: '`authorize` returned `null`, or a moderator has banned the user.',
    cure: 'If the visitor should enter, look at your session and at the room’s name in `authorize`.',
  },
  'method-not-allowed': { cause: 'Neither GET nor POST.', cure: 'Use one of them.' },
  'too-slow': {
    cause: 'The body did not arrive within 3 s.',
    cure: 'Nothing: the chat tries again.',
  },
  'too-large': { cause: 'The body has more than 16,384 bytes.', cure: 'Ask visitors for less.' },
  'unsupported-type': {
    cause: 'The body is not `application/json`.',
    cure: 'Set `Content-Type`.',
  },
  'rate-limited': {
    cause: 'Momento issues no more tokens this second: 5 for an account.',
    cure: 'Nothing: the answer has `Retry-After`. Raise `tokenTtlSeconds` if it happens often.',
  },
  'too-many-rooms': {
    cause: 'The user or the address has tokens for too many moderated rooms.',
    cure: 'Raise `maxRoomsPerVisitor` or `maxRoomsPerAddress` of the moderator. See [limits](../limits.md).',
  },
  'authorization-failed': {
    cause: '`authorize`, `mode` or `addressOf` threw an error.',
    cure: 'Look at what `onError` got.',
  },
  'server-misconfigured': {
    cause:
      'A function of yours returned something that makes no sense, or Momento refuses the API key.',
    cure: 'Look at what `onError` got.',
  },
  'momento-unavailable': {
    cause: 'Momento, or your `issueToken`, could not be reached.',
    cure: 'Nothing: the answer has `Retry-After`. Look at what `onError` got.',
  },
};

/** Of `TokenIssueError`, which an `issueToken` throws. */
export const TOKEN_ISSUE_ERRORS: Remedies<TokenIssueErrorCode> = {
  'rate-limited': {
    cause: 'The issuer takes no more requests for the moment.',
    cure: 'Nothing: the endpoint answers 429, and the chat waits.',
  },
  unavailable: {
    cause: 'The issuer cannot be reached.',
    cure: 'Nothing: the endpoint answers 503, and the chat tries again.',
  },
  refused: {
    cause: 'The issuer does not accept the API key or the request.',
    cure: 'Correct `MOMENTO_API_KEY` and `MOMENTO_ENDPOINT`; the key must be allowed to issue tokens.',
  },
};

/** Of a relay’s answers: `code`. */
export const RELAY_REFUSALS: Remedies<RelayRefusalCode> = {
  malformed: {
    cause: 'The event has another shape than the documented one.',
    cure: 'Correct the client: [on the wire](wire.md).',
  },
  'not-allowed': {
    cause: 'The host does not let the visitor in, or write here.',
    cure: 'Look at `authorize`, `authorizeRoom` and the desk’s bans.',
  },
  'not-joined': { cause: 'The socket is not in this room.', cure: 'Send `join` first.' },
  'too-many-rooms': {
    cause: 'The socket or the address is in too many rooms.',
    cure: 'Leave some. [Limits](../limits.md) can be raised.',
  },
  'message-too-long': { cause: 'The message exceeds `maxMessageBytes`.', cure: 'Shorten it.' },
  'file-lost': {
    cause: 'Parts of a file are not stored.',
    cure: 'Upload them again, then send the message.',
  },
  'file-refused': {
    cause: 'A file is not what its description says, is not taken here, or is another visitor’s.',
    cure: 'Describe the file as it is, within the `attachments` of the answer to `join`.',
  },
  'rate-limited': {
    cause: 'Too much at once.',
    cure: 'Wait for `retryAfterMs`. [Limits](../limits.md) can be raised.',
  },
  rejected: {
    cause: 'The moderator does not let the message pass.',
    cure: 'Show `message` to its sender.',
  },
  unavailable: {
    cause: 'Momento, or a function of the host, failed.',
    cure: 'Try again later with the same `id`. Look at what `onError` got.',
  },
};

/** Of the moderator’s answer to a sender. */
export const REJECTIONS: Remedies<RejectionCode> = {
  rejected: {
    cause: '`moderate` returned `{ reject }`, or a rule of the desk holds.',
    cure: 'Nothing: the sender sees the reason.',
  },
  'too-long': {
    cause: 'With the name of its verified author the message has more than 4 KB.',
    cure: 'Shorten the text, or the name that `profileOf` returns.',
  },
  'rate-limited': {
    cause: 'The sender has reached `rateLimit`, slow mode, or a limit of files.',
    cure: 'Nothing: the sender is told when to try again.',
  },
  'moderation-failed': {
    cause: '`moderate` threw, or took more than `timeoutMs`.',
    cure: 'Look at what `onError` got. The sender may try again.',
  },
  'file-lost': {
    cause: 'Parts of a file of the message are not stored.',
    cure: 'Nothing: the chat stores them again, and sends the message again, once.',
  },
};

/** Of `DeskError`, which the moderators’ desk throws. */
export const DESK_ERRORS: Remedies<DeskError['code']> = {
  'not-allowed': {
    cause:
      'The roles of both users do not allow it: a moderator acts on members, an owner on moderators, too.',
    cure: 'Let another person do it, or correct `roleOf`.',
  },
};
