/** For the host's back end: who may enter which room. Nothing here runs in a browser. */
export { createTokenEndpoint, type TokenEndpointAnswer } from './token-endpoint.js';
export type { TokenEndpointOptions } from './token-endpoint-options.js';
export type { Authorization, AuthorizedUser } from './authorization.js';
export type { RefusalCode } from './refusal.js';
export {
  momentoTokenIssuer,
  type MomentoCredentials,
  type MomentoTokenIssuer,
  type MomentoTokenIssuerOptions,
} from './momento-token-issuer.js';
export {
  TokenIssueError,
  type IssuedToken,
  type RoomAccess,
  type TokenGrant,
  type TokenIssueErrorCode,
  type TokenIssuer,
} from './token-issuer.js';
export { MAX_ROOM_NAME_BYTES, roomNameFault } from './room-name.js';
