import { permissionDenied, unauthenticated } from './status.js';
import { allows, describeAccess, type Access } from './permissions.js';
import type { TokenClaims, Tokens } from './tokens.js';

/** The identity behind a call and its permissions. */
export interface Caller {
  /** The id in the caller's token; empty for callers without one. */
  readonly tokenId: string;
  /** Epoch milliseconds at which the credential expires; undefined if it never does. */
  readonly expiresAtMs: number | undefined;
  /** Throws PERMISSION_DENIED unless the caller has this access. */
  require(access: Access): void;
}

/** Has every permission: the holder of the API key, and trusted callers without a credential. */
export const superUser: Caller = {
  tokenId: '',
  expiresAtMs: undefined,
  require: () => undefined,
};

/**
 * Authenticates a caller by the `authorization` header. Without one (`CredentialProvider.forMomentoLocal`
 * sends an empty header) the caller is trusted if `trustsAnonymous`, and refused otherwise. A credential
 * that is present is always verified.
 */
export function authenticate(
  tokens: Tokens,
  credential: string | undefined,
  trustsAnonymous: boolean,
): Caller {
  if (!credential) {
    if (trustsAnonymous) return superUser;
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
