import { credentials, status, type ServiceError } from '@grpc/grpc-js';
import { token as messages } from '@gomomento/generated-types/dist/token.js';
import { parseMomentoOrigin } from '../../protocol/web-origin.js';
import { toAuthToken } from './auth-token.js';
import { roomPermissions } from './room-permissions.js';
import { TokenIssueError, type IssuedToken, type TokenIssuer } from './token-issuer.js';
import { withoutSecret } from './without-secret.js';

/**
 * The Momento account's API key and endpoint. Every `CredentialProvider` of `@gomomento/sdk` can be used, for example
 * `CredentialProvider.fromEnvVarV2()`. Its API key needs the permission to issue tokens.
 */
export interface MomentoCredentials {
  /** The API key. */
  getAuthToken(): string;
  /** The host that issues tokens, and its port where it needs one. */
  getTokenEndpoint(): string;
  /** Whether it is reached by TLS. */
  isTokenEndpointSecure(): boolean;
}

export interface MomentoTokenIssuerOptions {
  credentialProvider: MomentoCredentials;
  /** How long to wait for Momento, in milliseconds. 8,000 by default: a visitor is waiting too. */
  timeoutMs?: number;
}

export interface MomentoTokenIssuer extends TokenIssuer {
  /** Closes the connection to Momento. Tokens that were issued stay valid. */
  close(): void;
}

/** Momento limits the tokens issued per second, so a retry may succeed after one second. */
const RATE_LIMIT_SECONDS = 1;

/** Long enough for a service to restart, short enough for a visitor who is waiting. */
const UNAVAILABLE_SECONDS = 3;

/**
 * The connection's options. They detect a connection that died silently (dropped by a NAT, for example) within a
 * request's time-out, and reconnect within seconds when the service is back. gRPC's defaults take minutes for both.
 */
const CHANNEL_OPTIONS = {
  'grpc.keepalive_time_ms': 5_000,
  'grpc.keepalive_timeout_ms': 1_000,
  'grpc.initial_reconnect_backoff_ms': 500,
  'grpc.max_reconnect_backoff_ms': 3_000,
};

/**
 * Issues tokens through Momento's token service, over gRPC: for Node.
 *
 * Create one issuer when the host starts, and use it for all requests.
 */
export function momentoTokenIssuer(options: MomentoTokenIssuerOptions): MomentoTokenIssuer {
  const { credentialProvider, timeoutMs = 8_000 } = options;
  const isSecure = credentialProvider.isTokenEndpointSecure();
  const client = new messages.TokenClient(
    credentialProvider.getTokenEndpoint(),
    isSecure ? credentials.createSsl() : credentials.createInsecure(),
    CHANNEL_OPTIONS,
  );
  const apiKey = credentialProvider.getAuthToken();
  const issue: TokenIssuer = (grant) => {
    const request = new messages._GenerateDisposableTokenRequest({
      auth_token: apiKey,
      expires: new messages._GenerateDisposableTokenRequest.Expires({
        valid_for_seconds: grant.ttlSeconds,
      }),
      permissions: roomPermissions(grant),
      token_id: grant.tokenId,
    });
    return new Promise((resolve, reject) => {
      client.GenerateDisposableToken(
        request,
        { deadline: Date.now() + timeoutMs },
        (error, response) => {
          if (error) reject(issueError(error, apiKey));
          else if (response?.api_key && response.endpoint && response.valid_until)
            resolve(issuedToken(response, isSecure));
          else
            reject(
              new TokenIssueError(
                'unavailable',
                'unable to read Momento’s answer; it holds no token',
              ),
            );
        },
      );
    });
  };
  return Object.assign(issue, {
    close: () => {
      client.close();
    },
  });
}

function issuedToken(
  response: messages._GenerateDisposableTokenResponse,
  isSecure: boolean,
): IssuedToken {
  const { endpoint, api_key, valid_until } = response;
  // Browsers make an https address of the service's from the endpoint in the token. The embedded engine speaks plain http.
  const origin = isSecure ? undefined : parseMomentoOrigin(`http://${endpoint}`);
  return {
    authToken: toAuthToken(endpoint, api_key),
    expiresAt: valid_until,
    ...(origin !== undefined && { endpoint: origin }),
  };
}

/**
 * Converts gRPC's error. The original is not kept as the cause, because the error goes to a log, and the service or a
 * proxy may repeat parts of the request in it, including the API key.
 */
function issueError(error: ServiceError, apiKey: string): TokenIssueError {
  const reason = `${status[error.code] ?? error.code}: ${withoutSecret(error.details, apiKey)}`;
  switch (error.code) {
    case status.RESOURCE_EXHAUSTED:
      return new TokenIssueError(
        'rate-limited',
        `unable to issue a token; Momento’s limit is reached (${reason})`,
        RATE_LIMIT_SECONDS,
      );
    case status.UNAUTHENTICATED:
    case status.PERMISSION_DENIED:
      return new TokenIssueError(
        'refused',
        `unable to issue a token; Momento does not accept the API key for this (${reason})`,
      );
    case status.INVALID_ARGUMENT:
    case status.FAILED_PRECONDITION:
    case status.NOT_FOUND:
    case status.UNIMPLEMENTED:
      return new TokenIssueError(
        'refused',
        `unable to issue a token; Momento refuses the request (${reason})`,
      );
    default:
      return new TokenIssueError(
        'unavailable',
        `unable to issue a token; Momento cannot be reached (${reason})`,
        UNAVAILABLE_SECONDS,
      );
  }
}
