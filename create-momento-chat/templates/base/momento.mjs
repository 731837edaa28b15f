import { existsSync } from 'node:fs';
import { CredentialProvider } from '@gomomento/sdk';
import { startLocalMomento } from 'momento-chat/local-momento';

/** The service that .env names; without it, an engine in this process, which forgets everything when it stops. */
export async function connectMomento() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (process.env.MOMENTO_API_KEY) return CredentialProvider.fromEnvVarV2();
  const engine = await startLocalMomento({ caches: ['instant-messaging'] });
  return CredentialProvider.forMomentoLocal({ hostname: engine.host, port: engine.grpcPort });
}
