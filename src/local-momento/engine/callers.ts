import { permissionDenied, unauthenticated } from '../status.js';
import { allows, describeAccess, type Access } from './permissions.js';
import type { TokenClaims, Tokens } from './tokens.js';

/** Who makes a call, and what they may do. */
export interface Caller {
  /** The id in the caller's token; empty for callers without one. */
  readonly tokenId: string;
  /** Epoch milliseconds after which the caller is nobody; undefined when that never comes. */
  readonly expiresAtMs: number | undefined;
  /** Throws PERMISSION_DENIED unless the caller may. */
  require(access: Access): void;
}

/** May do everything: the holder of the API key, and callers that are trusted unasked. */
export const superUser: Caller = {
  tokenId: '',
  expiresAtMs: undefined,
  require: () => undefined,
};

/**
 * Tells who calls by the `authorization` header. Without one (`CredentialProvider.forMomentoLocal`
 * sends it empty) a caller is trusted where the face says so, and refused elsewhere. A credential
 * that is sent is always checked: nobody gains by sending a wrong one.
 */
export function authenticate(
  tokens: Tokens,
  credential: string | undefined,
  trustTheAnonymous: boolean,
): Caller {
  if (!credential) {
    if (trustTheAnonymous) return superUser;
    throw unauthenticated('no token was sent');
  }
  return tokens.isApiKey(credential) ? superUser : bearerOf(tokens.verify(credential));
}

function bearerOf(claims: TokenClaims): Caller {
  return {
    tokenId: claims.tokenId,
    expiresAtMs: claims.expiresAt * 1000,
    require(access) {
      if (!allows(claims.permissions, access)) throw permissionDenied(describeAccess(access));
    },
  };
}
