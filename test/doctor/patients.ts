import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CredentialProvider } from '@gomomento/sdk';
import { toNodeHandler } from 'srvx/node';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Finding } from '../../src/doctor/index.js';
import { startLocalMomento, type LocalMomento } from '../../src/local-momento/index.js';
import { createTokenEndpoint, type TokenEndpointOptions } from '../../src/server/index.js';
import {
  momentoTokenIssuer,
  type MomentoTokenIssuer,
} from '../../src/server/token-endpoint/momento-token-issuer.js';

export type Answer = (request: Request) => Response | Promise<Response>;

/** What the doctor examines: an engine, and token endpoints of it. */
export interface Patients {
  readonly engine: LocalMomento;
  readonly issueToken: MomentoTokenIssuer;
  /** A token endpoint that works, but for these options. */
  endpoint(options?: Partial<TokenEndpointOptions>): Answer;
  /** Serves it until the test ends. @returns its URL */
  serve(answer: Answer): Promise<string>;
}

/** Starts the engine for the tests of a `describe`, and stops it after them. */
export function patients(): Patients {
  let engine: LocalMomento;
  let issueToken: MomentoTokenIssuer;
  const servers: Server[] = [];

  beforeAll(async () => {
    engine = await startLocalMomento({ caches: ['instant-messaging'] });
    const hostname = engine.host;
    const credentialProvider = CredentialProvider.forMomentoLocal({
      hostname,
      port: engine.grpcPort,
    });
    issueToken = momentoTokenIssuer({ credentialProvider });
  });

  afterEach(() => {
    servers.splice(0).forEach((server) => server.close());
  });

  afterAll(async () => {
    issueToken.close();
    await engine.close();
  });

  return {
    get engine() {
      return engine;
    },
    get issueToken() {
      return issueToken;
    },
    endpoint(options = {}) {
      const authorize = () => ({ user: { id: 'ada', name: 'Ada' } });
      return createTokenEndpoint({ issueToken, authorize, onError: () => undefined, ...options });
    },
    async serve(answer) {
      const handler = toNodeHandler(answer) as RequestListener;
      const server = createServer(handler).listen(0, '127.0.0.1');
      servers.push(server);
      await once(server, 'listening');
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/momento-token`;
    },
  };
}

/** The problems that were found, each with the line to change. */
export function problemsIn(findings: readonly Finding[]): string[] {
  return findings.filter(({ ok }) => !ok).map(({ text, change }) => `${text} → ${change ?? ''}`);
}
