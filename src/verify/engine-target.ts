import { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento, type LocalMomento } from '../local-momento/index.js';
import { noPaces } from './pace.js';
import type { Target } from './target.js';
import { toAuthToken } from '../server/token-endpoint/auth-token.js';

/** Shorter than the engine's default of 10 s, so that the check of the heartbeats takes seconds. */
const HEARTBEAT_MS = 1_000;

export interface EngineTarget extends Target {
  readonly engine: LocalMomento;
}

/** Starts an embedded engine on free ports of this machine. Rejects with the system's error if it cannot listen. */
export async function startEngineTarget(): Promise<EngineTarget> {
  const engine = await startLocalMomento({ heartbeatMs: HEARTBEAT_MS });
  const address = `${engine.host}:${engine.grpcPort}`;
  const credentialsFor: Target['credentialsFor'] = ({ apiKey }) =>
    CredentialProvider.fromDisposableToken({
      apiKey: toAuthToken(address, apiKey),
      endpointOverrides: {
        cacheEndpoint: address,
        controlEndpoint: address,
        tokenEndpoint: address,
        secureConnection: false,
      },
    });
  return {
    kind: 'engine',
    engine,
    credentials: credentialsFor({ endpoint: address, apiKey: engine.apiKey }),
    credentialsFor,
    paces: noPaces(),
    webUrlFor: (endpoint) => `http://${endpoint}`,
    limitRate: (limit) => engine.faults.quota(limit),
    close: () => engine.close(),
  };
}
