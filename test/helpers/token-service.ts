import { Server, ServerCredentials, type sendUnaryData } from '@grpc/grpc-js';
import { token as messages } from '@gomomento/generated-types/dist/token.js';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { RoomAccess, RoomMode, TokenGrant } from '../../src/server/index.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';

type Request = messages._GenerateDisposableTokenRequest;
type Response = messages._GenerateDisposableTokenResponse;
type Respond = (callback: sendUnaryData<Response>) => void;

export const API_KEY = 'the-api-key-that-stays-at-home';

/** A token service that keeps what it is asked and answers as a test says. */
export class TokenService {
  readonly requests: Request[] = [];
  respond: Respond = () => undefined;
  issuer!: MomentoTokenIssuer;
  readonly #server = new Server();
  #port = 0;

  async start(): Promise<void> {
    this.#server.addService(messages.UnimplementedTokenService.definition, {
      GenerateDisposableToken: (call: { request: Request }, callback: sendUnaryData<Response>) => {
        this.requests.push(call.request);
        this.respond(callback);
      },
    });
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    this.issuer = this.connect();
  }

  /** It answers with a token that has this key. */
  answerWith(api_key: string): void {
    this.respond = (callback) => {
      callback(
        null,
        new messages._GenerateDisposableTokenResponse({
          api_key,
          endpoint: 'cell.example',
          valid_until: 1_763_640_000,
        }),
      );
    };
  }

  connect(timeoutMs?: number): MomentoTokenIssuer {
    return momentoTokenIssuer({
      credentialProvider: {
        getAuthToken: () => API_KEY,
        getTokenEndpoint: () => `127.0.0.1:${this.#port}`,
        isTokenEndpointSecure: () => false,
      },
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
  }

  issue(
    access: RoomAccess = 'read-write',
    mode: RoomMode = 'direct',
    more: Partial<TokenGrant> = {},
  ): ReturnType<MomentoTokenIssuer> {
    return this.issuer({
      cacheName: 'instant-messaging',
      room: 'サポート',
      access,
      mode,
      tokenId: 'u1',
      ttlSeconds: 600,
      ...more,
    });
  }

  stop(): void {
    this.issuer.close();
    this.#server.forceShutdown();
  }
}

/** Starts the service for the tests of a file, and stops it after them. */
export function tokenService(): TokenService {
  const service = new TokenService();
  beforeAll(() => service.start());
  afterEach(() => {
    service.requests.length = 0;
  });
  afterAll(() => service.stop());
  return service;
}
