import { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { Clients, clientsFor } from './engine-node-clients.js';
import {
  startTokenEndpointServer,
  type TokenEndpointServer,
  type TokenEndpointServerOptions,
} from './token-endpoint-server.js';

/** An engine and a token endpoint, and visitors who have nothing but a token of the endpoint. */
export class TokenWorld {
  readonly engine: LocalMomento;
  readonly endpoint: TokenEndpointServer;
  readonly owner: Clients;
  readonly #opened: Clients[] = [];

  private constructor(engine: LocalMomento, endpoint: TokenEndpointServer) {
    this.engine = engine;
    this.endpoint = endpoint;
    this.owner = this.#track(clientsFor(engine));
  }

  /** @param options of the endpoint */
  static async start(
    caches: readonly string[],
    options: Pick<TokenEndpointServerOptions, 'attachments' | 'moderator'> = {},
  ): Promise<TokenWorld> {
    const engine = await startLocalMomento({ caches: [...caches] });
    const { grpcPort, webUrl } = engine;
    return new TokenWorld(engine, await startTokenEndpointServer({ grpcPort, webUrl, ...options }));
  }

  async visitorOf(room: string, user = 'ada', endpoint = this.endpoint): Promise<Clients> {
    const query = `&room=${encodeURIComponent(room)}&user=${encodeURIComponent(user)}`;
    const response = await fetch(endpoint.url + query);
    if (!response.ok) throw new Error(`no token for ${room}: ${response.status}`);
    const { authToken } = (await response.json()) as { authToken: string };
    const address = `127.0.0.1:${this.engine.grpcPort}`;
    return this.#track(
      new Clients(
        CredentialProvider.fromDisposableToken({
          apiKey: authToken,
          endpointOverrides: {
            cacheEndpoint: address,
            controlEndpoint: address,
            tokenEndpoint: address,
            secureConnection: false,
          },
        }),
      ),
    );
  }

  async close(): Promise<void> {
    this.#opened.forEach((clients) => clients[Symbol.dispose]());
    await this.endpoint.close();
    await this.engine.close();
  }

  #track(clients: Clients): Clients {
    this.#opened.push(clients);
    return clients;
  }
}
