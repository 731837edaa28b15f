/**
 * For the host's back end: who may enter which room. Nothing here runs in a browser.
 *
 * And nothing here needs Node: what asks Momento for tokens over gRPC, which edge runtimes do not
 * have, is an entry of its own, `momento-chat/server/momento-token-issuer`.
 */
export { createTokenEndpoint, type TokenEndpointAnswer } from './token-endpoint.js';
export type { TokenEndpointOptions } from './token-endpoint-options.js';
export type { Authorization, AuthorizedUser } from './authorization.js';
export type { RefusalCode } from './refusal.js';
export {
  TokenIssueError,
  type IssuedToken,
  type RoomAccess,
  type TokenGrant,
  type TokenIssueErrorCode,
  type TokenIssuer,
} from './token-issuer.js';
export { MAX_ROOM_NAME_BYTES, roomNameFault } from './room-name.js';
