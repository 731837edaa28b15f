import { existsSync } from 'node:fs';
import { connectMomento as connect } from 'momento-chat/local-momento';

/** The service that .env names; without it, an engine in this process, which forgets everything when it stops. */
export async function connectMomento() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { credentialProvider, description } = await connect();
  console.log(`Momento: ${description}`);
  return credentialProvider;
}
