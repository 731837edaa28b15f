import { withoutSecret } from '../server/token-endpoint/without-secret.js';
import { credentials as channel, status, type ServiceError } from '@grpc/grpc-js';
import { token as messages } from '@gomomento/generated-types/dist/token.js';
import type { CredentialProvider } from '@gomomento/sdk';
import { ok, type Answer } from './answer.js';
import type { messages as permissions } from '../server/token-endpoint/permissions.js';
import type { Token } from './target.js';

const TIMEOUT_MS = 20_000;

export interface TokenWish {
  readonly permissions: permissions.Permissions;
  /** How long it is valid, in seconds; 300 by default. */
  readonly seconds?: number;
  readonly tokenId?: string;
}

/** Issues tokens with any permissions, which the SDK’s `AuthClient` cannot. */
export class TokenService {
  readonly #client: messages.TokenClient;

  constructor(provider: CredentialProvider) {
    this.#client = new messages.TokenClient(
      provider.getTokenEndpoint(),
      provider.isTokenEndpointSecure() ? channel.createSsl() : channel.createInsecure(),
      { 'grpc.use_local_subchannel_pool': 1 },
    );
  }

  /** @returns the gRPC status's name as the code of a refusal */
  issue(apiKey: string, { permissions, seconds = 300, tokenId = '' }: TokenWish) {
    const request = new messages._GenerateDisposableTokenRequest({
      auth_token: apiKey,
      expires: new messages._GenerateDisposableTokenRequest.Expires({ valid_for_seconds: seconds }),
      permissions,
      token_id: tokenId,
    });
    return new Promise<Answer<Token>>((resolve) => {
      const answered = (
        error: ServiceError | null,
        response?: messages._GenerateDisposableTokenResponse,
      ): void => {
        if (error || !response) resolve(refusal(error, apiKey));
        else {
          const { endpoint, api_key, valid_until } = response;
          resolve(ok({ endpoint, apiKey: api_key, validUntil: valid_until }));
        }
      };
      this.#client.GenerateDisposableToken(
        request,
        { deadline: Date.now() + TIMEOUT_MS },
        answered,
      );
    });
  }

  close(): void {
    this.#client.close();
  }
}

function refusal(error: ServiceError | null, apiKey: string): Answer<Token> {
  const code = error ? (status[error.code] ?? String(error.code)) : 'NO_RESPONSE';
  const message = withoutSecret(error?.details ?? '', apiKey);
  return { code, value: undefined, message };
}
